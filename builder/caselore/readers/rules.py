"""The kinds of fault that reading can find, each with its page in the manual.

`caselore explain CODE` prints a page. A test lays each page's samples over the project that
`caselore init` makes: the failing one must bring up the rule, the passing one must not. A sample
starts with the name of the file it stands for; rules about files as such have no sample.
"""

from __future__ import annotations

from caselore.diagnostics import Rule, Severity

_ERROR = Severity.ERROR


def _sample(value: str) -> str:
    """A glossary of one term, with one part of it to show."""
    return f"content/glossary.yml\n- id: outcome\n  term: outcome\n{value}"


def _question(second: str) -> str:
    """A question of three options; the first is correct, and the second says whether it is."""
    return (
        "content/questions/what-first.yml\ntype: single\nstem: What comes first?\noutcome: say-it\n"
        "bloom: apply\nevidence: [{finding: EX-01}]\noptions:\n"
        "  - {id: ask, text: Ask, correct: true, feedback: It opens more than one way.}\n"
        f"  - {{id: book, text: Book, {second}, feedback: It closes all ways but one.}}\n"
        "  - {id: wait, text: Wait, feedback: It opens no way by itself.}\n"
        "rationale: A question leaves more ways open."
    )


def _page(title: str, text: str, failing: str = "", passing: str = "") -> str:
    samples = f"\n\nFailing:\n\n```{failing}\n```\n\nPassing:\n\n```{passing}\n```" if failing else ""
    return f"{title}\n\n{text}{samples}\n"


SYNTAX = Rule(
    "Y101",
    _ERROR,
    _page(
        "The file cannot be read as YAML.",
        "Something breaks the form: an unclosed quotation mark, a line indented differently from its\n"
        "neighbours, or text with ': ' that has no quotes. Nothing after that place can be trusted.",
        _sample("  plain: Two things: a change and a date"),
        _sample('  plain: "Two things: a change and a date"'),
    ),
)
REPEATED_KEY = Rule(
    "Y102",
    _ERROR,
    _page(
        "A key appears twice.",
        "Most programs keep the second value and drop the first without a word, so that a correct answer\n"
        "can vanish. Keep one.",
        _sample("  plain: What a person wants.\n  plain: What changes."),
        _sample("  plain: What changes for a person."),
    ),
)
ANCHOR = Rule(
    "Y103",
    _ERROR,
    _page(
        "An anchor, an alias or a merge key.",
        "They let text on one line change another, far away. Course files say everything where it is used.\n"
        "Text that starts with & or * needs quotes.",
        _sample("  plain: &what What changes.\n  fuller: *what"),
        _sample('  plain: What changes.\n  fuller: "*What* changes."'),
    ),
)
TAG = Rule(
    "Y104",
    _ERROR,
    _page(
        "A tag.",
        "A word that starts with ! tells YAML to turn the value into something else. Text that starts with\n"
        "an exclamation mark needs quotes.",
        _sample("  plain: !important What changes."),
        _sample('  plain: "!important: what changes."'),
    ),
)
KEY_NOT_TEXT = Rule(
    "Y105",
    _ERROR,
    _page(
        "A key that is not a word.",
        "Keys are names such as title, in plain letters. Numbers, true, false and lists cannot be keys. A\n"
        "character that only looks like a letter or a space would hide the key, and with it what it says.",
        _sample("  plain: What changes.\n  1: first"),
        _sample("  plain: What changes.\n  fuller: first"),
    ),
)
TAB = Rule(
    "Y106",
    _ERROR,
    _page(
        "A tab in a YAML file.",
        "Tabs and spaces look alike and mean different things. Set the editor to write spaces.",
        _sample("  plain:\tWhat changes."),
        _sample("  plain: What changes."),
    ),
)
CONTROL_CHARACTER = Rule(
    "Y107",
    _ERROR,
    _page(
        "An invisible character.",
        "Control characters and marks that turn the direction of writing can make a page show something\n"
        "else than it says. Spaces that only look like ordinary ones break the form of the file. They mostly\n"
        "arrive with copied text.",
        _sample('  plain: "What \\u202echanges."'),
        _sample('  plain: "What changes."'),
    ),
)
NOT_UTF8 = Rule(
    "Y108",
    _ERROR,
    _page(
        "The file is not UTF-8 text.",
        "Course files are UTF-8. In another encoding, accents and quotation marks would come out as other\n"
        "signs. In Notepad choose 'Save as' and the encoding UTF-8.",
    ),
)
TOO_LARGE = Rule(
    "Y109",
    _ERROR,
    _page(
        "The file is too large.",
        "A file may hold 1 MiB, some 170,000 words. No record needs more, and a file that is not a record at\n"
        "all, such as a film, should not stop the machine. Split it.",
    ),
)
TOO_DEEP = Rule(
    "Y110",
    _ERROR,
    _page(
        "Nested too deep.",
        "No record needs more than a few levels; 30 is the most that is read. Mostly a bracket was opened\n"
        "many times and never closed.",
        _sample(f"  plain: {'[' * 31}x{']' * 31}"),
        _sample("  plain: x"),
    ),
)
SEVERAL_DOCUMENTS = Rule(
    "Y111",
    _ERROR,
    _page(
        "Several documents in one file.",
        "A line of three hyphens starts a second document, which would be overlooked. Write a list instead.",
        _sample("  plain: What changes.\n---\n- id: plan"),
        _sample("  plain: What changes."),
    ),
)
SWALLOWED = Rule(
    "Y112",
    Severity.WARNING,
    _page(
        "Text that is lost or taken in without a word.",
        "In text without quotes, ' #' starts a remark that nobody is shown. A list item that is indented\n"
        "further than the one above becomes part of its text. Both look right in the file and go wrong on\n"
        "the page. A remark is written with a space after the number sign, and is left alone.",
        _sample("  plain: What changes.\n  fuller: Read case #4 first."),
        _sample('  plain: What changes.  # in a few words\n  fuller: "Read case #4 first."'),
    ),
)

NO_PROJECT = Rule(
    "F101",
    _ERROR,
    _page(
        "There is no course here.",
        "A project is a folder with content/course.yml in it. Without that file nobody can say what the\n"
        "course is called or which version it is. `caselore init FOLDER` makes a project to start from.",
    ),
)
LEAVES_PROJECT = Rule(
    "F102",
    _ERROR,
    _page(
        "A link or path leads out of the project.",
        "A symbolic link in a course folder may only lead to a place inside the same project. Otherwise a\n"
        "course could publish files that were never meant for it.",
    ),
)
NOT_A_FILE = Rule(
    "F103",
    _ERROR,
    _page(
        "Something that is not a readable file.",
        "Devices, pipes, links that lead nowhere and files without permission to read cannot be part of a\n"
        "course: what they hold could not be shown to anybody.",
    ),
)
FILE_NAME = Rule(
    "F104",
    _ERROR,
    _page(
        "A file name that does not travel.",
        "The name of a record's file is its id: small letters, digits and hyphens, ending in .yml (.md for\n"
        "modules). Names that Windows keeps for itself, such as con or aux, cannot be used, nor can index, readme\n"
        "or course.\n"
        "Pictures, and folders of them, may have capitals, dots and underscores as well. Other names break on\n"
        "a colleague's computer, or in a web address.",
        "content/messages/My Message.yml\nmessage: x",
        "content/notes.txt\nA file that caselore does not read.",
    ),
)
CASE_ONLY = Rule(
    "F105",
    _ERROR,
    _page(
        "Two names that differ only in capitals.",
        "Windows and macOS take them for the same file, and one would overwrite the other. What the learner\n"
        "meets would depend on the computer that the course was built on.",
    ),
)
NOT_EXPECTED = Rule(
    "F106",
    Severity.WARNING,
    _page(
        "A file that nothing reads.",
        "A file has an ending or lies in a folder that is not read, so what it says would be missing without\n"
        "a word. YAML records end in .yml, modules in .md. A file that is not meant for the course can be\n"
        "left alone where it is if its name starts with _ or is README.md.",
        "content/messages/listen-first.yaml\nmessage: x",
        "content/notes.txt\nA file that caselore does not read.",
    ),
)

FINGERPRINT = Rule(
    "F107",
    _ERROR,
    _page(
        "A fingerprint that cannot be read.",
        "`caselore fingerprint` writes these files, and nobody edits them by hand. One that was cut short or\n"
        "changed would let words of a source pass unseen, so it is not used: make it again.",
        "content/sources/lost.fingerprint\ncaselore fingerprint 1\nsha256: lost",
        "content/sources/_lost.txt\nA file that caselore does not read.",
    ),
)

SITE_SETTINGS = Rule(
    "F108",
    _ERROR,
    _page(
        "Settings from which no site can be built.",
        "`mkdocs.yml`, beside the folder content, says what the site is called and that caselore makes its\n"
        "pages. It needs `site_name`, `docs_dir: content`, `theme: material` and the plugin `caselore`. Without\n"
        "them there would be no site, or one in which quizzes do not work. A `nav` that is no list stops MkDocs,\n"
        "and caselore makes the list of pages itself. Whatever else MkDocs would refuse is said here too: a setting\n"
        "it does not know, one of the wrong kind, or a file, plugin or extension that is not there. Hooks and plugins\n"
        "are not run for that. Other formats do without this file.",
        "mkdocs.yml\nsite_name: A small course\ntheme: material\nplugins: [search]",
        "mkdocs.yml\nsite_name: A small course\ndocs_dir: content\ntheme: material\nplugins: [search, caselore]",
    ),
)
OWN_NAV = Rule(
    "F109",
    Severity.WARNING,
    _page(
        "A list of pages that is not used.",
        "Under `nav`, `mkdocs.yml` would say which pages the sidebar lists, and in which order. caselore makes\n"
        "that list itself, from the course, and puts it in place of what is written there. Whoever wrote it\n"
        "would look in vain for what they asked for. Modules come in the order of the numbers under `order`.",
        "mkdocs.yml\nsite_name: A small course\ndocs_dir: content\ntheme: material\nplugins: [search, caselore]\n"
        "nav:\n  - Welcome: index.md",
        "mkdocs.yml\nsite_name: A small course\ndocs_dir: content\ntheme: material\nplugins: [search, caselore]",
    ),
)

UNKNOWN_KEY = Rule(
    "R101",
    _ERROR,
    _page(
        "An unknown key.",
        "A misspelt key would drop its text without a word: feedback that was written and never shown.",
        _sample("  plain: What changes.\n  fuler: More."),
        _sample("  plain: What changes.\n  fuller: More."),
    ),
)
MISSING_KEY = Rule(
    "R102",
    _ERROR,
    _page(
        "A key is missing.",
        "The record cannot be shown without it: a question without its stem, a story without its people.",
        _sample("  fuller: More."),
        _sample("  plain: What changes."),
    ),
)
WRONG_KIND = Rule(
    "R103",
    _ERROR,
    _page(
        "The wrong kind of value.",
        "A list where text belongs, words where a number belongs, a date that is not in the calendar.\n"
        "Nothing is guessed: true and false are written so, numbers in digits, dates as 2026-11-22.",
        _sample("  plain:\n    - What changes."),
        _sample("  plain: What changes."),
    ),
)
NOT_ALLOWED = Rule(
    "R104",
    _ERROR,
    _page(
        "A value that is not one of those allowed.",
        "The field takes one of a few words; the message names them. Pages are sorted, coloured and labelled\n"
        "by these words, so that one which nobody knows would leave its record out.",
        _sample("  plain: What changes.\n  standing: old"),
        _sample("  plain: What changes.\n  standing: current"),
    ),
)
HOW_MANY = Rule(
    "R105",
    _ERROR,
    _page(
        "Too few or too many.",
        "Some lists need a least or a most: a case study says at least three things that are not known,\n"
        "because readers fill gaps that nobody points out.",
        "content/quizzes/a-new-quiz.yml\ntitle: A new quiz\nquestions: []",
        "content/quizzes/a-new-quiz.yml\ntitle: A new quiz\nquestions: [a-first-question]",
    ),
)
ID_FORM = Rule(
    "R106",
    _ERROR,
    _page(
        "An id in the wrong form.",
        "Ids become addresses and file names, which must work on every computer: small letters, digits and\n"
        "single hyphens. Names that mean something else on some computer or on every site, such as con or\n"
        "index, cannot be ids. Finding codes are capitals, a hyphen and a number, such as R40-14.",
        _sample("  plain: What changes.").replace("id: outcome", "id: The_Outcome"),
        _sample("  plain: What changes."),
    ),
)
ID_NOT_FILE = Rule(
    "R107",
    _ERROR,
    _page(
        "The id is not the file's name.",
        "In a file with one record the file's name is the id, so that who reads a reference knows which file\n"
        "to open. Leave `id` out, or make the two agree.",
        "content/quizzes/second-look.yml\nid: first-look\ntitle: A look\nquestions: [a-first-question]",
        "content/quizzes/second-look.yml\nid: second-look\ntitle: A look\nquestions: [a-first-question]",
    ),
)
AUTHORING = Rule(
    "R109",
    _ERROR,
    _page(
        "A record that contradicts itself.",
        "A question with two right answers where one is asked for, a gap in a text that has no answer, and\n"
        "the like: the message says which. A learner would be marked wrong for a right answer.",
        _question("correct: true"),
        _question("correct: false"),
    ),
)
NOT_RECORDS = Rule(
    "R110",
    _ERROR,
    _page(
        "The file holds no record.",
        "It is empty, or holds something other than keys with values. A record that somebody meant to write\n"
        "would be missing without a word.",
        "content/quizzes/empty.yml\n# nothing yet",
        "content/quizzes/empty.yml\ntitle: A look\nquestions: [a-first-question]",
    ),
)
FRONT_MATTER = Rule(
    "R111",
    _ERROR,
    _page(
        "A module without front matter.",
        "A module starts with a line of three hyphens, its keys, and a second line of three hyphens. Without\n"
        "them nobody can say what it is called or where it stands in the course.",
        "content/modules/second.md\n# A module",
        "content/modules/second.md\n---\ntitle: A module\norder: 2\nsummary: A second module.\n"
        "duration_min: {self_study: 10, workshop: 10}\n"
        "outcomes: [{id: say-it, statement: Say it plainly, bloom: apply}]\n"
        "supervision_prompt: What did you say?\n---",
    ),
)
TO_FILL_IN = Rule(
    "R112",
    _ERROR,
    _page(
        "A place that is still to be filled in.",
        "`caselore new` marks with FILL IN what only an author can know. Write over the mark; a learner must\n"
        "not meet it. Where the whole line is not needed, take the line away.",
        _sample('  plain: "FILL IN: what it means, in at most 25 words"'),
        _sample("  plain: What changes for a person."),
    ),
)

ALL = (
    SYNTAX, REPEATED_KEY, ANCHOR, TAG, KEY_NOT_TEXT, TAB, CONTROL_CHARACTER, NOT_UTF8, TOO_LARGE, TOO_DEEP,
    SEVERAL_DOCUMENTS, SWALLOWED, NO_PROJECT, LEAVES_PROJECT, NOT_A_FILE, FILE_NAME, CASE_ONLY, NOT_EXPECTED, FINGERPRINT,
    SITE_SETTINGS, OWN_NAV,
    UNKNOWN_KEY,
    MISSING_KEY, WRONG_KIND, NOT_ALLOWED, HOW_MANY, ID_FORM, ID_NOT_FILE, AUTHORING, NOT_RECORDS,
    FRONT_MATTER, TO_FILL_IN,
)  # fmt: skip
