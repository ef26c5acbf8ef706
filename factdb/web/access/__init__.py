"""Who is asking, and what every request must meet and every answer carries."""
