"""What was erased or ended after an older copy of the database was made is so again, before anybody reads in it."""

from bot.records import credentials, freezing, links, notes, past
from bot.records.core import Records
from bot.usecases import erasing, handing_over


def replay(records: Records) -> int:
    """End again whatever the list outside the store says is over; how many rows were too many, or too few."""
    if past.is_empty(records):
        return 0
    erased = erasing.erase_again(records)
    blinded = handing_over.let_go_again(records) + notes.withdraw_again(records) + freezing.freeze_again(records)
    return erased + blinded + credentials.drop_again(records)


def shut(records: Records) -> None:
    """An older copy is put in place: nobody is signed in, and no link opens anything but invitations, people's own and their codes."""
    links.shut(records)
    for row in records.rows.some("challenges", {}):
        records.rows.drop("challenges", {"hash": row["hash"]})
