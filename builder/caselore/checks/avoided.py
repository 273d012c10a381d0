"""Words that hurt or hide, each with what to say instead and why. `wording.py` looks for them.

A course adds its own under `avoid:` in content/words.yml, and keeps what it needs under `allow:`.
"""

from __future__ import annotations

from caselore.frozen import frozen


@frozen
class Avoided:
    """Some words of one kind."""

    words: tuple[str, ...]
    """In small letters."""
    instead: str
    why: str
    before: str = ""
    """A pattern of what must follow for the words to mean it."""


_NOBODY_NAMED = (
    r"(?=\s*(?:[.,;:?!)]|$)|\s+(?:in|who|whose|are|were|is|was|to|of|with|have|had|has|can|could|may|might|will|would|"
    r"should|must|do|did|find|feel|live|want|like|prefer|rely|struggle|lose|fall|die|face|receive|go|come|make|take|use|know|think|say|tell|fear|see|cope|tend|who|from|at|on|for|by|as|than|that|living|need|needs|get|often|also|not|themselves)\b"
    r"|\s+(?:and|or)\s+(?!\w+\s+(?:people|persons?|adults?|children|men|women|man|woman|residents?)\b))"
)
_CONDITION = (
    r"(?=\s+(?:[\w'’-]+\s+){0,3}?(?:dementia|alzheimer['’]s|depression|anxiety|autism|psychosis|schizophrenia|strokes?|"
    r"parkinson['’]s|epilepsy|asthma|diabetes|arthritis|cancer|sclerosis|illness(?:es)?|diseases?|conditions?|"
    r"disorders?|disabilit(?:y|ies)|impairments?|deafness|blindness|loss|addictions?|ptsd|adhd|hiv|syndrome)\b)"
)

PEOPLE = (
    Avoided(
        ("suffers from", "suffer from", "suffered from", "suffering from", "afflicted with", "afflicted by",
         "stricken with", "victim of", "victims of"),
        "has, or lives with",
        "it makes the condition the story, and says how it feels for somebody who has not been asked",
        _CONDITION,
    ),
    Avoided(
        ("sufferer", "sufferers"), "person with",
        "it says how it feels for somebody who has not been asked",
    ),
    Avoided(
        ("the elderly", "the aged", "the frail"), "older people",
        "it makes one crowd of people who have little in common but years", _NOBODY_NAMED,
    ),
    Avoided(
        ("the frail elderly", "frail elderly", "the oap", "oaps", "old folk", "old dears", "grannies"), "older people",
        "it is how one speaks of people and not with them",
    ),
    Avoided(("elderly people", "elderly person"), "older people", "it is not the word that most older people choose"),
    Avoided(
        ("the disabled", "the handicapped", "the physically disabled", "the learning disabled"), "disabled people",
        "it puts a label where a person should be", _NOBODY_NAMED,
    ),
    Avoided(
        ("the mentally ill", "the mentally disordered", "the insane"), "people with mental health problems",
        "it puts a label where a person should be", _NOBODY_NAMED,
    ),
    Avoided(
        ("the vulnerable", "the needy", "the infirm", "the autistic", "the demented"), "say who: people who ...",
        "it puts a label where a person should be", _NOBODY_NAMED,
    ),
    Avoided(
        ("handicapped", "mentally handicapped", "mental handicap", "retarded", "mongol", "spastic", "crippled", "cripple",
         "cripples", "invalids"),
        "disabled, or name the impairment", "it is a word of scorn for most who hear it today",
    ),
    Avoided(
        ("mental retardation", "mentally retarded", "subnormal", "educationally subnormal"), "learning disability",
        "it is a word of scorn for most who hear it today",
    ),
    Avoided(
        ("wheelchair-bound", "wheelchair bound", "confined to a wheelchair", "confined to her wheelchair",
         "confined to his wheelchair", "confined to wheelchairs", "bound to a wheelchair"),
        "uses a wheelchair, or wheelchair user", "a wheelchair gets people about; it does not hold them fast",
    ),
    Avoided(
        ("bedridden", "bed-ridden", "bedbound", "bed-bound", "bed bound"), "stays in bed, or cared for in bed",
        "it turns what a person needs into what a person is",
    ),
    Avoided(
        ("house-bound", "housebound"), "cannot leave home without help",
        "it says what the person is, where something could be changed",
    ),
    Avoided(
        ("vulnerable adult", "vulnerable adults"), "adult at risk",
        "since the Care Act 2014 the risk is named, and not the person",
    ),
    Avoided(
        ("vulnerable people", "vulnerable person"), "people at risk of ..., or say what the risk is",
        "what they are at risk of depends on what is around them",
    ),
    Avoided(
        ("service user", "service users", "users of services"), "person who draws on care and support, or person",
        "people are more than what they use",
    ),
    Avoided(
        ("challenging behaviour", "challenging behaviours", "behaves challengingly"), "say what happens, and when",
        "it tells nothing of what the person does or wants to say by it",
    ),
    Avoided(
        ("bed blocker", "bed blockers", "bed-blocker", "bed-blockers", "bed blocking", "bed-blocking"),
        "person waiting to leave hospital", "it blames the person for a wait that others cause",
    ),
    Avoided(
        ("non-compliant", "noncompliant"), "say what the person chose, and why",
        "it puts down to the person what a service may lack",
        r"(?=\s+(?:patients?|person|people|residents?|clients?|adults?|with\s+(?:medication|treatment|care|his|her|their))\b)",
    ),
    Avoided(
        ("hard to reach", "hard-to-reach", "failed to engage", "did not engage with services", "refuses to engage"),
        "say what the person chose, or what stood in the way", "it puts down to the person what a service may lack",
        r"(?!\s+(?:areas?|places?|spots?|parts?|corners?)\b)",
    ),
    Avoided(
        ("manipulative", "attention seeking", "attention-seeking", "frequent flyer", "frequent flyers", "heartsink"),
        "say what the person does, and what they may need", "it judges a person who cannot answer",
    ),
    Avoided(
        ("special needs",), "say what support is needed", "the needs are ordinary; the support may not be",
    ),
    Avoided(
        ("normal people", "normal person", "able-bodied", "able bodied"), "non-disabled people, or other people",
        "it makes disabled people the exception",
    ),
    Avoided(
        ("commit suicide", "commits suicide", "committed suicide", "committing suicide", "failed suicide",
         "unsuccessful suicide", "successful suicide"),
        "died by suicide, ended her life, tried to end his life",
        "one commits a crime, and suicide has been none since 1961; to fail or succeed is no word for it",
    ),
    Avoided(
        ("deaf and dumb", "deaf-mute", "deaf mute", "dumb people"), "Deaf people, or people who use British Sign Language",
        "dumb is heard as stupid",
    ),
    Avoided(
        ("schizophrenics", "a schizophrenic", "epileptics", "an epileptic", "diabetics", "a diabetic", "addicts", "an addict",
         "drug abusers", "alcoholics", "an alcoholic", "paraplegics", "quadriplegics", "depressives", "dements"),
        "person with, or person who", "it makes the condition the whole of the person",
        r"(?=\s*(?:[.,;:?!)]|$)|\s+(?:who|is|are|was|were|has|have|had|can|may|will|in|with|and|or|should|must)\b)",
    ),
    Avoided(
        ("senile", "demented", "dementing"), "living with dementia", "it is a word of scorn for most who hear it today",
    ),
    Avoided(
        ("toileting", "feeder", "feeders", "nappies for adults"), "help to use the toilet; person who has help to eat",
        "it is how one speaks of babies, or of a task", r"(?!\s+(?:schools?|roads?|pillars?|funds?|bins?)\b)",
    ),
    Avoided(
        ("black and minority ethnic", "bme", "bame"), "name the group, or people from minority ethnic communities",
        "it lumps together people with different lives",
    ),
    Avoided(
        ("the poor dear", "bless her", "bless him", "poor thing"), "leave it out", "it is kind in a way that looks down",
    ),
)  # fmt: skip
"""About people: what labels, blames or lumps together."""

PLAIN = tuple(
    Avoided(tuple(words.split(", ")), instead, "a plainer word does the same work", before)
    for words, instead, before in (
        ("utilise, utilises, utilised, utilising, utilisation, utilize, utilizes, utilized, utilizing", "use", ""),
        ("facilitate, facilitates, facilitated, facilitating", "help, or run (a session)", ""),
        ("going forward, moving forward", "from now on, or leave it out", r"(?=\s*[,.;])"),
        ("prior to", "before", ""),
        ("subsequent to", "after", ""),
        ("in order to", "to", ""),
        ("in respect of, with regard to, with respect to, in relation to, pertaining to", "about", ""),
        ("in the event that", "if", ""),
        ("in the absence of", "without", ""),
        ("due to the fact that, in light of the fact that, in view of the fact that", "because", ""),
        ("despite the fact that", "although", ""),
        ("at this point in time, at the present time", "now", ""),
        ("on a regular basis, on a daily basis, on a weekly basis, on a monthly basis", "often, every day, every week", ""),
        ("on an ongoing basis", "all the time, or say how often", ""),
        ("for the purpose of, for the purposes of", "to, or for", r"(?!\s+(?:this|the)\s+(?:act|section|regulations?)\b)"),
        ("the majority of, the vast majority of", "most", ""),
        ("commence, commences, commenced, commencing", "start", r"(?!\s+order\b)"),
        ("endeavour to, endeavours to, endeavoured to", "try to", ""),
        ("ascertain, ascertains, ascertained, ascertaining", "find out", ""),
        ("notwithstanding", "despite, although", ""),
        ("aforementioned, hereinafter, therein, thereof, herewith, hitherto", "this, these, or leave it out", ""),
        ("leverage, leverages, leveraged, leveraging", "use", ""),
        ("incentivise, incentivises, incentivised, incentivising", "encourage", ""),
        ("signpost to, signposts to, signposted to, signposting to", "tell people about", ""),
        ("stakeholder, stakeholders", "say who: families, councils, providers", ""),
        ("deep dive, deep-dive, blue sky thinking, low hanging fruit, low-hanging fruit", "say what is meant", ""),
        ("touch base, reach out to", "talk to, or ask", r"(?!\s+of\b)"),
        ("cascade down, cascaded down, drill down, drilled down, deliverables, learnings", "say what is meant", ""),
        ("holistically, in a holistic manner, a holistic approach", "the whole person, or all of it", ""),
        ("multi-faceted, multifaceted, synergy, synergies, best in class, paradigm shift", "say what is meant", ""),
        ("whilst", "while", ""),
        ("amongst", "among", ""),
        ("upskill, upskills, upskilled, upskilling", "train", ""),
        ("actioned, actioning", "done, doing", ""),
        ("terminate, terminates, terminated, terminating", "end", ""),
        ("remuneration, renumeration", "pay", ""),
        ("expedite, expedites, expedited", "speed up", ""),
        ("individuals", "people", ""),
        ("is able to, are able to", "can", ""),
        ("has the ability to, have the ability to", "can", ""),
        ("make a decision, makes a decision, make decisions on", "decide", r"(?!\s+(?:for|of)\b)"),
        ("undertake an assessment, undertake assessments, undertook an assessment", "assess", ""),
    )
)  # fmt: skip
"""Long or hollow words that have a plain one."""

LATIN = tuple(
    Avoided(tuple(words.split(", ")), instead, "some readers, and some programs that read aloud, stumble over it")
    for words, instead in (
        ("e.g., e.g, eg", "for example, or such as"),
        ("i.e., i.e, ie", "that is"),
        ("etc., etc", "and so on, or name them"),
        ("n.b., nb", "note that"),
        ("viz., viz", "namely"),
        ("inter alia", "among other things"),
        ("per annum", "a year"),
        ("vis-a-vis, vis-à-vis", "about, or towards"),
    )
)

JOBS = (
    Avoided(("chairman", "chairmen"), "chair", "the post is open to everybody"),
    Avoided(("spokesman", "spokesmen"), "spokesperson", "the post is open to everybody"),
    Avoided(
        ("policeman", "policemen", "policewoman", "policewomen"), "police officer", "the post is open to everybody"
    ),
    Avoided(("fireman", "firemen"), "firefighter", "the post is open to everybody"),
    Avoided(("foreman", "foremen"), "supervisor", "the post is open to everybody"),
    Avoided(
        ("workman", "workmen", "tradesman", "tradesmen"), "worker, or name the trade", "the work is done by everybody"
    ),
    Avoided(("manpower", "man-hours"), "staff, or hours of work", "the work is done by everybody"),
    Avoided(("mankind",), "people", "half of them are women"),
    Avoided(("dinner lady", "dinner ladies", "cleaning lady"), "name the job", "the work is done by everybody"),
    Avoided(("male nurse", "lady doctor", "female doctor", "woman doctor"), "nurse, doctor", "it marks an exception"),
)
"""Words for work that tell whose it was."""
