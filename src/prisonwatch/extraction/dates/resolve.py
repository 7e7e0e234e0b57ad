"""Values for calendar expressions: what each reading of `dates.toml` works out, and against what.

Relative expressions stand to the publication date; those that look back in the text (`the next day`) stand
to the day last mentioned. Nothing is ever resolved against today's clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from prisonwatch.extraction.dates.counted import deictic, offset, unit, weekend
from prisonwatch.extraction.dates.forms import DateRules, Expression
from prisonwatch.extraction.dates.periods import (
    Period,
    calendar_day,
    decade_period,
    easter,
    month_period,
    nth_weekday,
    period_of,
    year_period,
)
from prisonwatch.extraction.dates.scene import Scene, Unresolved, Value
from prisonwatch.extraction.dates.tense import Direction
from prisonwatch.extraction.dates.weekdays import weekday


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
        only_told = bool(expression.form.settings.get("told"))
        return _day_of_month(day or 0, expression.read("weekday", which), scene, only_told)
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
    # Without a publication date, a month before the one that the text has come to is of another year.
    goes_back = scene.published is None and scene.dated is not None and month < scene.dated.month
    if scene.year and scene.direction != "future" and not goes_back:
        return month_period(scene.year, month)
    if scene.published is None:
        return Unresolved("month")
    if scene.turn and (found := scene.turn.to([date(y, month, 1) for y in _around(scene.turn.day)])):
        return period_of(found, "month")
    ahead = (month - scene.published.month) % 12
    if scene.direction == "future" or (scene.direction in ("leaning", "near") and ahead <= 6):
        return period_of(scene.published, "month").shift(ahead)
    return period_of(scene.published, "month").shift(ahead - 12 if ahead else 0)


def _day_without_year(month: int, day: int, weekday: int | None, scene: Scene) -> Value:
    if scene.year:
        return _day_period(calendar_day(scene.year, month, day))
    if scene.published is None:
        return Unresolved("day")
    if scene.story_year and scene.direction in ("past", "told"):
        return _day_period(calendar_day(scene.story_year, month, day))
    if scene.turn:
        days = [d for y in _around(scene.turn.day) if (d := calendar_day(y, month, day))]
        if turned := scene.turn.to(days):
            return Period(turned, "day")
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


def _around(day: date) -> tuple[int, ...]:
    return day.year - 1, day.year, day.year + 1


# A weekday that does not fit the likely year is rather a slip than a hint at a far one, in days.
_NEAR = 200


# A day without a year belongs to the one dated just before it when it follows within so many days, and the
# likely year would set it so far from publication.
_SEQUEL, _RECENT = 14, 30


def _sequel(likely: date, on: Callable[[int], date | None], scene: Scene) -> date:
    """The day soon after the one dated in full ("On 24 December 2019 two fled. By 26 December …")."""
    if scene.dated is None or scene.published is None:
        return likely
    days = [day for year in (scene.dated.year, scene.dated.year + 1) if (day := on(year))]
    sequel = next((day for day in days if 0 < (day - scene.dated).days <= _SEQUEL), likely)
    if sequel == likely or scene.story or abs((scene.published - likely).days) > _RECENT:
        return sequel
    # An anniversary of what is told of falls near publication.
    return sequel if likely >= scene.published and scene.direction in ("past", "told") else likely


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
        case "leaning" | "near":
            return coming[0] if ahead < back else past[-1]
        case "open":
            return coming[0] if 1.5 * ahead < back else past[-1]


def _day_of_month(day: int, weekday: int | None, scene: Scene, only_told: bool = False) -> Value:
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
    at_hand = weekday is not None and not scene.story
    if not (at_hand and any(abs((d - scene.published).days) <= _SEQUEL for d in candidates)):
        told = _day_of_month_told(day, scene, only_told)
        if told or only_told:
            return _day_period(told)
    if not candidates:
        return None
    direction = scene.direction if scene.direction in ("future", "leaning", "near") else "told"
    return Period(_nearest(candidates, scene.published, direction), "day")


def _day_of_month_told(day: int, scene: Scene, near: bool) -> date | None:
    """`on the 14th` beside a month or day long past, or also `near`: the first such day from there on."""
    beside = scene.reference
    if beside is None or scene.published is None or beside.granularity not in ("day", "month"):
        return None
    if not near and (scene.published - beside.first).days <= 2 * _RECENT:
        return None
    for month in (period_of(beside.first, "month"), period_of(beside.first, "month").shift(1)):
        found = month and calendar_day(month.first.year, month.first.month, day)
        if found and beside.first <= found <= scene.published:
            return found
    return None


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


def _nth_weekday(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`the first Monday in September`."""
    month = _date(expression, which, rules, scene)
    nth, weekday = expression.read("nth"), expression.read("weekday")
    if not isinstance(month, Period) or nth is None or weekday is None:
        return Unresolved("day")
    return Period(nth_weekday(month.first.year, month.first.month, weekday, nth), "day")


def _shifted_month(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`last July`, `this May`, `mayo pasado`; `the following January`, from the day mentioned last."""
    month, shift, back = (expression.read(name) for name in ("month", "shift", "back"))
    if month is not None and back is not None and scene.reference:
        beside = scene.reference.first
        after = beside.year + (month <= beside.month)
        return month_period(after if back > 0 else after - 1, month)
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
    if scene.turn and (turned := scene.turn.to([on(y) for y in _around(scene.turn.day)])):
        return Period(turned, "day")
    if scene.dated and (scene.dated - on(scene.dated.year)).days in (-1, 0):
        return Period(on(scene.dated.year), "day")  # "30 March 1996, the eve of Palm Sunday"
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
    "weekday": weekday,
    "nth weekday": _nth_weekday,
    "shifted month": _shifted_month,
    "shifted day": _shifted_day,
    "unit": unit,
    "weekend": weekend,
    "deictic": deictic,
    "offset": offset,
    "decade": _decade,
    "holiday": _holiday,
    "fixed": _fixed,
}
