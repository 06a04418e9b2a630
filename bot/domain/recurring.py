"""The one door to dateutil: when what comes again every day comes next, by the clock on somebody's wall."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import DAILY, rrule


def daily(hour: time, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Every time the clock in this zone shows this hour after an aware moment, soonest first, without end; aware times in the zone.

    It keeps its hour over both changes of the clocks. An hour that does not exist that day comes as much later as the clocks were put
    forward; one that exists twice comes the first time.
    """
    # One day back, since the end of a day can be the hour that does not exist.
    begins = datetime.combine(after.astimezone(zone).date() - timedelta(days=1), hour)
    for wall in rrule(DAILY, dtstart=begins):
        at = wall.replace(tzinfo=zone).astimezone(UTC)
        if at > after:
            yield at.astimezone(zone)
