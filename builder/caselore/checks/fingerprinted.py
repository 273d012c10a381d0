"""Fingerprinted: whether each copy of a source has its fingerprint, and each fingerprint its source."""

from __future__ import annotations

from collections.abc import Iterator

from caselore.checks.check import Check, Fault, check
from caselore.diagnostics import Severity, quoted
from caselore.model.course import Course


@check("O103", Severity.WARNING)
def fingerprint_without_source(course: Course) -> Iterator[Fault]:
    """A fingerprint that belongs to no source.

    A fingerprint bears the name of the source's record: `content/sources/a-leaflet.fingerprint` lies beside
    `a-leaflet.yml`. Without a record nothing is compared with it, and copied words would stay unseen.

    Failing:

    ```content/sources/no-such-source.fingerprint
    caselore fingerprint 1
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    words: 8
    runs: 0
    ```

    Passing:

    ```content/sources/_set-aside.fingerprint
    A name that starts with _ is left alone.
    ```
    """
    known = {each.id for each in course.sources} | {name for kind, name in course.left_out if kind == "source"}
    for name, made in course.fingerprints.items():
        if name not in known:
            hint = "name it after the record, or remove it"
            yield Fault(place=made.place, message=f"there is no source {quoted(name)}", hint=hint)


@check("O104", Severity.WARNING)
def stale_fingerprint(course: Course) -> Iterator[Fault]:
    """A fingerprint of another copy.

    The record's `sha256` fixes the copy that its findings were read from, and the fingerprint was made from
    another file. Words of the copy that the course rests on could stand in it unseen. Make the fingerprint
    again: `caselore fingerprint FILE`.

    Failing:

    ```content/sources/a-leaflet.yml
    title: A leaflet about talks
    short: The leaflet
    kind: guidance
    publisher: Nobody
    published: 2026
    sha256: 1111111111111111111111111111111111111111111111111111111111111111
    about: A leaflet that was made up.
    nations: [uk]
    licence: all-rights-reserved
    findings: [{id: LF-01, statement: Talks go better when people choose the place., locator: page 1}]
    ```

    ```content/sources/a-leaflet.fingerprint
    caselore fingerprint 1
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    words: 8
    runs: 0
    ```

    Passing:

    ```content/sources/a-leaflet.yml
    title: A leaflet about talks
    short: The leaflet
    kind: guidance
    publisher: Nobody
    published: 2026
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    about: A leaflet that was made up.
    nations: [uk]
    licence: all-rights-reserved
    findings: [{id: LF-01, statement: Talks go better when people choose the place., locator: page 1}]
    ```

    ```content/sources/a-leaflet.fingerprint
    caselore fingerprint 1
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    words: 8
    runs: 0
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Begin with what matters to the person [@LF-01].
    ```
    """
    for source in course.sources:
        made = course.fingerprints.get(source.id)
        if made is not None and source.sha256 and made.sha256 != source.sha256:
            message = f"this was made from another file than the sha256 of '{source.id}' names"
            hint = "make it again from the right copy: caselore fingerprint FILE"
            yield Fault(place=made.place, snippet=made.sha256, message=message, hint=hint)


@check("O105", Severity.ADVICE, release=Severity.WARNING)
def no_fingerprint(course: Course) -> Iterator[Fault]:
    """A source with a copy and no fingerprint.

    Its record names our copy (`file`), so somebody holds the text. As long as there is no fingerprint of it,
    nobody notices when its words come to stand in the course as if they were ours. Run
    `caselore fingerprint FILE` where the copy lies. Leave it alone if the copy holds no text, such as a film.

    Failing:

    ```content/sources/a-leaflet.yml
    title: A leaflet about talks
    short: The leaflet
    kind: guidance
    publisher: Nobody
    published: 2026
    file: leaflet.txt
    about: A leaflet that was made up.
    nations: [uk]
    licence: all-rights-reserved
    findings: [{id: LF-01, statement: Talks go better when people choose the place., locator: page 1}]
    ```

    Passing:

    ```content/sources/a-leaflet.yml
    title: A leaflet about talks
    short: The leaflet
    kind: guidance
    publisher: Nobody
    published: 2026
    file: leaflet.txt
    about: A leaflet that was made up.
    nations: [uk]
    licence: all-rights-reserved
    findings: [{id: LF-01, statement: Talks go better when people choose the place., locator: page 1}]
    ```

    ```content/sources/a-leaflet.fingerprint
    caselore fingerprint 1
    sha256: 0000000000000000000000000000000000000000000000000000000000000000
    words: 8
    runs: 0
    ```

    ```content/glossary.yml
    - id: outcome
      term: outcome
      plain: What changes.
      fuller: Begin with what matters to the person [@LF-01].
    ```
    """
    for source in course.sources:
        if source.file and source.licence != "own" and source.id not in course.fingerprints:
            hint = f"caselore fingerprint {source.file}, where that file lies"
            yield Fault(place=source.place, keys=("file",), message="this copy has no fingerprint", hint=hint)


CHECKS: tuple[Check, ...] = (fingerprint_without_source, stale_fingerprint, no_fingerprint)
