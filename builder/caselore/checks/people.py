"""People: what could lead somebody to the door of a private person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from caselore.checks.check import Check, Fault, check
from caselore.checks.given_names import FULL_NAME
from caselore.checks.texts import CourseText, holding, matching, texts
from caselore.diagnostics import Severity, quoted
from caselore.model.case_study import CaseStudy
from caselore.model.course import Course

PUBLIC = frozenset({"contact", "authors", "publisher", "licence"})
"""Fields that are there to say whom to write to, or who published something."""

_OFFICES = (
    "accessibility admin adults advice care careline complaints contact dpo editor editors education enquiries enquiry "
    "feedback foi hello help helpdesk helpline hr info information inbox mail media news office post press privacy "
    "publications reception safeguarding support team training web webmaster"
)
ROLES = frozenset(_OFFICES.split())
"""What stands before the @ of an address that is an office's, not a person's."""

_EXAMPLE = re.compile(r"(?:^|\.)(?:example\.(?:org|com|net)|example|test|invalid|localhost)$", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@((?:[\w-]+\.)+[A-Za-z]{2,})(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w.,/£$€#-])(?:\+44[ -]?(?:\(0\)[ -]?)?\(?\d{2,5}\)?|\(?0\d{2,5}\)?)(?:[ -]?\d{2,8}){1,4}(?![\w/-]|[.,]\d)"
)
_INVENTED = re.compile(
    r"0(?:1632960|1134960|1144960|1154960|1164960|1174960|1184960|1214960|1314960|1414960|1514960|1614960|1914980"
    r"|2079460|2890180|2896496|2920180|7700900|8081570)\d+"
)
"""Numbers that Ofcom keeps for drama; nobody has them."""
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD "
    "WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(rf"(?<![\w-])(?:{_AREAS.replace(' ', '|')})\d[\dA-Z]? \d[ABD-HJLNP-UW-Z]{{2}}(?![\w-])")
_NHS = re.compile(r"(?<![\d.,/£$€-])(\d{3})([ -]?)(\d{3})\2(\d{4})(?![\d/-]|[.,]\d)")
_NINO = re.compile(
    r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![\w-])"
)
_TITLED = re.compile(r"(?<![\w-])(?:Mr|Mrs|Ms|Miss|Mx)\.?[ \n]+[A-Z][\w'’-]*\w")
_FULL = re.compile(r"[A-Z][A-Za-z'’-]*[a-z](?: [A-Z]\.?)? (?:(?:Mc|Mac|O['’])?[A-Z][a-z]+)(?:-[A-Z][a-z]+)?")
_OF_ROLES = (
    "a an and approved adult adults advocate agency allocated assistant broker brother budget care carer chair charity "
    "child club colleague commissioner community council councillor councils daughter day director district duty family "
    "father first friend friends group head health holder home hospital housing husband key lead line manager managers "
    "member mental mother neighbour neighbours new nurse occupational officer old older our panel parent parents "
    "partner person personal practitioner provider psychiatric reviewing second senior service sister social son staff "
    "student support supporting team the their therapist trainee trust tutor user voluntary volunteer wife worker "
    "workers young younger"
)
_NOT_NAMES = frozenset(_OF_ROLES.split())


def _found(pattern: re.Pattern[str], among: Iterable[CourseText]) -> Iterator[tuple[CourseText, re.Match[str]]]:
    """Yield where a pattern matches in texts that may be about a private person, outside addresses."""
    for text in among:
        for match in pattern.finditer(text.text) if text.field not in PUBLIC else ():
            if not re.search(r"https?://\S*$", before(text, match)):
                yield text, match


def _with_digits(course: Course) -> tuple[CourseText, ...]:
    return matching(course, r"\d[ -]?\d[ -]?\d[ ()-]{0,2}\d[ -]?\d[ -]?\d")


def before(text: CourseText, match: re.Match[str]) -> str:
    """Return the few words that stand before a match."""
    return text.text[max(0, match.start() - 200) : match.start()]


@check("S621", Severity.WARNING)
def mail_address(course: Course) -> Iterator[Fault]:
    """A person's e-mail address.

    Pages are copied, printed and searched; an address in them cannot be called back. Addresses of an
    office, such as info@ or training@, may stay, and so may the course's `contact` and invented ones
    at example.org.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask joan.smith@somewhere.gov.uk about it.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ask the team, training@somewhere.gov.uk, about it.
    ```
    """
    for text, match in _found(_MAIL, holding(course, "@")):
        if match[1].lower() not in ROLES and not _EXAMPLE.search(match[2]):
            hint = "leave it out, or give the address of an office"
            yield text.fault("this is the e-mail address of a person", *match.span(), hint)


@check("S622", Severity.WARNING)
def telephone_number(course: Course) -> Iterator[Fault]:
    """A person's telephone number.

    A number that starts 01, 02 or 07 may ring in somebody's home. Helplines (03, 08, 116) may stay,
    and so may the course's `contact` and the numbers that Ofcom keeps for drama, such as
    01632 960000, which nobody has.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ring 01865 249999 about it.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Ring 01632 960001 about it.
    ```
    """
    for text, match in _found(_PHONE, _with_digits(course)):
        number = re.sub(r"\D", "", match[0].replace("(0)", ""))
        number = f"0{number[2:]}" if match[0].startswith("+44") else number
        if not re.fullmatch(r"0[127]\d{8,9}", number) or _INVENTED.fullmatch(number):
            continue
        if not re.search(r"ISBN\S{0,5}\s*$|\bno\.?\s*$", before(text, match), re.IGNORECASE):
            hint = "leave it out; for a made-up number take one of Ofcom's, such as 01632 960001"
            yield text.fault("this is a telephone number", *match.span(), hint)


@check("S623", Severity.WARNING)
def postcode(course: Course) -> Iterator[Fault]:
    """A postcode.

    A full postcode is fifteen homes or fewer. With a story beside it, it can be enough to know
    somebody. Say the kind of place instead. The address of a public office can be given under the
    course's `contact`, or this waived with that reason.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: She lived at OX4 2JY.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: She lived in a small town.
    ```
    """
    for text, match in _found(_POSTCODE, matching(course, r"\d[\dA-Z]? \d[A-Z]")):
        yield text.fault(f"{quoted(match[0])} is a postcode", *match.span(), "say what kind of place it is")


@check("S624", Severity.ERROR)
def nhs_number(course: Course) -> Iterator[Fault]:
    """An NHS number.

    The check digit is right, so this can be the number of a living person, and it leads to their
    health record. Leave it out. For an exercise on forms take one that starts with 999: those are kept
    for tests.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Her number is 943 476 5919.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Her number is 999 123 4560.
    ```
    """
    for text, match in _found(_NHS, _with_digits(course)):
        spoken_of = match[2] or re.search(r"\bNHS\b[^.\n]{0,30}$", before(text, match))
        if spoken_of and is_nhs_number(match[1] + match[3] + match[4]):
            hint = "leave it out, or take a test number that starts with 999"
            yield text.fault("this can be somebody's NHS number", *match.span(), hint)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits can be the number of a person: the check digit is right, and it is no test number."""
    left = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return digits[0] not in "0258" and digits[:3] != "999" and (11 - left) % 11 == int(digits[9])


@check("S625", Severity.ERROR)
def insurance_number(course: Course) -> Iterator[Fault]:
    """A National Insurance number.

    It has the form of a real one and is kept for life. With a name beside it, it is enough to claim in
    somebody's place. Leave it out. For an exercise on forms, QQ 12 34 56 C is nobody's.

    Failing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Her number is AB 12 34 56 C.
    ```

    Passing:

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Her number is QQ 12 34 56 C.
    ```
    """
    for text, match in _found(_NINO, _with_digits(course)):
        hint = "leave it out; QQ 12 34 56 C is nobody's"
        yield text.fault("this can be somebody's National Insurance number", *match.span(), hint)


@check("S626", Severity.WARNING)
def surname(course: Course) -> Iterator[Fault]:
    """A surname in somebody's story.

    A title or a first name, and a surname, in a story that is not made up point at a private person, in a field
    that is small enough for neighbours to read it. Use the role or a first name that was published. A name the
    source itself published stands under `people` with `named: true`, and may be used.

    Failing:

    ```in a story
    provenance: published
    credit: An example of a source
    what_happened: Mrs Thornbury hung a lighter gate.
    ```

    Passing:

    ```in a story
    provenance: published
    credit: An example of a source
    what_happened: A neighbour hung a lighter gate.
    ```
    """
    among = tuple(
        text for text in texts(course) if isinstance(text.record, CaseStudy) and text.record.provenance != "fictional"
    )
    for pattern in (_TITLED, FULL_NAME):
        for text, match in _found(pattern, among):
            case = text.record
            assert isinstance(case, CaseStudy)
            published = {word for person in case.people if person.named for word in person.label.split()}
            if match[0].split()[-1] not in published and text.field not in ("credit", "told_by", "label"):
                hint = "use their role, or a first name that was published"
                yield text.fault(f"{quoted(match[0])} names a private person", *match.span(), hint)


@check("S627", Severity.ADVICE)
def full_name(course: Course) -> Iterator[Fault]:
    """Somebody in a story with a first name and a surname.

    In a published story the name must be one that the source published, which `named: true` says. In a
    made-up one somebody real may bear it, and be asked about it. A role, or a first name alone, does
    as well. If the name is known to be nobody's, this can be left alone.

    Failing:

    ```in a story
    people:
      - label: Rosalind Thornbury
        role: Budget holder
    ```

    Passing:

    ```in a story
    people:
      - label: Rosalind
        role: Budget holder
    ```
    """
    for case in course.case_studies:
        for number, person in enumerate(case.people):
            words = re.split(r"[ -]", person.label.lower())
            if not person.named and _FULL.fullmatch(person.label) and _NOT_NAMES.isdisjoint(words):
                hint = "use a role, or the first name alone"
                message = f"{quoted(person.label)} reads like somebody's full name"
                yield Fault(place=case.place, keys=("people", number, "label"), message=message, hint=hint)


CHECKS: tuple[Check, ...] = (
    mail_address, telephone_number, postcode, nhs_number, insurance_number, surname, full_name,
)  # fmt: skip
