"""What packed texts are for (training.distil.pack)."""

# Texts to be learned from with what teachers say of them alone, with labels too, or not at all.
UNLABELLED, LABELLED, KEPT = ("news", "said in news"), ("train", "own", "said in own"), ("kept", "own held back")
KINDS = (*UNLABELLED, *LABELLED, *KEPT)
# A word that points at none.
NOT_ASKED = -32768
