"""The names that councils give to columns, and the words in them: data alone.

An unknown header or word is a question to the user, and never guessed; the user adds to both in
``scwres.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping

from scwres.counts import NO, YES

#: Headers that mean a column, besides its own name. Case, punctuation and the ways of
#: joining words do not matter, so "Pay Grade", "PAY_GRADE" and "pay-grade" are one.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "staff_id": (
        *("employee id", "employee number", "employee no", "emp id", "emp no", "emp number"),
        *("staff number", "staff no", "person id", "person number", "payroll number"),
        *("payroll no", "payroll id", "personnel number", "assignment number", "unique id"),
        *("pseudonym", "pseudonymised id", "anonymised id", "anon id", "id", "payroll ref"),
        *("esr number", "esr no", "esr id", "esr employee number", "payroll reference"),
        *("esr person number", "esr staff number", "esr payroll number"),
    ),
    "ethnicity": (
        *("ethnic origin", "ethnic group", "ethnic background", "ethnicity description"),
        *("ethnic origin description", "ethnic category", "ethnic code", "ethnicity code"),
        *("ethnicity group", "race", "race ethnicity", "your ethnicity", "ethnic identity"),
        *("what is your ethnicity", "what is your ethnic group", "ethnic"),
        *(
            f"{name} {who}"
            for name in ("ethnicity", "ethnic group", "ethnic origin")
            for who in ("self declared", "self defined", "self described", "declared")
        ),
        *("self declared ethnicity", "self defined ethnicity", "self described ethnicity"),
        *(
            "declared ethnicity",
            "candidate ethnicity",
            "applicant ethnicity",
            "employee ethnicity",
        ),
        *(f"ethnic group ({number} categories)" for number in ("20", "19", "8", "6")),
    ),
    "directorate": ("division", "department", "service area", "directorate name", "dept"),
    "team": ("team name", "team description"),
    "pay_band": (
        *("pay grade", "grade", "band", "pay band name", "salary grade", "grade name"),
        *("salary band", "pay scale", "grade description", "job grade", "post grade"),
    ),
    "salary": (
        *("annual salary", "fte salary", "full time salary", "base pay", "basic pay"),
        *("full time equivalent salary", "basic salary", "annual pay", "salary fte"),
    ),
    "job_role": ("job title", "role", "post title", "position", "position title", "occupation"),
    "employment_type": (
        *("contract", "contract type", "employment status", "employment category"),
        "worker type",
        *("employee type", "type of contract", "staff type", "assignment category"),
    ),
    "senior_manager": ("senior management", "is senior manager", "senior leader", "senior"),
    "regulated_professional": (
        *("regulated", "registered professional", "professional registration"),
        *("regulated profession", "registered", "is regulated"),
    ),
    "disciplinary": (
        *("formal disciplinary", "disciplinary process", "disciplinary in year"),
        *("entered disciplinary", "formal disciplinary process", "disciplinary action"),
    ),
    "fitness_to_practise": (
        *("ftp", "fitness to practice", "fitness to practise referral", "referred ftp"),
        *("fitness to practise process",),
    ),
    "cpd": (
        *("funded cpd", "non mandatory cpd", "non mandatory training", "cpd accessed"),
        *("funded non mandatory cpd", "non mandatory training and cpd", "cpd in year"),
    ),
    "left": ("leaver", "has left", "is leaver", "left in year", "leaver in year"),
    "appointed": (
        *("hired", "was appointed", "appointed to post", "offer accepted"),
        *("interview outcome", "outcome of interview", "appointment outcome"),
    ),
    "shortlisted": ("was shortlisted", "short listed", "selected for interview"),
    "interviewed": ("was interviewed", "attended interview", "interview attended"),
    "offered": ("was offered", "job offered", "offered job", "offered post"),
    "harassment_public": (
        *("harassment from public", "harassment public", "bullying public", "abuse from public"),
        *("harassment by public", "harassment service users", "harassment from service users"),
    ),
    "harassment_colleagues": (
        *("harassment from colleagues", "harassment by colleagues", "bullying colleagues"),
        *("harassment from other colleagues", "harassment colleague"),
    ),
    "harassment_managers": (
        *("harassment from managers", "harassment by managers", "bullying managers"),
        *("harassment from manager", "harassment manager"),
    ),
    "harassment_staff": ("harassment from staff", "harassment by staff", "bullying staff"),
    "equal_opportunities": (
        *("equal opportunities for career progression", "equal opportunities for promotion"),
        *("believes equal opportunities", "equal opportunity"),
    ),
    "discrimination": ("discrimination at work", "experienced discrimination"),
    "confident_to_report": ("confident to report", "confident reporting"),
    "feels_included": ("feel included", "i feel included"),
    "fair_access_to_training": ("fair access to training", "access to training is fair"),
    "board_member": ("on the board", "member of the board"),
    "edi_training": ("equality training", "equality diversity and inclusion training"),
    "disciplinary_date": (
        *("date of disciplinary", "disciplinary start date", "date entered disciplinary"),
        *("disciplinary case date", "disciplinary hearing date", "date of disciplinary hearing"),
    ),
    "disciplinary_stage": ("disciplinary status", "stage of disciplinary", "process stage"),
    "fitness_to_practise_date": (
        *("ftp date", "ftp referral date", "fitness to practice date"),
        *("fitness to practise referral date", "fitness to practice referral date"),
    ),
    "fitness_to_practise_stage": ("ftp stage", "fitness to practice stage"),
    "cpd_date": (
        *("course date", "training date", "date of course", "date of training"),
        *("cpd course date", "date of cpd"),
    ),
    "funded": ("is funded", "council funded", "paid for", "funded by council"),
    "mandatory": ("is mandatory", "mandatory training", "statutory or mandatory", "statutory"),
    "leaving_date": (
        *("date of leaving", "termination date", "last working day", "date of termination"),
        *("date left", "leaver date", "last day of service", "last day", "last day in post"),
        *("last day of employment", "last day of work"),
    ),
    "start_date": (
        *("start date", "date started", "date joined", "joining date", "employment start date"),
        *("continuous service date", "date of appointment"),
    ),
    "probation_end": (
        *("probation end date", "end of probation", "probation end", "probation ends"),
        *("probation period end", "probation period end date", "probationary period end date"),
    ),
    "application_date": (
        *("date applied", "applied date", "applied on", "date of application", "applied"),
        *("application received", "date application received", "application submitted"),
        *("submitted date", "date submitted", "application submitted date", "date received"),
        *("received date", "application date time"),
    ),
    "shortlisted_date": (
        *("date shortlisted", "shortlisting date", "date of shortlisting", "shortlist date"),
        *("shortlisted on", "date of shortlist"),
    ),
    "interview_date": (
        *("date of interview", "interviewed on", "date interviewed", "interview on"),
        *("interview date time", "interview date and time", "date and time of interview"),
    ),
    "appointed_date": (
        *("date appointed", "appointment date", "offer date", "date of offer", "appointed on"),
        *("offer accepted date", "date offer accepted", "date offered", "hire date"),
        *("offer made", "offer made on", "offer made date", "decision date", "date of decision"),
    ),
    "date": ("event date",),
    "stage": (
        *("case stage", "status", "stage of case", "formal informal", "formal or informal"),
        *("informal formal", "formal", "formality", "is formal"),
    ),
    "item": ("measure", "indicator item"),
    "answer": ("response",),
    "people": (
        *("headcount", "number of people", "number of persons", "persons", "observation"),
        *("obs value", "residents", "usual residents", "all usual residents", "number", "count"),
        *("value", "population", "all people"),
    ),
}

#: Words in the name of a file that suggest what it holds, by kind of extract.
FILE_WORDS: Mapping[str, tuple[str, ...]] = {
    "survey": ("survey", "questionnaire"),
    "applications": ("application", "applicant"),
    "shortlisting": ("shortlist", "recruit", "interview", "appointment"),
    "fitness_to_practise": ("ftp", "fitness", "practise", "practice"),
    "disciplinary": ("disciplin", "casework", "conduct"),
    "cpd": ("cpd", "training", "learning", "development", "course"),
    "leavers": ("leaver", "turnover", "termination"),
    "counts": ("count",),
    "staff": ("staff", "hr", "workforce", "employee", "establishment", "headcount"),
}

#: Words for yes and no in any yes/no column, in upper or lower case.
WORDS: Mapping[str, str] = {
    "y": YES,
    "yes": YES,
    "true": YES,
    "1": YES,
    "n": NO,
    "no": NO,
    "false": NO,
    "0": NO,
}

#: Other words for yes and no, by column.
WORDS_OF: Mapping[str, Mapping[str, str]] = {
    "appointed": {
        **dict.fromkeys(("appointed", "hired", "successful", "offered"), YES),
        **dict.fromkeys(
            (
                *("not appointed", "not hired", "unsuccessful", "not successful", "rejected"),
                *("withdrawn", "withdrew", "did not attend", "reserve"),
            ),
            NO,
        ),
    },
    "shortlisted": {
        **dict.fromkeys(("shortlisted", "short listed", "invited to interview"), YES),
        **dict.fromkeys(("not shortlisted", "rejected", "longlisted"), NO),
    },
    "left": {
        **dict.fromkeys(("left", "leaver"), YES),
        **dict.fromkeys(("active", "current", "in post", "employed", "not left"), NO),
    },
    "funded": {
        **dict.fromkeys(("funded", "council funded"), YES),
        **dict.fromkeys(("not funded", "self funded", "unfunded"), NO),
    },
    "mandatory": {
        **dict.fromkeys(("mandatory", "statutory"), YES),
        **dict.fromkeys(("non mandatory", "not mandatory", "optional", "voluntary"), NO),
    },
    "regulated_professional": {
        **dict.fromkeys(("regulated", "registered"), YES),
        **dict.fromkeys(("not regulated", "unregulated", "not registered"), NO),
    },
}

#: Words of headers of columns that may hold the status of an application.
STATUS_HEADERS = frozenset({"status", "stage", "outcome"})

#: Starts of words that show that a status is one of recruitment.
RECRUITMENT_WORDS = (
    *("interview", "sift", "offer", "shortlist", "longlist", "reject", "withdr", "appoint"),
    *("hire", "accept"),
)

#: The highest stage of recruitment that a status means was reached, by a pattern of its words:
#: the first that matches decides. Empty where the words do not show it.
STAGE_OF_STATUS: tuple[tuple[str, str], ...] = (
    ("applied", r"\b(?:not|before|rejected at|unsuccessful at|awaiting) short ?list"),
    ("offered", r"\boffer\b.*\b(?:not|never)\b.*\baccepted\b"),
    ("shortlisted", r"\bbefore (?:the )?interview\b|\binterview offered\b"),
    ("", r"\b(?:before|awaiting|pending|no) (?:an |the )?(?:offer|appoint|start)"),
    ("", r"\bnot (?:appointed|hired|offered|interviewed|started)\b"),
    ("appointed", r"\boffer\b.*\baccepted\b|\baccepted\b.*\boffer\b"),
    ("appointed", r"\b(?:hired|appointed)\b|^started\b|\bstarted (?:work|in post|employment)\b"),
    ("offered", r"\boffer(?:ed|s)?\b"),
    ("interviewed", r"\b(?:after|post|following) (?:the )?interview\b|\binterviewed\b"),
    ("interviewed", r"\b(?:unsuccessful|rejected|failed|not successful) at (?:the )?interview\b"),
    ("interviewed", r"\binterview (?:held|completed?|unsuccessful|failed)\b"),
    ("shortlisted", r"\binterview (?:arranged|scheduled|booked|invit\w+|confirmed)\b"),
    ("shortlisted", r"\b(?:invited|invitation|selected|awaiting) (?:\w+ ){0,2}interview\b"),
    ("shortlisted", r"\bshort ?listed\b|\bafter short ?listing\b|\b(?:did not|didnt) attend\b"),
    ("", r"\b(?:after|passed|successful at) (?:the )?sift\b|\bsift passed\b|\bsifted in\b"),
    ("applied", r"\bsift|\blong ?listed\b|\bwithdr\w+ before\b"),
    ("applied", r"^new(?: application)?$|\bapplied\b|\breceived$|^application submitted$"),
)

#: A person was asked and gave no answer. This is not a blank, which may mean no.
DECLINED = "declined"

#: Words for no answer to a yes/no question, in any column.
NO_ANSWER = frozenset(
    {
        *("prefer not to answer", "rather not say", "rather not answer", "i prefer not to say"),
        *("prefer not to disclose", "do not wish to answer", "do not wish to say", "no comment"),
        *("declined", "declined to answer", "not stated", "not disclosed"),
        *("-", "\u2013", ".", "n k", "nk", "not available"),
        *("prefer not to say", "n a", "na", "not applicable", "not answered", "no answer"),
        *("null", "unknown", "not known", "dont know", "no response", "missing"),
        *("not asked", "not recorded"),
    }
)

#: Answers to how often something happened, as patterns: that it never did, and that it did.
NEVER = r"never|not at all|not once|0 times"
AT_SOME_TIME = (
    r"once|twice|\d+ times?|[1-9]\d* (?:to |or |- )?\d+(?: times?)?|[1-9]\d* or more(?: times?)?"
    r"|more than (?:once|twice|\d+)(?: times?)?|(?:over|at least) \d+(?: times?)?"
    r"|\d+\+(?: times?)?|rarely|seldom|occasionally|sometimes|often|very often|frequently"
    r"|regularly|always|constantly|(?:every day|daily|weekly|monthly)(?: or more often)?"
    r"|once or twice|a few times|many times|several times|yes once|yes more than once"
)

#: The words of AGREEMENT that agree, and those that neither agree nor disagree.
AGREED = ("strongly agree", "agree", "tend to agree", "slightly agree", "somewhat agree")
NEITHER_AGREED = (
    *("neither agree nor disagree", "neither agree or disagree", "neither", "neutral"),
)

#: Answers to a statement, on a scale of agreement: never the name of a unit.
AGREEMENT = frozenset(
    {
        *AGREED,
        *NEITHER_AGREED,
        *("disagree", "tend to disagree", "slightly disagree", "somewhat disagree"),
        *("strongly disagree",),
    }
)

#: Words of headers of a column that may show whether a course was mandatory, and words of its
#: values that show it.
COURSE_TYPE_HEADERS = frozenset({"category", "type", "class", "classification", "requirement"})
MANDATORY_WORDS = frozenset({"mandatory", "statutory", "compulsory"})

#: Words of headers of a column that may hold what a course cost.
COST_HEADERS = frozenset({"cost", "costs", "fee", "fees", "price", "charge", "amount", "spend"})

#: Words of headers of a column that may show whether a course took place.
ATTENDANCE_HEADERS = frozenset({"status", "completion", "attendance", "attended", "outcome"})

#: Words for a course that did not take place, or not yet, in such a column.
NOT_ATTENDED = frozenset(
    {
        *("did not attend", "not attended", "dna", "no show", "failed to attend", "absent"),
        *("cancelled", "canceled", "withdrawn", "withdrew", "rejected", "declined"),
        *("booked", "enrolled", "registered", "waiting list", "waitlisted", "pending"),
        *("not started", "in progress", "not completed", "incomplete", "not complete"),
    }
)

#: What stands in place of a staff number where a report was made without a name.
ANONYMOUS_IDS = frozenset(
    {
        *("anonymous", "anon", "anonymous report", "reported anonymously", "anonymised"),
        *("name withheld", "withheld", "not given", "no name given"),
    }
)

#: Whether a stage of a process is its formal part, by the words of the stage.
STAGES: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("formal", "formal hearing", "hearing", "disciplinary hearing", "formal process"),
            *("formal investigation", "investigation", "appeal", "dismissed", "dismissal"),
            *("written warning", "final written warning", "first written warning"),
            *("formal warning", "suspension", "suspended", "referred", "referral", "sanction"),
        ),
        YES,
    ),
    **dict.fromkeys(
        (
            *("informal", "informal action", "informal warning", "informal resolution"),
            *("no further action", "not progressed", "fact finding", "withdrawn", "advice"),
            *("management advice", "not referred", "preliminary", "preliminary enquiry"),
        ),
        NO,
    ),
}

#: Headers of the column of a case log that holds kinds of case, as columns are named.
CASE_TYPE_HEADERS = frozenset(
    {
        *("case_type", "type_of_case", "case_category", "category_of_case", "case_kind"),
        *("kind_of_case", "process_type", "type_of_process", "er_case_type", "hr_case_type"),
        *("policy_type", "procedure_type", "type_of_procedure", "case_classification"),
        *("case_class", "matter_type", "type_of_matter"),
        *("employee_relations_type", "er_type", "casework_type"),
    }
)

#: Headers of columns in which short codes may stand for kinds of case.
CODED_HEADERS = frozenset(
    {"type", "category", "case", "classification", "process", "procedure", "workstream", "policy"}
)

#: Words of headers of columns that hold something other than kinds of case.
NO_KINDS_OF_CASE = frozenset(
    {
        *("allegation", "allegations", "reason", "outcome", "sanction", "result", "stage"),
        *("status", "detail", "details", "notes", "comments", "decision"),
    }
)

#: Words of a kind of case that do not show which kind it is.
CASE_TYPE_WORDS = frozenset(
    {
        *("case", "cases", "formal", "informal", "process", "procedure", "policy", "issue"),
        *(
            "investigation",
            "hearing",
            "matter",
            "action",
            "complaint",
            "appeal",
            "the",
            "and",
            "or",
            "&",
        ),
    }
)

#: Kinds of case, by the words that logs use for them.
KINDS_OF_CASE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("disciplinary", "disciplinaries", "discipline", "misconduct", "conduct"),
            *("gross misconduct", "disciplinary misconduct", "disciplinary conduct"),
        ),
        "disciplinary",
    ),
    **dict.fromkeys(
        (
            *("fitness to practise", "fitness to practice", "ftp", "professional regulation"),
            *("regulator referral", "referral to regulator", "professional registration"),
            *("registration referral", "professional registration referral", "ftp referral"),
            *("fitness to practise referral", "fitness to practice referral"),
            *("regulatory referral", "referral to professional regulator"),
        ),
        "fitness_to_practise",
    ),
    **dict.fromkeys(("grievance", "grievances", "collective grievance"), "grievance"),
    **dict.fromkeys(("capability", "performance", "performance management"), "capability"),
    **dict.fromkeys(
        (
            *("sickness", "absence", "sickness absence", "attendance", "attendance management"),
            *("absence management", "ill health", "medical capability", "sickness management"),
            *("ill health capability", "long term sickness", "short term sickness"),
        ),
        "attendance",
    ),
    **dict.fromkeys(
        (
            *("bullying", "harassment", "bullying harassment", "dignity at work"),
            *("dignity respect", "discrimination", "dignity respect at work"),
        ),
        "dignity at work",
    ),
    **dict.fromkeys(("whistleblowing", "public interest disclosure"), "whistleblowing"),
    **dict.fromkeys(("probation", "probationary", "probation review"), "probation"),
    **dict.fromkeys(
        (
            "organisational change",
            "tribunal",
            "employment tribunal",
            "redundancy",
            "restructure",
            "mediation",
        ),
        "employment",
    ),
    **dict.fromkeys(("safeguarding", "lado"), "safeguarding"),
    **dict.fromkeys(("some other substantial reason", "sosr", "flexible working"), "other"),
}

#: Whether a kind of contract is direct employment. Apprentices are in.
EMPLOYMENT: Mapping[str, str] = {
    **dict.fromkeys(
        (
            *("permanent", "fixed term", "temporary", "apprentice", "apprenticeship", "employee"),
            *("direct", "directly employed", "full time", "part time", "substantive", "staff"),
            *("secondment", "seconded", "contract", "employed", "perm", "ftc", "trainee"),
            *("fixed term contract", "permanent full time", "permanent part time"),
        ),
        YES,
    ),
    **dict.fromkeys(
        (
            *("agency", "agency worker", "bank", "bank worker", "bank staff", "casual"),
            *("casual worker", "consultant", "contractor", "commissioned provider"),
            *("commissioned", "interim", "self employed", "volunteer", "off payroll"),
            *("relief", "zero hours", "zero hour", "sessional", "external", "not direct"),
            *("independent provider", "provider", "student placement"),
        ),
        NO,
    ),
}
