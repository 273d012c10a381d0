"""Local: local.yml, what differs from council to council and is filled in beside the course, never in it."""

from dataclasses import field
from typing import Annotated, Any

from caselore.model.fields import Id, Listed, Plain
from caselore.model.record import record
from caselore.words import N_


@record
class LocalPlace:
    """One more thing that differs from place to place."""

    id: Id
    """Its name in marks such as {local}`emergency-team`."""
    label: Plain
    """What it is, as printed before it."""
    text: Plain
    """What to print."""


@record
class Local:
    """local.yml: who and what is where you are. What is left out prints as a line to fill in by hand."""

    council: Plain | None = None
    """The council's or organisation's name; printed at the head of every sheet."""
    safeguarding: Plain | None = None
    """Whom to tell about a safeguarding concern, and how."""
    advocacy: Plain | None = None
    """Who provides advocacy, and how to refer."""
    brokerage: Plain | None = None
    """Who helps with planning and with finding support."""
    direct_payment_policy: Plain | None = None
    """Where the direct payment policy is, and who can settle a question about it."""
    support: Plain | None = None
    """Who supports staff who are upset by what a session brings up."""
    logo: Plain | None = None
    """A picture under content/images, such as images/logo.svg."""
    logo_alt: Plain | None = None
    """What the logo shows, for people who cannot see it; needed with a logo."""
    more: Annotated[tuple[LocalPlace, ...], Listed] = ()
    """Other marked places."""
    place: Any = field(default=None, init=False, compare=False, repr=False)

    def text_of(self, name: str) -> str | None:
        """Return what stands in a marked place: empty where nothing is filled in, None where there is no such place."""
        if name in LABELS:
            return getattr(self, name.replace("-", "_")) or ""
        return next((each.text for each in self.more if each.id == name), None)

    def label_of(self, name: str) -> str:
        """Return what a marked place is called."""
        return LABELS.get(name) or next((each.label for each in self.more if each.id == name), name)

    def names(self) -> tuple[str, ...]:
        """Return the names of all marked places."""
        return (*LABELS, *(each.id for each in self.more))


LABELS = {
    "council": N_("Council or organisation"),
    "safeguarding": N_("Safeguarding concern"),
    "advocacy": N_("Advocacy"),
    "brokerage": N_("Help with planning and finding support"),
    "direct-payment-policy": N_("Direct payment policy"),
    "support": N_("Support for you"),
}
"""The places that every course may mark, in the order in which they are listed."""
