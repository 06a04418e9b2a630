"""A browser without scripts: it reads pages, fills in their forms and presses their buttons."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

from starlette.testclient import TestClient

from bot.web.faces import cookie, face_of, token

Attributes = list[tuple[str, str | None]]


@dataclass(kw_only=True)
class Button:
    name: str
    value: str
    action: str
    label: str = ""


@dataclass(kw_only=True)
class Form:
    action: str
    dialog: bool = False
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    radios: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """The forms and the words of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self._button: Button | None = None
        self._area: str | None = None
        self._select, self._chosen = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(action=at.get("action", ""), dialog=at.get("method") == "dialog"))
        elif tag == "button" and at.get("type") != "button":
            action = at.get("formaction", self.forms[-1].action)
            self._button = Button(name=at.get("name", ""), value=at.get("value", ""), action=action)
            self.forms[-1].buttons.append(self._button)
        elif tag == "textarea":
            self._area = at["name"]
            self.forms[-1].fields.append((at["name"], ""))
        elif tag in {"select", "option"}:
            self._choice(tag, at)
        elif tag == "input":
            self._input(at)

    def _input(self, at: dict[str, str]) -> None:
        if at.get("type") == "radio":
            self.forms[-1].radios.add(at["name"])
        if at.get("type") not in {"radio", "checkbox"} or "checked" in at:
            self.forms[-1].fields.append((at["name"], at.get("value", "")))

    def _choice(self, tag: str, at: dict[str, str]) -> None:
        """What stands chosen in a list: the option that is marked, else the first."""
        if tag == "select":
            self._select = at["name"]
            self.forms[-1].fields.append((self._select, ""))
        elif self._select and ("selected" in at or not self._chosen):
            self._chosen = True
            self.forms[-1].fields[-1] = (self._select, at.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "button":
            self._button = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select, self._chosen = "", False

    def handle_data(self, data: str) -> None:
        if self._button:
            self._button.label += data.strip()
        if self._area:
            self.forms[-1].fields[-1] = (self._area, data)
        self.words.append(data)


@lru_cache(maxsize=4)
def read(html: str) -> Reader:
    """A page that is looked at again and again is read once."""
    return Reader(html)


@dataclass
class Browser:
    """`status` and `html` are those of the page before one's eyes, `address` where it is."""

    client: TestClient
    address: str = ""
    status: int = 0
    html: str = ""

    def go(self, address: str) -> str:
        """Open a page; its words."""
        self._look(self.client.get(address), address)
        return self.text

    def press(self, label: str, *, nth: int = 0, picks: Iterable[str] = (), **typed: str) -> str:
        """Fill in and send the form that has this button; the words of the page that follows."""
        form, button = self.button(label, nth)
        return self._send(button.action, self.filled(form, button, picks, typed), {})

    def post(self, address: str, fields: list[tuple[str, str]]) -> str:
        """Send fields as a page of this session would, wherever they were read; the words of the page that follows."""
        return self._send(address, [field for field in fields if field[0] != "csrf"], self.proof(address))

    def proof(self, address: str) -> dict[str, str]:
        """The header that says that a request is made by a page of this session, for requests that no form makes."""
        return {"x-csrf": token(self.held(face_of(address)))}

    def held(self, face: str) -> str:
        """The cookie of the chat or of the desk; empty without one."""
        return str(self.client.cookies.get(cookie(face, str(self.client.base_url)), ""))

    def filled(self, form: Form, button: Button, picks: Iterable[str] = (), typed: dict[str, str] | None = None) -> list[tuple[str, str]]:
        words = typed or {}
        fields = [(name, words.get(name, value)) for name, value in form.fields]
        fields += [(name, words[name]) for name in sorted(form.radios & words.keys() - dict(form.fields).keys())]
        return [*fields, *(("picks", pick) for pick in picks), *([(button.name, button.value)] if button.name else [])]

    def stands(self, label: str) -> dict[str, str]:
        """What stands in the form that has this button, by field."""
        return {name: said for name, said in self.filled(*self.button(label)) if name != "csrf"}

    def button(self, label: str, nth: int = 0) -> tuple[Form, Button]:
        found = [(form, one) for form in read(self.html).forms for one in form.buttons if one.label == label]
        assert found, f"There is no button “{label}” but {self.labels}"
        return found[nth]

    @property
    def labels(self) -> list[str]:
        return [button.label for form in read(self.html).forms for button in form.buttons]

    @property
    def text(self) -> str:
        return " ".join(" ".join(read(self.html).words).split())

    def _send(self, address: str, fields: list[tuple[str, str]], headers: dict[str, str]) -> str:
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        self._look(self.client.post(address, data=data, headers=headers), address)
        return self.text

    def _look(self, answer: object, address: str) -> None:
        self.address = address
        while True:
            self.status, self.html = answer.status_code, answer.text  # type: ignore[attr-defined]
            if self.status != 303:
                return
            where = urlsplit(answer.headers["location"])  # type: ignore[attr-defined]
            self.address = where.path
            answer = self.client.get(where._replace(scheme="", netloc="", fragment="").geturl())
