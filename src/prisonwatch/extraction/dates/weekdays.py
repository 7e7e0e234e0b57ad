"""Values for weekdays: beside the publication date, or beside the days that a story tells of."""

from __future__ import annotations

from datetime import date, timedelta

from prisonwatch.extraction.dates.forms import DateRules, Expression
from prisonwatch.extraction.dates.periods import Period, day_period, period_of
from prisonwatch.extraction.dates.scene import Scene, Unresolved, Value

_ON_OR_AFTER = 2
# A range that began longer ago, in days, can end on any such weekday: on the last one.
_NEAR_START = 14


def weekday(expression: Expression, which: str, rules: DateRules, scene: Scene) -> Value:
    """`Monday`, `last Monday`, `this Friday`, `the Monday before`, `that Monday`, `Tuesday week`."""
    day = expression.read("weekday", which)
    if day is None:
        return None
    story = expression.form.settings.get("story")
    if story and (told := _told_of(day, scene, by_years=story == "that")):
        return told
    back, weekshift, shift = (expression.read(name) for name in ("back", "weekshift", "shift"))
    if back is not None and scene.reference is not None and scene.reference.granularity == "day":
        return _weekday_beside(scene.reference.first, day, back)
    if scene.published is None:
        return Unresolved("day")
    if weekshift is not None:
        return day_period(period_of(scene.published, "week").first, 7 * weekshift + day)
    if (weeks := expression.read("weeks")) is not None:
        return _weekday_beside(scene.published + timedelta(days=7 * weeks), day, 1)
    if shift is None and back is None:
        if scene.since and (scene.published - scene.since).days < _NEAR_START:
            return _weekday_beside(scene.since, day, _ON_OR_AFTER)
        if scene.story and scene.direction != "future":
            return _weekday_beside(scene.story, day, _ON_OR_AFTER)
    if shift or back in (-1, 1):
        return _weekday_beside(scene.published, day, shift or back or 0)
    coming = scene.direction in ("future", "leaning")
    if scene.direction == "near" or (shift == 0 and scene.direction in ("open", "leaning")):
        coming = (day - scene.published.weekday()) % 7 <= 3  # "this Friday": the nearest
    return _weekday_beside(scene.published, day, _ON_OR_AFTER if coming else 0)


def _told_of(day: int, scene: Scene, by_years: bool) -> Period | None:
    """`that Thursday`, `the Monday night`: one of the days that the text tells of, where it does.

    `by_years`: it may also be one that the text only counts the years to ("Ten years on, …").
    """
    if scene.told:
        return _weekday_beside(scene.told, day, _ON_OR_AFTER)
    if scene.anniversary and by_years:
        return _weekday_beside(scene.anniversary - timedelta(days=3), day, _ON_OR_AFTER)
    if scene.reference is None or scene.reference.granularity != "day":
        return None
    told = _weekday_beside(scene.reference.first, day, _ON_OR_AFTER)
    return told if told and (scene.published is None or told.first <= scene.published) else None


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
