"""Answer: what another site said when it was asked whether an address still leads somewhere."""

from caselore.frozen import frozen


@frozen
class Answer:
    """What came of asking for one address."""

    status: int = 0
    """The status of HTTP, such as 200 or 404; 0 where there was none."""
    problem: str = ""
    """Why there was none, in a few words."""
    moved_to: str = ""
    """Where the address has moved to for good."""
    has_https: bool = False
    """For an http: address: whether the same address answers under https."""
