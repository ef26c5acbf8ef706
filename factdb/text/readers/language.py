"""Which language a text is in."""

import re

ENGLISH = "en"

_SAMPLE = 6000
_WORD = re.compile(r"[^\W\d_]+")
# Chinese, Japanese and Thai have no spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u9fff]")
# Fewer words say too little: a name, a list of places.
_LEAST_WORDS = 6
# English text of any kind has a fifth of these and more; no other language a tenth, for none has all of them.
_ENGLISH = frozenset(("the", "of", "and", "to", "that", "was", "for", "is", "it", "he", "said", "with", "his", "by"))
_ENGLISH_SHARE = 0.15


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language; empty if the text is too short to tell.

    English is told by its commonest words, because that costs nothing; all else by py3langid.
    """
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _LEAST_WORDS and len(_UNSPACED.findall(text[:_SAMPLE])) < 2 * _LEAST_WORDS:
        return ""
    if sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return ENGLISH
    from py3langid import classify

    code, _ = classify(text[:_SAMPLE])
    return str(code)
