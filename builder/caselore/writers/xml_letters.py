"""Which characters an XML file can hold, and what stands in the place of the others."""

from __future__ import annotations

import re

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML file can hold."""


def xml_text(text: str) -> str:
    """Put a replacement character in the place of each that XML cannot hold."""
    return NOT_XML.sub("\ufffd", text)
