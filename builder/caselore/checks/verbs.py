"""The verbs that outcomes start with, and the kinds of thinking each asks for.

Our own list, after the six levels of Anderson and Krathwohl (2001). Many verbs ask for more than one kind:
'explain' is to understand, and 'explain to a person' to apply.
"""

from __future__ import annotations

_BY_LEVEL = {
    "remember": """
        define describe identify label list locate match memorise name outline point pick quote recall recite
        recognise repeat reproduce say select spell state tell find give""",
    "understand": """
        classify compare contrast convert describe differentiate discuss distinguish estimate explain express
        extend find generalise give identify illustrate infer interpret locate match outline paraphrase predict
        put recognise relate report restate rewrite say select show sort spot summarise tell trace translate read""",
    "apply": """
        act adapt administer agree answer apply arrange ask assemble begin book build calculate call carry change
        check choose communicate complete compute conduct connect consult contribute convert cost create decide
        deliver demonstrate develop discuss do draft draw drive employ encourage end enable establish estimate
        explain fill find fit fix follow get give guide handle help hold identify illustrate implement inform
        interpret interview introduce invite involve keep lead lift listen log look maintain make manage map match measure meet
        modify monitor name negotiate note observe offer open operate order organise perform place plan practise
        predict prepare present prevent produce promote protect provide put raise read record refer relate reply report
        respond review rewrite run say schedule seek select send set share show sign sketch solve sort speak spot
        start steer store sum summarise support take talk teach tell test treat try turn use wash word work write""",
    "analyse": """
        analyse appraise arrange break calculate categorise check classify compare connect contrast correlate
        deconstruct deduce detect diagnose differentiate discriminate dissect distinguish divide examine experiment
        explain explore find identify infer inspect interpret investigate link map order organise question read
        relate separate sort spot subdivide survey tell test trace weigh work""",
    "evaluate": """
        appraise argue assess challenge check choose compare conclude consider convince critique criticise debate
        decide defend diagnose discuss distinguish estimate evaluate examine grade interpret judge justify measure
        predict prioritise question rank rate recommend reflect resolve review score select settle support test
        validate value verify weigh""",
    "create": """
        adapt arrange assemble build co-design co-produce collect combine compile compose construct create
        design develop devise draft draw establish formulate generate hypothesise imagine improve integrate invent
        make modify organise plan prepare produce propose put rearrange rebuild reconstruct redesign reorganise
        reword rewrite revise script set shape solve synthesise turn word write""",
}

LEVELS_OF: dict[str, frozenset[str]] = {
    verb: frozenset(level for level, verbs in _BY_LEVEL.items() if verb in verbs.split())
    for verbs in _BY_LEVEL.values()
    for verb in verbs.split()
}
"""The levels that a verb can ask for."""
for _verb in [each for each in LEVELS_OF if each.endswith("ise") or each == "analyse"]:
    LEVELS_OF[_verb[:-2] + "ze"] = LEVELS_OF[_verb]  # summarize; spelling is for another check

VAGUE = (
    r"understand|know|appreciate|learn|comprehend|grasp|realise|realize|(?:be|become)\s+(?:more\s+)?(?:aware|familiar)"
    r"|(?:have|gain|get|develop|deepen|improve|increase|build)\s+(?:an?\s+|the\s+|their\s+|your\s+)?(?:\w+\s+)?"
    r"(?:understanding|knowledge|awareness|appreciation)"
)
"""A pattern of what nobody can see a person do."""

UNMISTAKABLE = """
    analyse apply appraise ask assess calculate choose compare conclude create decide define demonstrate describe
    devise discuss distinguish evaluate examine explain identify illustrate interpret investigate judge justify
    list make name negotiate plan prepare propose recognise recommend record reflect respond review say select
    separate set settle show state suggest summarise tell turn use weigh write
"""
"""Verbs to look for as the second of an outcome."""
