"""Periods of the calendar: a day, an ISO week, a month, a year, a decade; and steps between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from prisonwatch.records import Granularity

_FIRST_YEAR, _LAST_YEAR = 1000, 9990


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar by its first day."""

    first: date
    granularity: Granularity

    @property
    def value(self) -> str:
        """As the record writes it: YYYY-MM-DD, YYYY-Www, YYYY-MM, YYYY or YYYX."""
        match self.granularity:
            case "day":
                return self.first.isoformat()
            case "week":
                year, week, _ = self.first.isocalendar()
                return f"{year:04}-W{week:02}"
            case "month":
                return f"{self.first.year:04}-{self.first.month:02}"
            case "year":
                return f"{self.first.year:04}"
            case "decade":
                return f"{self.first.year // 10:03}X"

    def shift(self, steps: int) -> Period | None:
        """The period so many of its own steps later; None beyond the calendar."""
        match self.granularity:
            case "day":
                return day_period(self.first, steps)
            case "week":
                first = day_period(self.first, 7 * steps)
                return Period(first.first, "week") if first else None
            case "month":
                months = self.first.year * 12 + self.first.month - 1 + steps
                return month_period(months // 12, months % 12 + 1)
            case "year":
                return year_period(self.first.year + steps)
            case "decade":
                return decade_period(self.first.year + 10 * steps)


def period_of(day: date, granularity: Granularity) -> Period:
    """The week, month, … that a day lies in."""
    match granularity:
        case "day":
            return Period(day, "day")
        case "week":
            return Period(day - timedelta(days=day.weekday()), "week")
        case "month":
            return Period(day.replace(day=1), "month")
        case "year":
            return Period(date(day.year, 1, 1), "year")
        case "decade":
            return Period(date(day.year // 10 * 10, 1, 1), "decade")


def day_period(base: date, days: int = 0) -> Period | None:
    try:
        return Period(base + timedelta(days=days), "day")
    except OverflowError:
        return None


def month_period(year: int, month: int) -> Period | None:
    return Period(date(year, month, 1), "month") if _FIRST_YEAR <= year <= _LAST_YEAR else None


def year_period(year: int) -> Period | None:
    return Period(date(year, 1, 1), "year") if _FIRST_YEAR <= year <= _LAST_YEAR else None


def decade_period(year: int) -> Period | None:
    return Period(date(year // 10 * 10, 1, 1), "decade") if _FIRST_YEAR <= year <= _LAST_YEAR else None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    leap = century // 4
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth (1–4) such weekday of a month; -1: its last."""
    if nth < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
