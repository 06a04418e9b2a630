"""Every error somebody acts on, in one tree; the first docstring line is the message."""


class SamvejError(Exception):
    """Something went wrong."""

    def __init__(self, *details: str) -> None:
        self.details = details
        super().__init__("\n".join([(type(self).__doc__ or "").splitlines()[0], *details]))


class FaultyFlow(SamvejError):
    """A flow cannot be used; every fault is listed with file, step and what to do."""


class WrongSettings(SamvejError):
    """The settings cannot be used; every fault is listed with the name to set."""


class OldSqlite(SamvejError):
    """This SQLite can corrupt a database under load; install the locked requirements (pysqlite3) or SQLite 3.51.3 or newer."""


class WrongKey(SamvejError):
    """The key does not open this database; put back the key file that belongs to it."""


class StoreUnavailable(SamvejError):
    """The database does not answer."""


class NotShown(StoreUnavailable):
    """What would be shown could not be written down first, so it is not shown."""


class BrokenTrail(SamvejError):
    """The trail is not whole, or does not reach what was anchored outside the database; samvej audit verify tells what is wrong."""


class LineDown(SamvejError, OSError):
    """A messenger does not take what is sent, and does not give what came."""


class LineTaken(LineDown):
    """Another process fetches this bot's updates: stop it there, or make a bot of its own for it; here it is tried again every 45 s."""


class LineRefused(LineDown):
    """Telegram no longer takes this bot's token: copy it again from @BotFather, put it in the settings and start anew."""


class ForeignWebhook(LineDown):
    """This bot's updates are posted to an address that is not ours; if it is to be ours again: samvej telegram take-over."""


class LoopEnded(SamvejError):
    """A part of the program ended by an error, so all of it ends, to be started again; the log tells where."""


class NotAllowed(SamvejError):
    """This is not yours to see or do."""


class CourseFrozen(NotAllowed):
    """The person guided has frozen this course; nobody else reads in it until they open it again."""


class CourseClosed(SamvejError):
    """This course is closed; open it again first."""


class NotFound(SamvejError):
    """There is nothing here any more."""


class LinkSpent(SamvejError):
    """This link has been used or is too old."""


class WordingMoved(SamvejError):
    """The wording was changed in the meantime; read the new one first."""


class NoteMoved(SamvejError):
    """The note was written in since; its words as they are now come along."""

    def __init__(self, now: str = "", version: int = 0) -> None:
        self.now, self.version = now, version
        super().__init__()


class BadInput(SamvejError):
    """That could not be understood."""


class NotDrawn(SamvejError):
    """The picture could not be drawn just now; its words are there all the same."""
