"""Lists of words that the checks of language know."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """Return a list of words that is written as running text."""
    return frozenset(text.split())


ALSO_RIGHT = listed(
    """
    artifact artifacts noes callout callouts skillset barcode barcodes roadmap preprint ableism ableist ad ageism ageist ah al allotment allotments anonymisation anonymise anonymised anonymises
    anonymising aphasia app apps assistive auntie backend backstory bulleted bungalow bungalows burnt café cafés caselore
    catheterised checkbox cisgender clawback co-codamol co-production commode commodes continence coproduction
    countersign countersigned countersigns cyber dad dads deafblind debrief debriefs deinstitutionalisation
    detainee detainees dialled dialling distractor distractors dom don'ts dreamt dropdown dysarthria dyscalculia
    dysphagia dyspraxia ebook ebooks eligible emoji emojis er et flipchart flipcharts fortnightly frontend
    funder funders gran grandad handout handouts hiya hmm hoc hoist hoisting hoists homecare icebreaker
    icebreakers incontinence ineligible infographic infographics intersectional intubate intubated lanyard leapt
    learnt login logins loo lorries lorry macular markdown micro-provider microprovider minicom minoritised
    misspelt mm mum mums nan nanny nappies nappy natively neurodivergent neurodiverse neurodiversity
    neurotypical offline oh ok okay onboarding online onwards orthoptist orthoptists overspend overspends
    overspent paracetamol payroll personalisation personalised podcast postcode postcodes pram prams preloaded
    pseudonymised racialised reablement recirculate redact redacted redacting redacts repayable repo repos
    rewilding roleplay rota rotas safeguarder screenreader sectioned sleepover slings smelt socioeconomic
    specialties specialty spelt spilt spoilt subpostmaster ta takeaway takeaways telecare telehealth textphone
    timesheet timesheets tracheostomy tranquilliser tranquillisers transgender tummy um unaccompanied unassessed
    underspend underspends underspent ungraded unlabelled unmet unpaid unscored untick unticked uprated uprating
    upskilling uptime viewport vlog webinar webinars wellbeing whilst whistleblow whistleblower whistleblowing
    whiteboard wifi workbook workplan worksheets workstream yaml zimmer
    """
)
"""Words of the field, of training and of today that the dictionary does not have."""

PREFIXES = listed(
    """
    socio geo bio neuro psycho cardio hydro electro genito cyber co re non pre un anti multi sub inter semi self
    ex mid post over under micro mini e de counter cross ultra vice
    """
)
"""What may stand before a hyphen and is no word by itself."""

TAILS = listed("full ally able ever come less ness ment city ring ting ding ning rent rents")
"""Endings of words misspelt, such as 'carefull', that are words themselves."""

KNOWN_SHORT = listed(
    """
    AA AAA AD AIDS AM BBC BC BSL BST CCTV CD COVID CSV CV DIY DNA DVD EHRC EU FAQ FILL FM GB GMT GP HIV HR HTML ID IQ
    ISBN IT ITV LGBT LGBTQ MP MRI NB NHS NI OK PC PDF PE PIN PM PO PPE PR PS QR RAF RNIB RSVP SMS SOS TBC TV UK
    UN URL US USA USB VAT VHS VIP WC WCAG WWW XL
    """
)
"""Abbreviations that readers in the United Kingdom know better than their words."""

LOUD = listed(
    """
    IN ON AT OF TO IF IS BE AS BY UP SO MY ME HE GO AN NOT MUST NEVER ALWAYS ONLY ALL ANY BUT NO YES DO DOES CAN WILL SHALL SHOULD MAY VERY NOW FIRST LAST PLEASE
    STOP START READ WRITE ASK TELL LOOK BEFORE AFTER EVERY EACH NONE NOTE WARNING URGENT REMEMBER THIS THAT
    THESE THE WHAT WHEN WHERE WHY HOW YOU YOUR WE OUR THEY THEIR HIS HER BOTH MORE LESS MOST LEAST SAME OTHER
    REALLY EXTRA TODAY FREE
    """
)
"""Words that are put into capitals to stress them."""

EVERYDAY = listed(
    """
    the of and to a in for is on that by this with i you it not or be are from at as your all have an was we
    will can about if my has what who more when so no out up would which there their they he she his her him
    them but one do had were been than then its did how
    """
)
"""Words that most texts hold. To note where each stands would take half the time, and no rule asks for it."""
