"""What to do next about a failure, as commands."""

from factdb.errors import FactDBError, Remedy

_COMMANDS = {
    Remedy.LIST_ARTICLES: "`factdb articles` lists them",
    Remedy.LIST_VERSIONS: "`factdb articles --versions` lists them",
    Remedy.LIST_CLAIMS: "`factdb claims` lists their ids",
    Remedy.LIST_SPEAKERS: "`factdb speakers` lists them",
    Remedy.ADD_CLAIM: "`factdb claims add` does that, with --speaker, --speaker-kind and --cue",
    Remedy.GIVE_KIND: "--speaker-kind person makes one",
    Remedy.SET_KIND: "`factdb speakers kind SPEAKER KIND` sets that of one who is there",
    Remedy.GIVE_ENCODING: "--encoding mac-roman, or another, says it",
    Remedy.GIVE_CUE: "--cue WORDS gives them",
    Remedy.GIVE_HEDGE: "--hedge WORDS gives them",
    Remedy.MERGE_KINDS: "--any-kind merges them all the same",
    Remedy.MERGE_SPEAKERS: "`factdb speakers merge INTO OTHER` does that",
    Remedy.MERGE_KINDS_OF: "`factdb speakers merge --any-kind INTO OTHER` does that",
    Remedy.LIST_CORRECTIONS: "`factdb history` lists all corrections",
    Remedy.TELL_HISTORY: "`factdb history CLAIM` tells of it",
    Remedy.UNDO_ANY: "`factdb undo` takes back either",
    Remedy.REMOVE_DECIDED: "`factdb history --article` tells more; --with-decisions takes out both, for good",
    Remedy.IMPORT: "`factdb import FILE` makes it, `factdb db upgrade` makes it empty",
    Remedy.MAKE_TABLES: "`factdb db upgrade` makes them",
    Remedy.UPGRADE_DATABASE: "run `factdb db upgrade`",
    Remedy.UPGRADE_FACTDB: "`pip install --upgrade factdb` gets that",
    Remedy.MAKE_REPORT: "make one with `factdb report attribution -o report.csv`",
    Remedy.MAKE_PAGE: "make one with `factdb report html ARTICLE -o page.html`",
    Remedy.LIST_USERS: "`factdb users` lists them",
    Remedy.ADD_USER: "`factdb users add NAME --role admin` lets the first one in",
    Remedy.OVERWRITE: "--force puts the new one in its place",
    Remedy.PROVE: "`factdb verify` tells more",
    Remedy.MAKE_SEAL: "`factdb seal` makes one",
    Remedy.MAKE_KEY: "`factdb seal --make-key` makes one",
    Remedy.EXTRACT: "`factdb extract FILES --to FOLDER` writes one",
    Remedy.FINISH_EXTRACTING: "run `factdb extract` for it again, or load what is there with --unfinished",
    Remedy.EXPORT_BRAT: "`factdb export --format brat -o FOLDER` writes them",
    Remedy.MAP_TEXT: "`factdb import FILE --map NAME=text` says it",
    Remedy.ALLOW_PRIVATE: "--allow-private fetches it",
    Remedy.FETCH_LISTED: "`factdb import --from-list FILE` fetches them",
}


def line(error: FactDBError) -> str:
    """What happened, and what to do next."""
    if error.remedy is None:
        return str(error)
    told = str(error)
    return f"{told}{' ' if told.endswith('?') else '; '}{_COMMANDS[error.remedy]}"
