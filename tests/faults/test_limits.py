"""What is too large, malformed or ambiguous is refused as a problem, early, and the server is as well as before."""

import contextlib
import json
import random
import time
import uuid
from collections.abc import Iterator

import pytest

from tests.proof.slow_sockets import MEGABYTE, Server, bodies, chunk, read_all, running

HEAD = b"POST /echo HTTP/1.1\r\nHost: x\r\n"
SECOND = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running(header_seconds=0.5, body_seconds=0.5, linger_seconds=0.3, keep_alive_seconds=1) as small:
        yield small


@pytest.fixture(autouse=True)
def _stays_well(server: Server) -> Iterator[None]:
    before = server.asks()
    yield
    assert server.asks()["pid"] == before["pid"]


def refused(answer: bytes, status: int, code: str) -> None:
    """Exactly one answer, complete, and a problem."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert lines[0].startswith(f"HTTP/1.1 {status} "), answer[:300]
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close"
    assert "date" in headers
    assert int(headers["content-length"]) == len(body)
    problem = json.loads(body)
    assert problem["type"] == f"/problems/{code}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == f"urn:uuid:{headers['request-id']}"
    assert uuid.UUID(headers["request-id"]).version == 7


def pour(server: Server, first: bytes, piece: bytes, total: int) -> int:
    """Send until everything is sent or the server has had enough. Answers the bytes sent."""
    sent = 0
    with server.connect() as client, contextlib.suppress(ConnectionError):
        client.sendall(first)
        while sent < total:
            client.sendall(piece)
            sent += len(piece)
    return sent


def test_a_header_of_70_kilobytes_is_refused(server: Server) -> None:
    refused(server.exchange(b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 70_000 + b"\r\n\r\n"), 431, "header-too-large")


def test_a_header_of_60_kilobytes_is_taken(server: Server) -> None:
    answer = server.exchange(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nA: " + b"a" * 60_000 + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_a_header_that_does_not_end_is_refused_before_it_does(server: Server) -> None:
    refused(server.exchange(b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"a" * 90_000), 431, "header-too-large")


def test_a_hundred_and_one_header_fields_are_refused(server: Server) -> None:
    refused(server.exchange(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"a: b\r\n" * 100 + b"\r\n"), 431, "header-too-large")


def test_an_address_of_nine_kilobytes_is_refused(server: Server) -> None:
    refused(server.exchange(b"GET /?q=" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"), 431, "header-too-large")


@pytest.mark.parametrize(
    ("first", "piece"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: ", b"a" * MEGABYTE),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b"Abcdef: ghijkl\r\n" * 65_536),
        (b"GET /", b"a" * MEGABYTE),
        (HEAD + b"Content-Length: 314572800\r\n\r\n", b"a" * MEGABYTE),
        (HEAD + CHUNKED + b"\r\n", chunk(b"a" * MEGABYTE)),
        (HEAD + CHUNKED + b"\r\n", chunk(b"a") * 100_000),
        (HEAD + CHUNKED + b"\r\n1;x=", b"a" * MEGABYTE),
        (HEAD + CHUNKED + b"\r\n0\r\nA: ", b"a" * MEGABYTE),
        (HEAD + CHUNKED + b"\r\n0\r\n", b"Abcdef: ghijkl\r\n" * 65_536),
    ],
    ids=["field", "fields", "address", "length", "chunks", "tiny chunks", "chunk extension", "trailer", "trailers"],
)
def test_three_hundred_megabytes_are_cut_early_and_cost_no_memory(server: Server, first: bytes, piece: bytes) -> None:
    memory = server.memory()
    sent = pour(server, first, piece, 300 * MEGABYTE)
    # The kernel's buffers on both sides and what is read on after the refusal; never the whole.
    assert sent < 40 * MEGABYTE
    assert server.memory() - memory < 20 * MEGABYTE


def test_a_body_announced_as_too_large_is_refused_before_it_is_sent(server: Server) -> None:
    refused(server.exchange(HEAD + b"Content-Length: 1048577\r\n\r\n"), 413, "too-large")


def test_a_client_that_waits_for_100_continue_is_told_413_instead(server: Server) -> None:
    refused(server.exchange(HEAD + b"Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n"), 413, "too-large")


def test_a_client_that_sends_two_megabytes_all_the_same_reads_the_413(server: Server) -> None:
    refused(server.exchange(HEAD + b"Content-Length: 2097152\r\n\r\n", b"a" * 2 * MEGABYTE), 413, "too-large")


def test_a_chunked_body_is_refused_once_it_passes_a_megabyte_and_never_handed_on_as_whole(server: Server) -> None:
    chunks = chunk(b"a" * 65_536) * 17
    refused(server.exchange(HEAD.replace(b"/echo", b"/chunked"), CHUNKED + b"\r\n", chunks), 413, "too-large")
    assert "/chunked" in server.asks()["abandoned"]


@pytest.mark.parametrize(("path", "limit"), [(b"/echo", 1), (b"/v1/batch", 8), (b"/v1/batch?dry=true", 8)])
@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not(
    server: Server, path: bytes, limit: int, *, chunked: bool
) -> None:
    for more in (0, 1):
        size = limit * MEGABYTE + more
        framing = CHUNKED if chunked else b"Content-Length: %d\r\n" % size
        body = b"".join(chunk(b"a" * 65_536) for _ in range(limit * 16)) + (chunk(b"a") if more else b"") + b"0\r\n\r\n"
        head = b"POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%s\r\n" % (path, framing)
        answer = server.exchange(head, body if chunked else b"a" * size)
        if more:
            refused(answer, 413, "too-large")
        else:
            assert bodies(answer)[0]["size"] == size


SMUGGLING = {
    "length and coding": b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "coding and length": b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: 36\r\n\r\n",
    "two equal lengths": b"Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
    "list of lengths": b"Content-Length: 0, 0\r\n\r\n",
    "signed length": b"Content-Length: +0\r\n\r\n",
    "hexadecimal length": b"Content-Length: 0x0\r\n\r\n",
    "length past 64 bits": b"Content-Length: 18446744073709551616\r\n\r\n",
    "empty length": b"Content-Length:\r\n\r\n",
    "two codings": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "coding twice": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked not last": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "another coding first": b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "unknown coding": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "empty coding": b"Transfer-Encoding:\r\n\r\n0\r\n\r\n",
    "space before the colon": b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "folded coding": b"Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "folded field": b"A: b\r\n c\r\n\r\n",
    "tab in the coding": b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    "bare line feed": b"A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bare carriage return": b"A: b\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "NUL in a field": b"A: b\x00\r\n\r\n",
    "field without a name": b": b\r\n\r\n",
    "second Host": b"Host: y\r\n\r\n",
}


@pytest.mark.parametrize("case", SMUGGLING)
def test_a_request_that_two_servers_could_read_differently_is_refused_and_nothing_after_it_is_read(
    server: Server, case: str
) -> None:
    refused(server.exchange(HEAD + SMUGGLING[case] + SECOND), 400, "malformed")


BROKEN = {
    "no Host": b"GET / HTTP/1.1\r\n\r\n",
    "chunked in HTTP/1.0": b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "HTTP/2.0": b"GET / HTTP/2.0\r\nHost: x\r\n\r\n",
    "preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": bytes.fromhex("16030100a5010000a10303") + bytes(150),
    "NUL in the path": b"GET /a\x00b HTTP/1.1\r\nHost: x\r\n\r\n",
    "raw bytes in the path": b"GET /caf\xe9 HTTP/1.1\r\nHost: x\r\n\r\n",
    "unknown method": b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n",
    "tunnel": b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    "no path": b"GET http://x HTTP/1.1\r\nHost: x\r\n\r\n",
    "zeros": bytes(5000),
    "line feeds only": b"GET / HTTP/1.1\nHost: x\n\n",
    "bad chunk size": HEAD + CHUNKED + b"\r\nzz\r\nabc\r\n",
    "chunk longer than it says": HEAD + CHUNKED + b"\r\n1\r\nabcdef\r\n0\r\n\r\n",
    "length among the trailers": HEAD + CHUNKED + b"\r\n1\r\na\r\n0\r\nContent-Length: 5\r\n\r\n",
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_not_http_1_is_refused_as_a_problem(server: Server, case: str) -> None:
    refused(server.exchange(BROKEN[case] + SECOND), 400, "malformed")


def test_four_hundred_spoilt_requests_are_each_answered_or_cut(server: Server) -> None:
    chance = random.Random(20)
    whole = HEAD + CHUNKED + b"Connection: close\r\nUpgrade: h2c\r\n\r\n3\r\nabc\r\n0\r\nA: b\r\n\r\n"
    for _ in range(400):
        spoilt = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        with server.connect() as client:
            client.sendall(spoilt)
            client.shutdown(1)  # no more comes, so that none waits for its deadline
            try:
                answer = client.recv(65_536)
            except ConnectionError:
                continue
            assert answer[:13] in {b"", b"HTTP/1.1 200 ", b"HTTP/1.1 400 "}, bytes(spoilt)


@pytest.mark.parametrize(("sent", "seen"), [("/a%0Ab", "/a\nb"), ("/a%00b", "/a\x00b"), ("/%ff", "/\ufffd"), ("/%", "/%")])
def test_an_escaped_path_reaches_the_application_as_it_is(server: Server, sent: str, seen: str) -> None:
    assert server.asks(sent)["path"] == seen


@pytest.mark.parametrize("framing", ["length", "chunked"])
def test_an_offer_to_upgrade_is_passed_over_and_the_body_stays_a_body(server: Server, framing: str) -> None:
    head = HEAD + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n"
    sent = {
        "length": [head, b"Content-Length: %d\r\n\r\n" % len(SECOND), SECOND],
        "chunked": [head, CHUNKED, b"\r\n", chunk(SECOND), b"0\r\n\r\n"],
    }[framing]
    last = b"GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    first, second = bodies(server.exchange(*sent, last))
    assert (first["path"], first["size"], second["path"]) == ("/echo", len(SECOND), "/last")


def test_a_trailer_does_not_become_a_header(server: Server) -> None:
    sent = HEAD + CHUNKED + b"Connection: close\r\n\r\n1\r\na\r\n", b"0\r\nAuthorization: Bearer a\r\n\r\n"
    assert bodies(server.exchange(*sent))[0]["headers"] == ["host", "transfer-encoding", "connection"]


def test_100_continue_is_sent_when_the_application_wants_the_body(server: Server) -> None:
    with server.connect() as client:
        client.sendall(HEAD + b"Content-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"abc")
        assert client.recv(100).startswith(b"HTTP/1.1 200 ")


def test_fifty_requests_go_over_one_connection(server: Server) -> None:
    with server.connect() as client:
        for number in range(50):
            client.sendall(f"GET /{number} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            answer = b""
            while not answer.endswith(b"}"):
                answer += client.recv(65_536)
            assert bodies(answer)[0]["path"] == f"/{number}"


def test_pipelined_requests_are_answered_in_order(server: Server) -> None:
    paths = ["/wait", *(f"/{number}" for number in range(20)), "/last"]
    requests = "".join(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n" for path in paths)
    answers = bodies(server.exchange(requests.removesuffix("\r\n").encode() + b"Connection: close\r\n\r\n"))
    assert [answer["path"] for answer in answers] == paths


def test_of_a_thousand_pipelined_requests_the_first_are_answered_and_the_last_of_them_says_close(server: Server) -> None:
    memory = server.memory()
    answer = server.exchange(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n" + b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 1000)
    assert len(bodies(answer)) == 33
    assert answer.count(b"connection: close") == 1
    assert b"connection: close" in answer[answer.rindex(b"HTTP/1.1 ") :]
    assert server.memory() - memory < 20 * MEGABYTE


def test_a_malformed_request_is_refused_after_the_answers_before_it(server: Server) -> None:
    answer = server.exchange(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\nGET /next HTTP/1.1\r\nHost: x\r\n\r\nnonsense\r\n\r\n")
    last = answer.rindex(b"HTTP/1.1 400 ")
    assert [found["path"] for found in bodies(answer[:last])] == ["/wait", "/next"]
    refused(answer[last:], 400, "malformed")


def test_a_pipelined_body_that_grows_too_large_is_refused_after_the_answer_before_it(server: Server) -> None:
    growing = HEAD.replace(b"/echo", b"/growing") + CHUNKED + b"\r\n" + chunk(b"a" * 65_536) * 17
    answer = server.exchange(b"GET /wait HTTP/1.1\r\nHost: x\r\n\r\n" + growing)
    last = answer.rindex(b"HTTP/1.1 413 ")
    assert [found["path"] for found in bodies(answer[:last])] == ["/wait"]
    refused(answer[last:], 413, "too-large")


def test_a_body_that_follows_its_early_answer_does_not_disturb_the_next_request(server: Server) -> None:
    with server.connect() as client:
        client.sendall(HEAD.replace(b"/echo", b"/early") + b"Content-Length: 6\r\n\r\nabc")
        answer = b""
        while not answer.endswith(b"}"):
            answer += client.recv(65_536)
        time.sleep(0.1)
        client.sendall(b"defGET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert bodies(read_all(client))[0]["path"] == "/next"
