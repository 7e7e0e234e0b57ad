"""Values for what is counted in units: `last week`, `the following month`, `two days ago`, `yesterday`."""

from __future__ import annotations

from prisonwatch.extraction.dates.forms import DateRules, Expression
from prisonwatch.extraction.dates.periods import Period, day_period, period_of
from prisonwatch.extraction.dates.scene import Scene, Unresolved, Value
from prisonwatch.records import Granularity

_GRANULARITIES: dict[int, Granularity] = {1: "day", 2: "week", 3: "month", 4: "year", 5: "decade"}


def unit(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
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


def weekend(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`over the weekend`, as its week: the last one to have begun, or the one to come."""
    if scene.published is None:
        return Unresolved("week")
    if scene.story and scene.direction != "future":
        return period_of(scene.story, "week")
    week = period_of(scene.published, "week")
    begun = scene.published.weekday() >= 5
    return week if begun or scene.direction == "future" else week.shift(-1)


def deictic(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`today`, `yesterday`, `anoche`."""
    if scene.published is None:
        return Unresolved("day")
    return day_period(scene.published, expression.read("deictic") or 0)


def offset(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`two days ago`, `three weeks earlier`: up to three weeks give a day, more a week, months a month, …"""
    number = expression.read("number")
    size = expression.read("unit") or 1
    sign = expression.read("sign") or -1
    base = scene.published
    if expression.form.settings.get("from") == "text":
        if scene.reference is not None and _reaches(scene.reference, _GRANULARITIES[size]):
            base = scene.reference.first
        elif scene.reference is not None or size < 4:
            return None
    number = 1 if number is None else number
    if base == scene.published and sign > 0:
        return None  # "ten years later" than something that the text does not date
    if base is None:
        return Unresolved(_GRANULARITIES[1 if size == 2 else size])
    if size <= 2:
        days = number * (7 if size == 2 else 1)
        day = day_period(base, sign * days) if days < 1000 else None
        return period_of(day.first, "week") if day and size == 2 and number > 3 else day
    if size == 5:
        number, size = number * 10, 4
    return period_of(base, _GRANULARITIES[size]).shift(sign * number)
