"""What people know their devices by: "Chrome on Android", never the header that a browser sends.

A small fixed vocabulary: whoever looks at their own sign-ins wants to tell the phone from the desk, and nobody needs more. (The
header itself tells one person from another by their software, which is more than we want to keep.)
"""

from typing import Final

# The first that is in the header: those that call themselves by another's name too stand before it.
_PROGRAMS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Chromium", "Chrome"),
    ("Safari", "Safari"),
    ("Dart/", "An app"),
    ("okhttp", "An app"),
    ("CFNetwork", "An app"),
)
_SYSTEMS: Final = (
    ("Windows", "Windows"),
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("okhttp", "Android"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "Mac"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
# No browser's header is longer; what is, is not read through.
_LONGEST: Final = 1_000


def device_of(user_agent: str | None) -> str | None:
    """A device in a few words of ours, or None when its header says nothing that we know."""
    said = (user_agent or "")[:_LONGEST]
    program = next((word for sign, word in _PROGRAMS if sign in said), None)
    system = next((word for sign, word in _SYSTEMS if sign in said), None)
    if program is None or system is None:
        return program or system
    return f"{program} on {system}"
