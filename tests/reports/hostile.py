"""Labels that an attacker, or a slip, could put in an extract; and the reports made of them."""

from __future__ import annotations

#: A publication, three hostile ones, what an analyst looks at, and years with a plan.
NAMES = (
    *("sample", "internal", "five", "hostile", "hostile-published", "hostile-five"),
    "years",
)


#: What an attacker, or a slip, could put in a label.
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></svg><svg onload=alert(1)>",
    '=HYPERLINK("http://example.com","x")',
    "@import url(http://example.com/x.css)",
    "{{ 7 * 7 }}{% raw %}",
    "$\\frac{1}{0}$ `x` | [a](http://example.com)",
    "]]> --> <!-- &lt;",
    "Gwasanaethau Oedolion - Ŵyl 家 🙂",
    "A" * 100,
)


def hostile_plan() -> str:
    """Return a plan whose every text is hostile."""

    def quoted(number: int) -> str:
        text = HOSTILE[number % len(HOSTILE)].replace("\\", "\\\\")
        return '"' + text.replace('"', '\\"') + '"'

    lines = [f"title = {quoted(0)}", "signed_off = 2024-09-01", f"signed_off_by = {quoted(1)}"]
    for number in range(len(HOSTILE)):
        keys = ("id", "theme", "action", "lead", "success", "update", "status")
        lines.append("[[action]]")
        lines += [f"{key} = {quoted(number + place)}" for place, key in enumerate(keys)]
        lines.append('measures = ["8", "3"]')
    return "\n".join([*lines, ""])


def hostile_extract(labels: tuple[str, ...] = HOSTILE) -> str:
    """Return a counts extract whose units and pay bands are hostile labels."""
    rows = ["item,answer,ethnicity,people,directorate"]
    for number, label in enumerate(labels):
        quoted = '"' + label.replace('"', '""') + '"'
        for ethnicity, people in (
            ("Indian", 40 + number),
            ("White British", 90),
            ("Not stated", 20),
        ):
            rows.append(f"pay_band,{quoted},{ethnicity},{people},{quoted}")
            rows.append(f"left,yes,{ethnicity},{12 + number % 3},{quoted}")
            rows.append(f"left,no,{ethnicity},{people - 12 - number % 3},{quoted}")
            rows.append(f"disciplinary,yes,{ethnicity},{number % 2},{quoted}")
            rows.append(f"disciplinary,no,{ethnicity},{people},{quoted}")
    return "\n".join([*rows, ""])
