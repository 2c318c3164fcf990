"""A visitor of the running app who speaks its protocol, without a browser and its manners."""

import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from typing import Self
from urllib.parse import urlsplit

import httpx
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

ANSWER_S = 60.0  # the machine may be busy


def strings(message: Message) -> Iterator[tuple[str, str, str]]:
    """Yield every text of a message: the message's kind, the field, the text."""
    for field, value in message.ListFields():
        kind = message.DESCRIPTOR.name
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from strings(one)
            elif isinstance(one, str):
                yield kind, field.name, one


def _goes_on(message: ForwardMsg) -> bool:
    return bool(message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN)


class Page:
    """What the app answered: every text of it, and its widgets by their keys."""

    def __init__(self, messages: Iterable[ForwardMsg]) -> None:
        self.raw = b"".join(message.SerializeToString() for message in messages)
        found = [text for message in messages for text in strings(message)]
        self.text = "\n".join(text for _, _, text in found)
        ids = {text for _, field, text in found if field == "id" and text.startswith("$$ID-")}
        self.widgets = {one.split("-", 2)[2]: one for one in ids}


class Visitor:
    """One session."""

    def __init__(self, address: str, *, origin: str | None = None) -> None:
        stream = f"ws://{urlsplit(address).netloc}/_stcore/stream"
        self._socket = connect(
            stream, subprotocols=["streamlit"], origin=origin or address, max_size=None
        )
        self.session = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def open(self, page: str = "", query: str = "", *states: WidgetState) -> Page:
        """Ask for a page, with what the widgets are said to show, and return it once it is drawn."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        message.rerun_script.widget_states.widgets.extend(states)
        return self.send(message)

    def send(self, message: BackMsg) -> Page:
        self._socket.send(message.SerializeToString())
        return Page(list(self._answers()))

    def tell(self, message: BackMsg) -> None:
        """Send what is not answered."""
        self._socket.send(message.SerializeToString())

    def _answers(self) -> Iterator[ForwardMsg]:
        limit = time.monotonic() + ANSWER_S
        while True:
            received = self._socket.recv(timeout=limit - time.monotonic())
            assert isinstance(received, bytes)
            message = ForwardMsg.FromString(received)
            if message.HasField("new_session"):
                self.session = message.new_session.initialize.session_id or self.session
            yield message
            if message.WhichOneof("type") == "script_finished" and not _goes_on(message):
                return

    def sign_in(self, name: str, password: str, page: str = "staff") -> Page:
        form = self.open(page).widgets
        return self.open(
            page,
            "",
            WidgetState(id=form["name"], string_value=name),
            WidgetState(id=form["password"], string_value=password),
            WidgetState(id=form["sign_in_now"], trigger_value=True),
        )


def upload(address: str, session: str, content: bytes, *, with_token: bool = True) -> int:
    """Put a file under a session and return the answer's status; without the token of its site."""
    with httpx.Client(base_url=address) as client:
        headers = {"X-Xsrftoken": _token(client)} if with_token else {}
        path, files = f"/_stcore/upload_file/{session}/x", {"f": ("a.jpg", content)}
        return client.put(path, files=files, headers=headers).status_code


def announce(address: str, session: str, length: int) -> int:
    """Say that a file of so many bytes follows, and return the status of the answer to that."""
    with httpx.Client(base_url=address) as client:
        token = _token(client)
        cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    connection = HTTPConnection(urlsplit(address).netloc, timeout=ANSWER_S)
    connection.putrequest("PUT", f"/_stcore/upload_file/{session}/x")
    for name, value in {"Content-Length": length, "X-Xsrftoken": token, "Cookie": cookies}.items():
        connection.putheader(name, str(value))
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def _token(client: httpx.Client) -> str:
    client.get("/_stcore/health")
    return next((value for name, value in client.cookies.items() if "xsrf" in name), "")
