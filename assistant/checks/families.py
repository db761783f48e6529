"""Every family of checks; importing this registers them. A new file of checks is named here."""

from assistant.checks.content import matters, overview, problems
from assistant.checks.process import publication
from assistant.checks.prose import bound, inner, mentions, rates
from assistant.checks.structure import labels, sections
from assistant.checks.tables import cells, conditions, special, sums
from assistant.checks.title import head, preamble
from assistant.checks.wording import leftovers, places, sameness, style
from assistant.checks.years import carried, named

FAMILIES = (
    cells,
    sections,
    labels,
    head,
    preamble,
    sums,
    conditions,
    special,
    carried,
    bound,
    rates,
    inner,
    mentions,
    overview,
    problems,
    matters,
    named,
    places,
    sameness,
    leftovers,
    style,
    publication,
)
