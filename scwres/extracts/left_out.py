"""Why rows are left out: every reason, in the words that the account of an extract prints.

Each is decided where the row is read; ``loading`` adds them up, and ``reports.account`` prints
how many rows were left out for each.
"""

# Found by the table, before the columns are read.
ABOVE = "above the header"
BLANK = "blank row"
FOOTNOTE = "footnote"
ROW_THAT_ADDS_UP = "row of totals"
KEY_ROW = "key to number codes"
EXAMPLE_ROW = "example row of the template"
NOT_SELECTED = "not selected by 'only' in the settings"

# Found in a row of people or of counts.
NOTHING_TO_COUNT = "no question answered"
NOT_DIRECT = "not directly employed"
LEFT_BEFORE = "left before the period"
OUTSIDE = "outside the period"
NOBODY = "0 people"

# Found in a list of events.
INFORMAL = "not part of the formal process"
NOT_FUNDED = "not funded, or not recorded as funded"
MANDATORY = "mandatory"
NOT_AMONG_STAFF = "a staff number that is not in the staff extract or among the leavers"
ANONYMOUS = "anonymous, so of unknown ethnicity"

# Found in a table of residents.
TOTAL = "a total"
SUBTOTAL = "a total of other rows"
PERCENTAGE = "a percentage, not people"
