"""Turn a word spelt the American way into the British one. Endings in -ize are British too, and left alone."""

from __future__ import annotations

import re
from functools import cache

_STEMS = {
    # -our and -or; the endings that a stem takes follow after it
    "color": "colour", "discolor": "discolour", "favor": "favour", "favorit": "favourit", "flavor": "flavour",
    "harbor": "harbour", "honor": "honour", "dishonor": "dishonour", "labor": "labour", "neighbor": "neighbour",
    "behavior": "behaviour", "misbehavior": "misbehaviour", "endeavor": "endeavour", "savor": "savour",
    "parlor": "parlour", "rumor": "rumour", "humor": "humour", "tumor": "tumour", "vapor": "vapour", "armor": "armour",
    "valor": "valour", "odor": "odour", "clamor": "clamour", "fervor": "fervour", "rigor": "rigour", "vigor": "vigour",
    "candor": "candour", "demeanor": "demeanour", "splendor": "splendour", "arbor": "arbour", "ardor": "ardour",
    "rancor": "rancour", "succor": "succour", "savior": "saviour", "mold": "mould", "smolder": "smoulder",
    # -re and -er
    "theater": "theatre", "liter": "litre", "milliliter": "millilitre", "kilometer": "kilometre",
    "centimeter": "centimetre", "millimeter": "millimetre", "fiber": "fibre", "caliber": "calibre", "somber": "sombre",
    "luster": "lustre", "specter": "spectre", "meager": "meagre",
    # -ce and -se
    "defense": "defence", "offense": "offence", "pretense": "pretence",
    # ae, oe
    "pediatric": "paediatric", "pediatrician": "paediatrician", "orthopedic": "orthopaedic", "gynecolog": "gynaecolog",
    "anesthe": "anaesthe", "hemorrhag": "haemorrhag", "hemoglobin": "haemoglobin", "hematolog": "haematolog",
    "hemophili": "haemophili", "anemi": "anaemi", "leukemi": "leukaemi", "diarrhea": "diarrhoea", "edema": "oedema",
    "estrogen": "oestrogen", "esophag": "oesophag", "cesarean": "caesarean", "celiac": "coeliac", "feces": "faeces",
    "fecal": "faecal", "maneuver": "manoeuvre", "archeolog": "archaeolog", "pedophil": "paedophil", "ischemi": "ischaemi",
    "hypoglycemi": "hypoglycaemi", "hyperglycemi": "hyperglycaemi", "septicemi": "septicaemi", "etiolog": "aetiolog",
    # l and ll
    "fulfill": "fulfil", "skillful": "skilful", "willful": "wilful", "enroll": "enrol", "installment": "instalment",
    "distill": "distil", "instill": "instil", "appall": "appal", "marvelous": "marvellous", "woolen": "woollen",
    "jewelry": "jewellery", "jeweler": "jeweller", "counselor": "counsellor", "councilor": "councillor",
    "traveler": "traveller", "modeler": "modeller", "chiseled": "chiselled",
    # others
    "catalog": "catalogue", "dialog": "dialogue", "gray": "grey", "plow": "plough", "pajama": "pyjama", "mustache": "moustache",
    "aluminum": "aluminium", "skeptic": "sceptic", "cozy": "cosy", "cozier": "cosier", "airplane": "aeroplane",
    "mom": "mum", "mommy": "mummy", "moms": "mums", "aging": "ageing", "sulfur": "sulphur", "gotten": "got",
    "practiced": "practised", "practicing": "practising", "cancelation": "cancellation",
    "donut": "doughnut", "tidbit": "titbit",
    "checkbook": "chequebook", "curbside": "kerbside",
}  # fmt: skip
_ENDINGS = (
    "s|ed|er|ers|ing|ings|ful|fully|less|able|ably|ist|ists|ite|ites|hood|hoods|al|ally|ly|y|ie|ies|ic|ical|"
    "tic|tics|tist|tists|tise|tised|tize|tized|sia|a|as|e|es|ia|c|iac|iacs|ment|ments|ism|us|like|or|ors|ish|ness|d|ial"
)
# Latin endings take the u away in British English as well: 'humorous', 'honorary', 'vaporise'.
# Most of what such a stem could become is no word: whoever asks looks the British form up.
_STEM = re.compile(rf"({'|'.join(sorted(_STEMS, key=len, reverse=True))})({_ENDINGS})?")

_DOUBLED = re.compile(
    r"(travel|cancel|label|model|counsel|signal|fuel|refuel|marvel|quarrel|channel|tunnel|dial|initial|rival|equal|duel|"
    r"shovel|panel|level|total|pedal|bevel|chisel|cudgel|grovel|hovel|jewel|libel|metal|pencil|spiral|stencil|swivel|trowel|"
    r"unravel|snivel|shrivel|tinsel|yodel|remodel|relabel|dishevel|enamel|funnel|kennel|parcel|medal)(ed|ing|ings)"
)
_CENTER = re.compile(r"(|epi|re|de|day-?)center(s|ed|ing)?(-[a-z]+)?")
_ZED = re.compile(
    r"((?:para|ana|cata|elec?tro|dia|hydro|psychoana|over-?ana|re-?ana)l|bre)yz(e|es|ed|er|ers|ing)|([a-z]+l)yz(e|es|ed|er|ers|ing)"
)


@cache
def british(word: str) -> str:
    """Return how a word in small letters may be spelt in Britain, or an empty string where it stands as it is."""
    if match := _ZED.fullmatch(word):
        return f"{match[1] or match[3]}ys{match[2] or match[4]}"
    if match := _DOUBLED.fullmatch(word):
        return f"{match[1]}{match[1][-1]}{match[2]}"
    if match := _CENTER.fullmatch(word):
        ending = {"ed": "red", "ing": "ring", "s": "res", None: "re"}[match[2]]
        return f"{match[1]}cent{ending}{match[3] or ''}"
    match = _STEM.fullmatch(word)
    return _joined(match[1], match[2] or "") if match else ""


def _joined(stem: str, ending: str) -> str:
    own = _STEMS[stem]
    if own.endswith(("re", "gue")) and ending in ("ed", "er", "ing", "able"):
        return own[:-1] + ending
    if stem.endswith("ll") and ending in ("ed", "ing", "er", "ers"):
        return ""
    return own + ending
