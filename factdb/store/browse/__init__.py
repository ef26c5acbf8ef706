"""What a page asks that shows a part of everything: a page of claims in any order, with counts of all that fit."""
