"""What people decide about whole articles."""
