"""2025: indicator 4 counts referrals by the employer; 6 and 7 say "reporting"."""

from __future__ import annotations

from scwres.metrics.standards.sc_wres import NINE, Version

_REPORTING = {
    indicator.number: {
        "definition": indicator.definition.replace("experiencing", "reporting"),
        "words": indicator.words._replace(
            to=indicator.words.to.replace("experience", "report"),
            done=indicator.words.done.replace("experience", "report"),
        ),
    }
    for indicator in NINE
    if indicator.number in ("6", "7a", "7b")
}

VERSION = Version(
    "2025",
    "In 2025 indicator 4 counts referrals by the employer. Indicators 6 and 7 ask about "
    "'reporting' where earlier years ask about 'experiencing'. The columns are the same, so check "
    "that yours hold what 2025 asks for.",
    changes={
        "4": {
            "title": "Fitness to practise referral",
            "definition": (
                "Relative likelihood of directly employed regulated professionals from a "
                "minority ethnic background being referred by their employer to the fitness to "
                "practise process, compared with white regulated professionals."
            ),
            "event": "people referred by their employer in the last 12 months",
            "words": NINE[3].words._replace(
                to="be referred to the fitness to practise process",
                event="referral by the employer",
                events="referrals by the employer",
                done="been referred to the fitness to practise process",
            ),
        },
        **_REPORTING,
    },
)
