"""The label sets of the tagger, in the order of the model's outputs."""

from factdb.records import Role

TAGS = ("O", *(f"{side}-{role}" for role in Role for side in "BI"))
# The numbers of those of content.
CONTENT = [number for number, tag in enumerate(TAGS) if tag.endswith(Role.CONTENT)]
HEDGES = ("epistemic", "doxastic", "condition", "investigation")
HEDGE_TAGS = ("O", *(f"{side}-{kind}" for kind in HEDGES for side in "BI"))
