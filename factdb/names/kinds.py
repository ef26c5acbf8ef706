"""What kinds of speakers have a name, and which people may say that somebody is; loads nothing but the words."""

from factdb.records import SpeakerKind

# Words like "a spokesman" are no name, whatever alias they equal.
NAMED_KINDS = (SpeakerKind.PERSON, SpeakerKind.ORGANISATION, SpeakerKind.GROUP, SpeakerKind.DOCUMENT)

# What people may say that somebody is.
GIVEN_KINDS = (*NAMED_KINDS, SpeakerKind.UNNAMED)
