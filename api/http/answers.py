"""The writing side of one answer."""

import asyncio

CONTINUE = b"HTTP/1.1 100 "


class WholeAnswer:
    """Stands for the transport while one request is answered, and holds the head back until the body's first bytes.

    ASGI asks servers to do so; uvicorn writes the head at once, which costs a second system call and packet for every answer.
    """

    __slots__ = ("_begun", "_head", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._head: bytes | None = None
        self._begun = False

    def write(self, data: bytes) -> None:
        """Hold the head; send it with what follows."""
        if self._begun:
            if self._head is None:
                self._transport.write(data)
            else:
                head, self._head = self._head, None
                self._transport.writelines((head, data))
        elif data.startswith(CONTINUE):
            self._transport.write(data)
        else:
            self._head, self._begun = data, True

    def release(self) -> None:
        """The answer is complete: a head without a body goes now."""
        if self._head is not None:
            head, self._head = self._head, None
            self._transport.write(head)

    def close(self) -> None:
        """Close behind what was written."""
        self.release()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether the transport is closing."""
        return self._transport.is_closing()
