"""What people know their devices by."""

import pytest

from api.domain.access.devices import device_of

_SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Safari/604.1"
_CHROME = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36"
_EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0 Safari/537.36 Edg/125.0"
_FIREFOX = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:126.0) Gecko/20100101 Firefox/126.0"


@pytest.mark.parametrize(
    ("header", "device"),
    [
        (_SAFARI, "Safari on iPhone"),
        (_CHROME, "Chrome on Android"),
        (_EDGE, "Edge on Windows"),
        (_FIREFOX, "Firefox on Mac"),
        ("okhttp/4.12.0", "An app on Android"),
        ("Mozilla/5.0 (X11; Linux x86_64) something new", "Linux"),
        ("<script>alert(1)</script>", None),
        ("x" * 100_000 + "Firefox", None),
        ("", None),
        (None, None),
    ],
)
def test_a_device_is_called_in_words_of_ours_never_by_its_header(header: str | None, device: str | None) -> None:
    assert device_of(header) == device
