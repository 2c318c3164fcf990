"""A visitor's session without a browser, which does what the browser would do by itself.

It asks for what a page draws anew now and then, and fetches the photos of the cards.
"""

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self

import httpx
from google.protobuf.message import Message
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from visitor import ANSWER_S, Visitor, _token

WIDGET = "$$ID-"
FOLLOW_S = 0.75  # how often a browser asks which menu there is
WHOLE = ""  # stands for the page where a part of it could


@dataclass
class Answer:
    """What the app answered, as far as a visitor acts on it."""

    whole: bool = False  # the page was drawn anew, not a part of it
    bytes: int = 0
    cards: list[dict[str, Any]] = field(default_factory=list)
    widgets: dict[str, str] = field(default_factory=dict)  # ids by their keys
    told: list[str] = field(default_factory=list)  # notices that are no errors
    wrong: list[str] = field(default_factory=list)  # what a person would see go wrong
    drawn: str = ""  # the revision of the menu that the page is drawn from
    watch: str = ""  # the id of what says that it is another
    looks: dict[str, float] = field(default_factory=dict)  # parts drawn anew by themselves, seconds
    page: str = ""  # what the app calls the page that it drew
    address: str | None = None  # the page's parameters, where the app changed them

    @classmethod
    def of(cls, messages: Iterable[ForwardMsg]) -> Self:
        """Read the messages of one answer."""
        found = cls()
        for message in messages:
            found._take(message)
        return found

    def _take(self, message: ForwardMsg) -> None:
        self.bytes += message.ByteSize()
        match message.WhichOneof("type"):
            case "delta" if message.delta.HasField("new_element"):
                self._take_element(message.delta.new_element)
            case "auto_rerun":
                self.looks[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            case "navigation":
                self.page = message.navigation.page_script_hash
            case "page_info_changed":
                self.address = message.page_info_changed.query_string
            case "script_finished":
                self._take_end(message.script_finished)
            case "new_session":  # what was drawn for a run that was broken off is not seen
                self.looks.clear()

    def _take_end(self, status: int) -> None:
        self.whole |= status == ForwardMsg.FINISHED_SUCCESSFULLY
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            self.wrong.append("the page could not be compiled")

    def _take_element(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind is None:
            return
        one = getattr(element, kind)
        if kind == "exception":
            self.wrong.append(f"{one.type}: {one.message}")
        elif kind == "alert":
            (self.wrong if one.format == Alert.ERROR else self.told).append(one.body)
        elif kind == "bidi_component":
            told = _told(one)
            self.cards += told.get("cards", [])
            if "drawn" in told:
                self.drawn, self.watch = told["drawn"], one.id
        if str(getattr(one, "id", "")).startswith(WIDGET):
            self.widgets[one.id.split("-", 2)[2]] = one.id


def _told(component: Message) -> dict[str, Any]:
    written = getattr(component, "json", "") or component.mixed.json
    read = json.loads(written) if written else None
    return read if isinstance(read, dict) else {}


class Session(Visitor):
    """One visitor's session: what is asked and answered, and the photos that are fetched."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._photos = httpx.Client(base_url=address, timeout=ANSWER_S)
        self._seen: set[str] = set()  # photos that the browser keeps
        self._page, self._address = "", ""
        self._every: dict[str, float] = {}  # seconds, by the part of the page
        self._due: dict[str, float] = {}
        self._drawn = self._watch = ""

    def __exit__(self, *error: object) -> None:
        self._photos.close()
        super().__exit__(*error)

    def ask(self, page: str = "", query: str = "", *states: WidgetState) -> Answer:
        """Ask for a page, with what was done to its widgets, and return its answer."""
        self._address = query
        message = _rerun(query, states)
        message.rerun_script.page_name = page
        return self._asked(message)

    def press(self, answer: Answer, key: str) -> Answer:
        """Press a button of the page that is open."""
        return self._asked(self._again(WidgetState(id=answer.widgets[key], trigger_value=True)))

    def look(self, seconds: float) -> str | None:
        """Wait, and return the part of the page that wants to be drawn anew by then, if one does.

        Args:
            seconds: how long at most.
        """
        end = time.monotonic() + seconds
        while self._drawn and time.monotonic() + FOLLOW_S < end:
            time.sleep(FOLLOW_S)
            if self._fetched("/revision").text != self._drawn:
                return WHOLE
        return self._look(max(0.0, end - time.monotonic()))

    def _look(self, seconds: float) -> str | None:
        part = min(self._due, key=self._due.__getitem__, default=None)
        end = time.monotonic() + seconds
        if part is None or self._due[part] > end:
            time.sleep(seconds)
            return None
        time.sleep(max(0.0, self._due[part] - time.monotonic()))
        return part

    def draw(self, part: str) -> Answer:
        """Ask for a part of the page that wants to be drawn anew; the whole page may come."""
        message = self._again()
        if part == WHOLE:
            return self._asked(self._again(self._menu_changed()))
        message.rerun_script.fragment_id = part
        message.rerun_script.is_auto_rerun = True
        answer = self._asked(message)
        if not answer.whole:
            self._due[part] = time.monotonic() + self._every[part]
        return answer

    def _menu_changed(self) -> WidgetState:
        """Return what the page's own script says once the menu is another."""
        told = json.dumps([{"event": "changed", "value": self._drawn}])
        events = f"$$STREAMLIT_INTERNAL_KEY_{self._watch}__events"
        return WidgetState(id=events, json_trigger_value=told)

    def _again(self, *states: WidgetState) -> BackMsg:
        """Return what asks for the page that is open."""
        message = _rerun(self._address, states)
        message.rerun_script.page_script_hash = self._page
        return message

    def _asked(self, message: BackMsg) -> Answer:
        self.tell(message)
        answer = Answer.of(self._answers())
        self._page = answer.page or self._page
        if answer.address is not None:
            self._address = answer.address
        if answer.whole:
            self._drawn, self._watch = answer.drawn, answer.watch
            self._every = answer.looks
            self._due = {one: time.monotonic() + every for one, every in answer.looks.items()}
        return answer

    def _fetched(self, path: str) -> httpx.Response:
        """Fetch as browsers do: anew where the server had just ended an idle connection."""
        try:
            return self._photos.get(path)
        except (httpx.ReadError, httpx.RemoteProtocolError):
            return self._photos.get(path)

    def photos(self, answer: Answer) -> Iterator[httpx.Response]:
        """Fetch the photos of the cards that were not fetched before."""
        for card in answer.cards:
            if card["photo"] not in self._seen:
                self._seen.add(card["photo"])
                yield self._fetched(f"/{card['photo']}")

    def hand_in(self, name: str, content: bytes, widget: str) -> WidgetState:
        """Hand a file in and return what its widget shows then."""
        token = _token(self._photos)
        target = f"/_stcore/upload_file/{self.session}/{name}"
        self._photos.put(target, files={"f": (name, content)}, headers={"X-Xsrftoken": token})
        state = WidgetState(id=widget)
        state.file_uploader_state_value.uploaded_file_info.add(
            name=name, size=len(content), file_id=name
        )
        return state


def _rerun(query: str, states: Iterable[WidgetState]) -> BackMsg:
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.widget_states.widgets.extend(states)
    return message
