"""A browser without a browser: it speaks Streamlit's websocket as an attacker would, and keeps every byte.

Streamlit's message classes are internal; the pinned version is the one they were read from.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

_TIMEOUT_S = 60


@dataclass
class Answer:
    """All messages of one run of the script."""

    raw: bytes = b""
    pages: dict[str, str] = field(default_factory=dict)  # address -> page_script_hash
    titles: list[str] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)  # key -> widget id
    views: dict[str, list[str]] = field(
        default_factory=dict
    )  # key in the URL -> what can be chosen
    downloads: dict[str, str] = field(default_factory=dict)  # key -> what it is asked for by

    def holds(self, text: str) -> bool:
        return text.encode() in self.raw


@contextmanager
def browser(server: str, token: str | None = None) -> Iterator[Browser]:
    """Open a session, with a cookie of ours or without; ``server``: its http address."""
    headers = {"Cookie": f"sesi={token}"} if token is not None else {}
    address = server.replace("http://", "ws://") + "/_stcore/stream"
    with connect(
        address,
        subprotocols=["streamlit"],
        additional_headers=headers,
        compression=None,
        max_size=None,
    ) as connection:
        yield Browser(connection, server)


class Browser:
    """One session: it sends what it likes and reads until the script has finished."""

    def __init__(self, connection: ClientConnection, server: str) -> None:
        self._connection, self._server = connection, server
        self.session = ""  # what the server calls this session

    def run(
        self,
        page: str = "",
        *,
        query: str = "",
        switches: Mapping[str, bool] | None = None,
        texts: Mapping[str, str] | None = None,
        pressed: Iterable[str] = (),
    ) -> Answer:
        """Ask for a page by its hash, with widget states by widget id, shown to us or not."""
        message = BackMsg()
        message.rerun_script.page_script_hash = page
        message.rerun_script.query_string = query
        states = message.rerun_script.widget_states.widgets
        for identity, value in (switches or {}).items():
            states.add(id=identity, bool_value=value)
        for identity, text in (texts or {}).items():
            states.add(id=identity, string_value=text)
        for identity in pressed:
            states.add(id=identity, trigger_value=True)
        self._connection.send(message.SerializeToString())
        return self._read()

    def download(self, file: str) -> bytes | None:
        """Press a download button: what the file holds; None when the server refused to make it."""
        message = BackMsg()
        message.backend_operation_request.request_id = "unduh"
        message.backend_operation_request.session_id = self.session
        message.backend_operation_request.deferred_file.file_id = file
        self._connection.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(self._connection.recv(timeout=_TIMEOUT_S))
            if told.WhichOneof("type") == "backend_operation_response":
                break
        url = told.backend_operation_response.deferred_file.url
        if not url:
            return None
        with urllib.request.urlopen(self._server + url, timeout=_TIMEOUT_S) as answer:
            return answer.read()

    def say(self, message: BackMsg, seconds: float = 1.0) -> bytes:
        """Send any message at all and keep whatever comes within a moment."""
        self._connection.send(message.SerializeToString())
        raw = b""
        with suppress(TimeoutError, ConnectionClosed):
            while True:
                raw += self._connection.recv(timeout=seconds)
        return raw

    def _read(self) -> Answer:
        answer = Answer()
        while True:
            raw = self._connection.recv(timeout=_TIMEOUT_S)
            answer.raw += raw
            message = ForwardMsg.FromString(raw)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                answer.pages |= {
                    page.url_pathname: page.page_script_hash
                    for page in message.navigation.app_pages
                }
            elif kind == "new_session":
                self.session = message.new_session.initialize.session_id
            elif kind == "delta":
                self._note(message.delta.new_element, answer)
            elif kind == "script_finished":
                return answer

    @staticmethod
    def _note(element, answer: Answer) -> None:
        if element.WhichOneof("type") == "heading" and element.heading.tag == "h1":
            answer.titles.append(element.heading.body)
        if element.WhichOneof("type") == "button_group":
            group = element.button_group
            answer.views[group.id.rsplit("-", 1)[-1]] = [each.content for each in group.options]
        if element.WhichOneof("type") == "download_button":
            button = element.download_button
            answer.downloads[button.id.rsplit("-", 1)[-1]] = button.deferred_file_id or button.url
        for kind in ("button", "checkbox", "selectbox", "text_input"):
            if element.WhichOneof("type") == kind:
                identity = getattr(element, kind).id
                answer.widgets[identity.rsplit("-", 1)[-1]] = identity
