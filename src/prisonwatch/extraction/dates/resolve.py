"""Values for calendar expressions: what each reading of `dates.toml` works out, and against what.

Relative expressions stand to the publication date; those that look back in the text (`the next day`) stand
to the day last mentioned. Nothing is ever resolved against today's clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from prisonwatch.extraction.dates.forms import DateRules, Expression
from prisonwatch.extraction.dates.periods import (
    Period,
    calendar_day,
    day_period,
    decade_period,
    easter,
    month_period,
    nth_weekday,
    period_of,
    year_period,
)
from prisonwatch.extraction.dates.scene import Scene, Unresolved, Value
from prisonwatch.extraction.dates.tense import Direction
from prisonwatch.records import Granularity

_GRANULARITIES: dict[int, Granularity] = {1: "day", 2: "week", 3: "month", 4: "year", 5: "decade"}


def resolve(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """The value of one mention of an expression; None where it is no date after all."""
    value = _READINGS[expression.form.reading](expression, which, rules, scene)
    if isinstance(value, Period) and expression.form.settings.get("granularity") == "week":
        return period_of(value.first, "week")
    return value


def _date(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """Day, month and year, or as many of them as there are."""
    day, month = expression.read("day", which), expression.read("month", which)
    year = _year(expression, which, rules, scene)
    if day is None and month is None:
        return year_period(year) if year else None
    if month is None and expression.read("monthshift") is not None:
        return _day_of_shifted_month(day or 0, expression.read("monthshift") or 0, scene)
    if month is None:
        return _day_of_month(day or 0, expression.read("weekday", which), scene)
    if day is None:
        return month_period(year, month) if year else _month(month, scene)
    if calendar_day(year or 2000, month, day) is None:
        return None
    if year:
        return _day_period(calendar_day(year, month, day))
    return _day_without_year(month, day, expression.read("weekday", which), scene)


def _year(expression: Expression, which: str, rules: DateRules, scene: Scene) -> int | None:
    year = expression.read("year", which)
    if year is not None:
        return year
    short = expression.read("yy", which)
    if short is not None:
        return _full_year(short, scene)
    if (hundreds := expression.read("hundreds")) is not None:
        return hundreds * 100 + (expression.read("tens") or 0) + (expression.read("ones") or 0)
    shift = expression.read("yearshift", which)
    if shift is not None and scene.published:
        return scene.published.year + shift
    that = expression.read("thatyear")
    if that is not None and scene.reference:
        return scene.reference.first.year + that
    return None


def _full_year(short: int, scene: Scene) -> int:
    """A two-figure year: the one nearest to the publication, at most ten years ahead of it."""
    latest = (scene.published.year if scene.published else 2040) + 10
    return latest - (latest - short) % 100


def _month(month: int, scene: Scene) -> Value:
    if scene.year and scene.direction != "future":
        return month_period(scene.year, month)
    if scene.published is None:
        return Unresolved("month")
    ahead = (month - scene.published.month) % 12
    if scene.direction == "future" or (scene.direction == "leaning" and ahead <= 6):
        return period_of(scene.published, "month").shift(ahead)
    return period_of(scene.published, "month").shift(ahead - 12 if ahead else 0)


def _day_without_year(month: int, day: int, weekday: int | None, scene: Scene) -> Value:
    if scene.year:
        return _day_period(calendar_day(scene.year, month, day))
    if scene.published is None:
        return Unresolved("day")
    year = scene.published.year
    candidates = [d for y in range(year - 4, year + 2) if (d := calendar_day(y, month, day))]
    if weekday is not None:
        fitting = [
            d
            for d in candidates
            if d.weekday() == weekday and d.year >= year - 1 and (d - scene.published).days < _NEAR
        ]
        candidates = fitting or candidates
    likely = _nearest(candidates, scene.published, scene.direction)
    return Period(_sequel(likely, lambda y: calendar_day(y, month, day), scene), "day")


# A weekday that does not fit the likely year is rather a slip than a hint at a far one, in days.
_NEAR = 200


# A day without a year belongs to the one dated just before it when it follows within so many days, and the
# likely year would set it so far from publication.
_SEQUEL, _RECENT = 14, 30


def _sequel(likely: date, on: Callable[[int], date | None], scene: Scene) -> date:
    """The day soon after the one dated in full ("On 24 December 2019 two fled. By 26 December …")."""
    if scene.dated is None or scene.published is None or abs((scene.published - likely).days) <= _RECENT:
        return likely
    days = [day for year in (scene.dated.year, scene.dated.year + 1) if (day := on(year))]
    return next((day for day in days if 0 < (day - scene.dated).days <= _SEQUEL), likely)


def _nearest(candidates: list[date], published: date, direction: Direction) -> date:
    """The last such day or the next one, as the direction says, unless the other is several times nearer.

    News gives the year with a day that is not of its own year; a past tense therefore yields to a nearer
    coming day only within the year.
    """
    past = [d for d in candidates if d <= published]
    coming = [d for d in candidates if d > published]
    if not past or not coming:
        return coming[0] if coming else past[-1]
    back, ahead = (published - past[-1]).days, (coming[0] - published).days
    match direction:
        case "future":
            return past[-1] if 4 * back < ahead and back > 0 else coming[0] if back else past[-1]
        case "past":
            return coming[0] if 4 * ahead < back and coming[0].year == published.year else past[-1]
        case "told":
            return past[-1]
        case "leaning":
            return coming[0] if ahead < back else past[-1]
        case "open":
            return coming[0] if 1.5 * ahead < back else past[-1]


def _day_of_month(day: int, weekday: int | None, scene: Scene) -> Value:
    """`on the 14th`: the nearest such day; beside a day already mentioned, of that month."""
    if scene.published is None:
        return Unresolved("day")
    candidates = []
    this_month = period_of(scene.published, "month")
    for steps in range(-2, 3):
        month = this_month.shift(steps)
        found = calendar_day(month.first.year, month.first.month, day) if month else None
        if found and (weekday is None or found.weekday() == weekday):
            candidates.append(found)
    if not candidates:
        return None
    direction = scene.direction if scene.direction in ("future", "leaning") else "told"
    return Period(_nearest(candidates, scene.published, direction), "day")


def _day_of_shifted_month(day: int, shift: int, scene: Scene) -> Value:
    """`the 5th of last month`."""
    if scene.published is None:
        return Unresolved("day")
    month = period_of(scene.published, "month").shift(shift)
    return _day_period(calendar_day(month.first.year, month.first.month, day)) if month else None


def _numeric(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`13/01/2024`: the order that is possible; where both are, the usual one unless it lies far ahead."""
    first, second = expression.read("first") or 0, expression.read("second") or 0
    year = _year(expression, which, rules, scene)
    if year is None:
        usual_first = (scene.order == "DMY" and second <= 12) or first > 12
        day, month = (first, second) if usual_first else (second, first)
        possible = month <= 12 and calendar_day(2000, month, day)
        return _day_without_year(month, day, None, scene) if possible else None
    orders = {"DMY": calendar_day(year, second, first), "MDY": calendar_day(year, first, second)}
    usual = orders.pop(scene.order, None)
    other = next(iter(orders.values()), None)
    latest = scene.published + timedelta(days=31) if scene.published else None
    if usual and other and latest and usual > latest >= other:
        usual = other
    return _day_period(usual or other)


def _weekday(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    weekday = expression.read("weekday", which)
    if weekday is None:
        return None
    back = expression.read("back")
    if back is not None and scene.reference is not None and scene.reference.granularity == "day":
        return _weekday_beside(scene.reference.first, weekday, back)
    if scene.published is None:
        return Unresolved("day")
    if (weekshift := expression.read("weekshift")) is not None:
        return day_period(period_of(scene.published, "week").first, 7 * weekshift + weekday)
    shift = expression.read("shift")
    ranging = scene.since is not None and (scene.published - scene.since).days < _NEAR_START
    if scene.since and ranging and shift is None and back is None:
        return _weekday_beside(scene.since, weekday, _ON_OR_AFTER)
    if shift or back in (-1, 1):
        return _weekday_beside(scene.published, weekday, shift or back or 0)
    coming = scene.direction in ("future", "leaning")
    if shift == 0 and scene.direction in ("open", "leaning"):
        coming = (weekday - scene.published.weekday()) % 7 <= 3  # "this Friday": the nearest
    return _weekday_beside(scene.published, weekday, _ON_OR_AFTER if coming else 0)


_ON_OR_AFTER = 2
# A range that began longer ago, in days, can end on any such weekday: on the last one.
_NEAR_START = 14


def _weekday_beside(base: date, weekday: int, step: int) -> Period | None:
    """The weekday before (-1) or after (1) a day; the last (0) or first (2) that may be the day itself."""
    back = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    match step:
        case -1:
            return day_period(base, -(back or 7))
        case 0:
            return day_period(base, -back)
        case 2:
            return day_period(base, ahead)
        case _:
            return day_period(base, ahead or 7)


def _nth_weekday(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`the first Monday in September`."""
    month = _date(expression, which, rules, scene)
    nth, weekday = expression.read("nth"), expression.read("weekday")
    if not isinstance(month, Period) or nth is None or weekday is None:
        return Unresolved("day")
    return Period(nth_weekday(month.first.year, month.first.month, weekday, nth), "day")


def _shifted_month(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`last July`, `this May`, `mayo pasado`."""
    month, shift = expression.read("month", which), expression.read("shift")
    if month is None or shift is None:
        return None
    if scene.published is None:
        return Unresolved("month")
    published = scene.published
    if shift < 0:
        return month_period(published.year - (month >= published.month), month)
    if shift > 0:
        return month_period(published.year + (month <= published.month), month)
    return month_period(published.year, month)


def _shifted_day(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`próximo 1 de abril`, `pasado 3 de mayo`, `this July 4`."""
    day, month, shift = expression.read("day"), expression.read("month"), expression.read("shift")
    if scene.published is None:
        return Unresolved("day")
    direction: Direction = "open" if not shift else "future" if shift > 0 else "told"
    scene = replace(scene, tell=lambda: direction)
    if month is None:
        return _day_of_month(day or 0, expression.read("weekday"), scene)
    return _day_without_year(month, day or 0, expression.read("weekday"), scene)


def _unit(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`last week`, `the following month`: `shift` counts from publication, `back` from the text."""
    granularity = _GRANULARITIES[expression.read("unit") or 1]
    back = expression.read("back")
    if back is not None:
        if scene.reference is None or not _reaches(scene.reference, granularity):
            return None
        return period_of(scene.reference.first, granularity).shift(back)
    if scene.published is None:
        return Unresolved(granularity)
    return period_of(scene.published, granularity).shift(expression.read("shift") or 0)


def _reaches(reference: Period, granularity: Granularity) -> bool:
    """Whether a period is no coarser than the unit to be counted from it."""
    order = list(_GRANULARITIES.values())
    return order.index(reference.granularity) <= order.index(granularity)


def _weekend(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`over the weekend`, as its week: the last one to have begun, or the one to come."""
    if scene.published is None:
        return Unresolved("week")
    week = period_of(scene.published, "week")
    begun = scene.published.weekday() >= 5
    return week if begun or scene.direction == "future" else week.shift(-1)


def _deictic(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`today`, `yesterday`, `anoche`."""
    if scene.published is None:
        return Unresolved("day")
    return day_period(scene.published, expression.read("deictic") or 0)


def _offset(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`two days ago`, `three weeks earlier`: up to three weeks give a day, more a week, months a month, …"""
    number = expression.read("number")
    unit = expression.read("unit") or 1
    sign = expression.read("sign") or -1
    base = scene.published
    if expression.form.settings.get("from") == "text":
        if scene.reference is not None and _reaches(scene.reference, _GRANULARITIES[unit]):
            base = scene.reference.first
        elif scene.reference is not None or unit < 4:
            return None
    number = 1 if number is None else number
    if base is None:
        return Unresolved(_GRANULARITIES[1 if unit == 2 else unit])
    if unit <= 2:
        days = number * (7 if unit == 2 else 1)
        day = day_period(base, sign * days) if days < 1000 else None
        return period_of(day.first, "week") if day and unit == 2 and number > 3 else day
    if unit == 5:
        number, unit = number * 10, 4
    return period_of(base, _GRANULARITIES[unit]).shift(sign * number)


def _decade(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`the 1990s`, `the '80s`, `los años noventa`."""
    year = expression.read("year") or expression.read("decade", which)
    if year is None:
        return None
    if year < 100:
        latest = scene.published.year if scene.published else 2029
        year = latest - (latest - year) % 100
    return decade_period(year)


def _holiday(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """A holiday: `month` and `day`; or `easter`, days from Easter Sunday; or `month`, `weekday` and `nth`."""
    rule = rules.holidays[" ".join(expression.match["holiday"].lower().split())]

    def on(year: int) -> date:
        if "easter" in rule:
            return easter(year) + timedelta(days=rule["easter"])
        if "nth" in rule:
            return nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
        return date(year, rule["month"], rule["day"])

    year = _year(expression, which, rules, scene)
    if year:
        return Period(on(year), "day")
    if scene.published is None:
        return Unresolved("day")
    days = [on(y) for y in range(scene.published.year - 1, scene.published.year + 2)]
    shift = expression.read("shift")
    direction: Direction = "told" if shift == -1 else "future" if shift == 1 else scene.direction
    return Period(_sequel(_nearest(days, scene.published, direction), on, scene), "day")


def _fixed(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """An expression that always means the same day (`Sept. 11 attacks`)."""
    return Period(date.fromisoformat(expression.form.settings["value"]), "day")


def _day_period(day: date | None) -> Period | None:
    return Period(day, "day") if day else None


_Reading = Callable[[Expression, str, DateRules, Scene], Value]
_READINGS: dict[str, _Reading] = {
    "date": _date,
    "numeric": _numeric,
    "weekday": _weekday,
    "nth weekday": _nth_weekday,
    "shifted month": _shifted_month,
    "shifted day": _shifted_day,
    "unit": _unit,
    "weekend": _weekend,
    "deictic": _deictic,
    "offset": _offset,
    "decade": _decade,
    "holiday": _holiday,
    "fixed": _fixed,
}
