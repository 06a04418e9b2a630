"""What is written down of everything that is done: the closed list of acts, and the head of the trail they make."""

from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What somebody did. The name says what for; nothing else is kept of the purpose, and never a word of anybody's."""

    # Staff have words of a counsellee's before them, in a course that is theirs, for the guidance in it.
    READ_LIST = "read_list"
    READ_COURSE = "read_course"
    READ_FILE = "read_file"
    READ_SELFCHECK = "read_selfcheck"
    READ_LINK = "read_link"
    READ_SEARCH = "read_search"
    READ_SHEET = "read_sheet"
    READ_LIVE = "read_live"
    READ_PICTURE = "read_picture"
    JOURNAL = "read_journal"
    # People come in and go.
    COUNSELLOR_ADDED = "counsellor_added"
    LEAD_ADDED = "lead_added"
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_IN_LINK = "sign_in_link"
    CREDENTIAL_ADDED = "credential_added"
    CREDENTIAL_REMOVED = "credential_removed"
    INVITE = "invite"
    ACCEPT = "accept"
    UNDO_INVITATION = "undo_invitation"
    CONNECT = "connect"
    DISCONNECT = "disconnect"
    PRIVATE_LINK = "private_link"
    REENTER_LINK = "reenter_link"
    COME_BACK = "come_back"
    RECOVER = "recover"
    ASSIGN = "assign"
    HAND_OVER = "hand_over"
    HANDED_OVER = "handed_over"
    HAND_OVER_REFUSED = "hand_over_refused"
    # The guidance itself.
    SHARE = "share"
    WITHDRAW = "withdraw"
    REVIEW = "review"
    ASK = "ask"
    AIM = "aim"
    WRITE = "write"
    REMOVE = "remove"
    MEETING = "meeting"
    CANCEL_MEETING = "cancel_meeting"
    ABSENT = "absent"
    COMES = "comes"
    ABSENCE_SEEN = "absence_seen"
    MEET = "meet"
    PROPOSE_END = "propose_end"
    NOT_OVER = "not_over"
    CLOSE = "close"
    REOPEN = "reopen"
    PROPOSE = "propose"
    YES = "yes"
    NOT_YET = "not_yet"
    DIFFERENTLY = "differently"
    PLAN = "plan"
    REMINDED = "reminded"
    EVALUATION = "evaluation"
    EVENINGS = "evenings"
    SUGGEST = "suggest"
    UNSUGGEST = "unsuggest"
    DECLINE = "decline"
    PROPOSE_PARKING = "propose_parking"
    PARKED = "parked"
    NOT_PARKED = "not_parked"
    UP = "up"
    KEEP = "keep"
    GO = "go"
    # What the law gives people, and what the house does about it.
    AGREED = "agreed"
    EXPORT = "export"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"
    ERASE = "erase"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    # Whoever runs the house.
    SWITCH = "switch"
    KEYS_ROTATED = "keys_rotated"
    BACKUP = "backup"
    RESTORED = "restored"
    ANCHORED_ANEW = "anchored_anew"
    # What was written before this row was let go, since its time was over; the row holds on to its place in the chain.
    BASE = "base"


READS = frozenset(act for act in Act if act.value.startswith("read_"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last row of a trail: its number (0: there is none yet) and the mac that binds it to all before it (32 bytes)."""

    number: int
    mac: bytes


NO_ROWS = Head(number=0, mac=bytes(32))
