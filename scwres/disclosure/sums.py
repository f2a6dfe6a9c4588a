"""Which counts of publications add up to which: groups, answers, bands and units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from scwres.counts import NO, PAY_BAND, YES, spelling, units_by_column
from scwres.disclosure.knowledge import Sum, keys_of
from scwres.ethnicity.categories import grouping

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
        if publication.merged_bands:
            own = {key for key in known_keys if key.organisation == publication.place}
            sums += _of_merged_bands(publication.merged_bands, own)
    crossed = _crossed(publications)
    known_keys |= _margins(publications, crossed, known_keys)
    for publication in publications:
        if publication.nested:
            own = {key for key in known_keys if key.organisation == publication.place}
            sums += _of_nested(publication.nested, own)
        sums += publication.links
    sums += _of_nested(crossed, known_keys)
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
                if {f"{who}_count", f"{who}_out_of"} <= line_keys.keys():
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


def _of_merged_bands(merged: Mapping[str, Sequence[str]], keys: Set[Key]) -> list[Sum]:
    """Return that the pay bands of one publication add up to the merged bands of another."""
    sums = []
    for key in sorted(keys) if merged else ():
        field = "part" if key.part in merged else "unit"
        name = getattr(key, field)
        if name in merged and (key.part or key.breakdown == PAY_BAND):
            parts = [key._replace(**{field: band}) for band in merged[name]]
            if key not in parts and all(part in keys for part in parts):
                sums.append(Sum(tuple(parts), key))
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


def _crossed(publications: Sequence[Publication]) -> Nested:
    """Return which units of crossed breakdowns lie in each unit of the columns crossed.

    By their names, which every reader can take apart. A unit of one column may be written there
    with other spaces.
    """
    names = {
        (column, spelling(unit)): unit
        for publication in publications
        for column, unit in (
            *((line.breakdown, line.unit) for line in publication.lines),
            *((outer, home) for (_, outer), homes in publication.nested.items() for home in homes),
        )
    }
    nested: dict[tuple[str, str], dict[str, list[str]]] = {}
    for breakdown, unit in dict.fromkeys(
        (line.breakdown, line.unit) for publication in publications for line in publication.lines
    ):
        homes = units_by_column(breakdown, unit)
        for column, home in homes.items() if len(homes) > 1 else ():
            within = nested.setdefault((breakdown, column), {})
            within.setdefault(names.get((column, spelling(home)), home), []).append(unit)
    return nested


def _margins(
    publications: Sequence[Publication], crossed: Nested, keys: Iterable[Key]
) -> set[Key]:
    """Return the counts of the columns of crossed breakdowns, whether published or not.

    Where other units lie in those of a column, or the other way round: teams of a directorate add
    up to what its pay bands add up to.
    """
    linked = {name for publication in publications for pair in publication.nested for name in pair}
    homes: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for (breakdown, column), within in crossed.items():
        for home, units in within.items() if column in linked else ():
            for unit in units:
                homes[breakdown, unit].append((column, home))
    return {
        key._replace(breakdown=column, unit=home)
        for key in keys
        for column, home in homes.get((key.breakdown, key.unit), ())
    }


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
                    _in_both(part, outer, key.unit) if len(homes[unit]) > 1 else part
                    for unit in units[key.unit]
                    if (part := key._replace(breakdown=inner, unit=unit)) in all_keys
                ]
                if parts:
                    sums.append(Sum(tuple(parts), key))
            elif key.breakdown == inner and len(homes[key.unit]) > 1:
                places = homes[key.unit]
                if all(key._replace(breakdown=outer, unit=home) in all_keys for home in places):
                    parts = [_in_both(key, outer, home) for home in places]
                    sums.append(Sum(tuple(parts), key))
    return sums


def _in_both(key: Key, outer: str, home: str) -> Key:
    """Return the count of those of a unit who are in one of another breakdown."""
    return key._replace(breakdown=f"{key.breakdown} in {outer}", unit=f"{key.unit} in {home}")
