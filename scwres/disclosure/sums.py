"""Which counts of publications add up to which, and which are of the same people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scwres.counts import LEFT, NO, PAY_BAND, YES
from scwres.disclosure.knowledge import OF, Sum, counted_of, definition_of, keys_of
from scwres.ethnicity.categories import grouping
from scwres.metrics.standards.indicator import SENIOR_MANAGER, SHORTLISTED, CountedOf

if TYPE_CHECKING:
    from scwres.counts import Nested
    from scwres.disclosure.knowledge import Key, Publication, PublishedLine


def sums_of(publications: Sequence[Publication], *, is_complete: bool = True) -> list[Sum]:
    """Return which counts of the lines of publications add up to which.

    Groups, the reference and the unknown to all; those with the event and those without to
    those counted; bands to the workforce; units to the whole. The groups of one publication
    may be others than those of the next, and its units stand in another.

    Parameters
    ----------
    is_complete
        Whether no unit, band or group was left out of a publication.
    """
    sums: list[Sum] = []
    for publication in publications:
        keys = [keys_of(line) for line in publication.lines]
        sums += _of_groups(keys, is_complete=is_complete)
        sums += _of_answers(publication.lines, keys)
        sums += _of_parts(publication.lines, keys, is_complete=is_complete)
        sums += _of_pay_groups(publication, keys)
    known_keys = {
        key
        for publication in publications
        for line in publication.lines
        for key in keys_of(line).values()
    }
    known_keys |= {part for relation in sums for part in relation.parts}
    sums += _of_units(known_keys, is_complete=is_complete)
    for publication in publications:
        sums += _of_nested(publication.nested, known_keys)
    return list(dict.fromkeys(sums))


def _of_groups(keys: Iterable[Mapping[str, Key]], *, is_complete: bool) -> list[Sum]:
    parts: dict[Key, dict[Key, None]] = defaultdict(dict)
    is_of_two = len({key.who for line_keys in keys if (key := line_keys.get("group_count"))}) == 1
    for line_keys in keys:
        for which in ("count", "out_of"):
            if (whole := line_keys.get(f"all_{which}")) is None:
                continue
            for who in ("group", "compared_with", "unknown", "ungrouped"):
                if (key := line_keys.get(f"{who}_{which}")) is not None:
                    parts[whole][key] = None
    # A line of two groups has all of them; of several, a line may have been left out.
    complete = is_complete or is_of_two
    return [Sum(tuple(members), whole, complete) for whole, members in parts.items()]


def _of_answers(lines: Sequence[PublishedLine], keys: Sequence[Mapping[str, Key]]) -> list[Sum]:
    """Return that those with the event and those without are those counted."""
    sums = []
    for line, line_keys in zip(lines, keys, strict=True):
        if line.is_share or line.is_rate:
            continue
        for who in ("group", "compared_with", "unknown", "ungrouped", "all"):
            if {f"{who}_count", f"{who}_out_of"} <= line_keys.keys():
                with_event, counted = line_keys[f"{who}_count"], line_keys[f"{who}_out_of"]
                sums.append(Sum((with_event, with_event._replace(which=NO)), counted))
    return sums


def _of_parts(
    lines: Sequence[PublishedLine], keys: Sequence[Mapping[str, Key]], *, is_complete: bool
) -> list[Sum]:
    parts: dict[Key, dict[Key, None]] = defaultdict(dict)
    for line, line_keys in zip(lines, keys, strict=True):
        if line.is_share:
            for who in ("group", "compared_with", "unknown", "ungrouped", "all"):
                if f"{who}_count" in line_keys:
                    parts[line_keys[f"{who}_out_of"]][line_keys[f"{who}_count"]] = None
    return [Sum(tuple(members), whole, is_complete) for whole, members in parts.items()]


#: The steps between pay groups, and of which group those without and with the event are.
_STEPS = {
    "lower to middle": ("lower", "middle"),
    "middle to upper": ("middle", "upper"),
    "lower to upper": ("lower", "upper"),
}


def _of_pay_groups(publication: Publication, keys: Sequence[Mapping[str, Key]]) -> list[Sum]:
    """Return which steps between pay groups are of the same people, and of which bands."""
    of_group: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    bands: dict[tuple[Key, str], Key] = {}
    for line, line_keys in zip(publication.lines, keys, strict=True):
        for column, key in line_keys.items():
            bare = key._replace(title="", part="", which=YES)
            if not column.endswith("count"):
                continue
            if line.is_share:
                bands[bare, line.part] = key
            elif line.part in _STEPS:
                without, with_event = _STEPS[line.part]
                of_group[bare, without].append(key._replace(which=NO))
                of_group[bare, with_event].append(key)
    sums = []
    for (bare, group), same in of_group.items():
        first, *others = dict.fromkeys(same)
        sums += [Sum((other,), first) for other in others]
        names = publication.pay_groups.get(group, ())
        parts = [bands[bare, name] for name in names if (bare, name) in bands]
        if parts:
            sums.append(Sum(tuple(parts), first))
    return sums


def _of_units(keys: Iterable[Key], *, is_complete: bool) -> list[Sum]:
    """Return that the units of a breakdown add up to the whole, where both stand."""
    all_keys = set(keys)
    parts: dict[tuple[str, Key], list[Key]] = defaultdict(list)
    for key in sorted(all_keys):
        if key.breakdown:
            parts[key.breakdown, key._replace(breakdown="", unit="")].append(key)
    return [
        Sum(tuple(members), whole, is_complete)
        for (_, whole), members in parts.items()
        if whole in all_keys
    ]


#: The four census groups that are minority ethnic, which together are the one of two groups.
_FIVE = ("Asian", "Black", "Mixed", "Other")

#: The categories that are in each of them.
_CATEGORIES: Mapping[str, Sequence[str]] = {
    group: [
        name
        for name in grouping("detailed").groups
        if grouping("five").group_by_category[name] == group
    ]
    for group in _FIVE
}


def in_other_groups(publications: Sequence[Publication]) -> list[Sum]:
    """Return that the five groups of one publication are the minority ethnic of another.

    No more than they are, where people are known too broadly to be in one of the five.
    """
    lines = [line for publication in publications for line in publication.lines]
    keys = {key for line in lines for key in keys_of(line).values()}
    is_complete = all(line.counts.get("ungrouped_out_of", 0) == 0 for line in lines)
    made_of = {"minority ethnic": _FIVE, **_CATEGORIES}
    sums = []
    for key in sorted(keys):
        parts = tuple(
            part for name in made_of.get(key.who, ()) if (part := key._replace(who=name)) in keys
        )
        if parts:
            has_all = len(parts) == len(made_of[key.who])
            sums.append(Sum(parts, key, is_complete and has_all))
    return sums


class _IndicatorsByPeople(NamedTuple):
    """The indicators of lines, by whom they count."""

    staff: list[str]
    in_post: list[str]
    respondents: list[str]
    shortlisted: list[str]
    joiners: list[str]
    by_item: Mapping[str, str]

    def of_item(self, item: str) -> str:
        """Return the indicator of an item; empty where there is none."""
        return self.by_item.get(item, "")


def _indicators_by_people(lines: Sequence[PublishedLine]) -> _IndicatorsByPeople:
    """Return whom the indicators of lines count, by their definitions.

    A measure whose definition says nothing of it is taken to count the staff in the year.
    """
    by_whom: dict[CountedOf, list[str]] = defaultdict(list)
    by_item: dict[str, str] = {}
    for standard, number in dict.fromkeys((line.standard, line.indicator) for line in lines):
        by_whom[counted_of(standard, number)].append(number)
        if definition := definition_of(standard, number):
            by_item[definition.item] = number
    # Parts of a whole come last.
    bands = by_item.get(PAY_BAND)
    return _IndicatorsByPeople(
        staff=[*by_whom[CountedOf.IN_YEAR], *by_whom[CountedOf.OTHERS]],
        in_post=sorted(by_whom[CountedOf.IN_POST], key=lambda number: number == bands),
        respondents=by_whom[CountedOf.RESPONDENTS],
        shortlisted=by_whom[CountedOf.SHORTLISTED],
        joiners=by_whom[CountedOf.JOINERS],
        by_item=by_item,
    )


def _same_people(
    indicators: _IndicatorsByPeople, *, has_rate: bool
) -> Sequence[Sequence[tuple[str, str]]]:
    """Return which counts are of the same people, by what else is there."""
    staff, in_post = _counts_of(indicators.staff), _counts_of(indicators.in_post)
    shortlisted = _counts_of(indicators.shortlisted)
    if stage := indicators.of_item(SHORTLISTED):
        shortlisted.append((stage, YES))
    others = (_counts_of(indicators.respondents), shortlisted, _counts_of(indicators.joiners))
    leaving = indicators.of_item(LEFT)
    if has_rate:
        staff = [count for count in staff if count != (leaving, OF)]
        return (staff, [*in_post, (leaving, OF)], *others)
    if leaving:
        return (staff, [*in_post, (leaving, NO)], *others)
    # Where nothing tells of leavers, the staff in the year are those in post.
    return ([*staff, *in_post], *others)


def _counts_of(numbers: Sequence[str]) -> list[tuple[str, str]]:
    return [(number, OF) for number in numbers]


def of_same_people(lines: Sequence[PublishedLine]) -> dict[tuple[str, str], list[Sum]]:
    """Return the counts that are of the same people, by the two indicators that they are of.

    That they are is a supposition: a blank leaves somebody out of one and not of the other.
    """
    indicators, has_rate = _indicators_by_people(lines), any(line.is_rate for line in lines)
    places = _places(lines)
    sums: dict[tuple[str, str], list[Sum]] = {}
    for counts in _same_people(indicators, has_rate=has_rate):
        present = [count for count in counts if count in places]
        for other in present[1:]:
            for place, key in places[present[0]].items():
                if place in places[other]:
                    pair = present[0][0], other[0]
                    sums.setdefault(pair, []).append(Sum((places[other][place],), key))
    leaving = indicators.of_item(LEFT)
    if has_rate and (
        staff := [indicator for indicator in indicators.staff if indicator != leaving]
    ):
        # Who left, and who is in post, were the staff in the year.
        for place, key in places.get((staff[0], OF), {}).items():
            parts = [places.get(count, {}).get(place) for count in ((leaving, YES), (leaving, OF))]
            if None not in parts:
                whole = Sum(tuple(part for part in parts if part), key)
                sums.setdefault((staff[0], leaving), []).append(whole)
    senior, bands = indicators.of_item(SENIOR_MANAGER), indicators.of_item(PAY_BAND)
    for (_, breakdown, unit, who), key in places.get((senior, OF), {}).items():
        band = places.get((bands, YES), {}).get((unit, "", "", who))
        if breakdown == PAY_BAND and band is not None:
            sums.setdefault((senior, bands), []).append(Sum((band,), key))
    return sums


def _places(
    lines: Sequence[PublishedLine],
) -> dict[tuple[str, str], dict[tuple[object, ...], Key]]:
    """Return the counts of lines by indicator and what is counted, and then by whose they are."""
    keys = {key for line in lines for key in keys_of(line).values()}
    places: dict[tuple[str, str], dict[tuple[object, ...], Key]] = {}
    for key in sorted(keys):
        own = places.setdefault((key.indicator, key.which), {})
        own[key.part, *key[4:7]] = key
        if key.which == OF:
            # Those with and without the event are known by those counted.
            for which in (YES, NO):
                others = places.setdefault((key.indicator, which), {})
                others.setdefault((key.part, *key[4:7]), key._replace(which=which))
    return places


def _of_nested(nested: Nested, keys: Iterable[Key]) -> list[Sum]:
    """Return that units which lie in one of another breakdown add up to it.

    Of a unit that lies in several, such as those whose team is not recorded, a part is in each.
    """
    all_keys = set(keys)
    sums = []
    for (inner, outer), units in nested.items():
        homes: dict[str, list[str]] = defaultdict(list)
        for home, within in units.items():
            for unit in within:
                homes[unit].append(home)
        for key in sorted(all_keys):
            is_split = any(len(homes[unit]) > 1 for unit in units.get(key.unit, ()))
            if key.which == NO and (is_split or len(homes.get(key.unit, ())) > 1):
                continue  # what follows for those with the event, and those counted, will do
            if key.breakdown == outer and key.unit in units:
                parts = [
                    _crossed(part, outer, key.unit) if len(homes[unit]) > 1 else part
                    for unit in units[key.unit]
                    if (part := key._replace(breakdown=inner, unit=unit)) in all_keys
                ]
                if parts:
                    sums.append(Sum(tuple(parts), key))
            elif key.breakdown == inner and len(homes[key.unit]) > 1:
                places = homes[key.unit]
                if all(key._replace(breakdown=outer, unit=home) in all_keys for home in places):
                    parts = [_crossed(key, outer, home) for home in places]
                    sums.append(Sum(tuple(parts), key))
    return sums


def _crossed(key: Key, outer: str, home: str) -> Key:
    """Return the count of those of a unit who are in one of another breakdown."""
    return key._replace(breakdown=f"{key.breakdown} in {outer}", unit=f"{key.unit} in {home}")
