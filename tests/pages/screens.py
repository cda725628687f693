"""A page as AppTest runs it inside the real frame, and what of it a person gets to read.

``everything`` is all that leaves the server, seen or not: it is what must never hold a name.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from stunting import access, accounts, menu

FRAME = Path(menu.__file__).with_name("frame.py")
# Words that no Indonesian text holds; those both languages share (data, status, total…) are left out.
ENGLISH = re.compile(
    r"\b(the|and|of|for|with|no(?!\.)|not|none|nan|nat|null|true|false|undefined|error|warning|loading|please"
    r"|select|choose|search|upload|download|drag|drop|files?|limit|press|enter|show|hide|rows?|columns?"
    r"|values?|page|back|next|week|month|year|high|low|higher|lower|click|copy|link|view|fullscreen"
    r"|january|february|march|may|june|july|august|october|december|monday|sunday)\b",
    re.IGNORECASE,
)
# Placeholders of Plotly and Streamlit, and HTML.
_NOT_WORDS = re.compile(r"%\{[^}]*\}|</?[a-z]+/?>|:material/\w+:|:orange-badge")
_PLOTLY_TEXT = ("text", "ticktext", "name", "hovertemplate", "customdata", "labels")


def open_page(file: str, **choices: str) -> AppTest:
    """Open a page (``rapat/peta.py``) as a link with these choices does; asserts that nothing failed."""
    at = AppTest.from_file(str(FRAME), default_timeout=60)
    for key, value in choices.items():
        at.query_params[key] = value
    if file != menu.RAPAT[0].file:
        at.switch_page(os.path.relpath(menu.FOLDER / file, FRAME.parent))
    at.run()
    sound(at)
    return at


def sound(at: AppTest) -> None:
    """No exception, no error page; one heading, which is a sentence without holes."""
    assert not at.exception, at.exception[0].value
    assert not at.error, at.error[0].value
    assert len(at.title) == 1
    assert re.fullmatch(r"[A-Z0-9].*\.", heading(at)), heading(at)
    assert not re.search(r"\b(nan|None|NaT|<NA>)\b|\(t\.a\.", heading(at)), heading(at)


def sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on an operator's browser asks."""
    token = accounts.open_session(accounts.add("siti.operator", "kata sandi yang panjang"))
    monkeypatch.setattr(access, "token", lambda: token)


def heading(at: AppTest) -> str:
    """The heading as it is read: without the backslashes that keep it from being Markdown."""
    return re.sub(r"\\(.)", r"\1", at.title[0].value).replace("\u00a0", " ")


def behind(at: AppTest) -> dict[str, str]:
    """The clauses of the heading whose figures can be opened, as they are read, with those figures."""
    found = (re.fullmatch(r"(?s)\*(.+?)\*  \n(.+)", each.value) for each in at.markdown)
    plain = (
        [re.sub(r"\\(.)", r"\1", part).replace("\u00a0", " ") for part in each.groups()]
        for each in found
        if each
    )
    return {clause: figures for clause, figures in plain}


def written(at: AppTest) -> str:
    """All Markdown of the screen, as it is read."""
    lines = "\n".join(each.value for each in at.markdown)
    return re.sub(r"\\(.)", r"\1", lines).replace("\u00a0", " ")


def table(at: AppTest, number: int = -1) -> pd.DataFrame:
    """The rows of a table of the page, by default of the last one."""
    rows = at.dataframe[number].value
    packed = rows.select_dtypes("category").columns  # a long list is sent with each word once
    return rows.astype(dict.fromkeys(packed, "str"))


def spec(at: AppTest, key: str) -> dict:
    """The Plotly figure with this key."""
    return json.loads(chart(at, key).spec)


def chart(at: AppTest, key: str):
    """The message that carries the chart with this key."""
    return next(each.proto for each in at.get("plotly_chart") if each.proto.id.endswith(f"-{key}"))


def features(at: AppTest, number: int = 0) -> list[dict]:
    """What the map knows of each kecamatan."""
    deck = json.loads(at.get("deck_gl_json_chart")[number].proto.json)
    layer = next(each for each in deck["layers"] if each["id"].startswith("kecamatan"))
    return [each["properties"] for each in layer["data"]["features"]]


def everything(at: AppTest) -> str:
    """All strings of all messages of the screen, also those nobody sees."""
    return "\n".join(text for node in at._tree for text in _strings(getattr(node, "proto", None)))


def _strings(proto) -> Iterator[str]:
    if proto is None or not hasattr(proto, "ListFields"):
        return
    for field, value in proto.ListFields():
        several = value if _repeated(value) else [value]
        for each in several:
            if isinstance(each, str):
                yield each
            elif isinstance(each, bytes):
                yield each.decode("utf-8", errors="ignore")
            elif field.message_type is not None and hasattr(each, "ListFields"):
                yield from _strings(each)


def _repeated(value: object) -> bool:
    return not isinstance(value, (str, bytes)) and hasattr(value, "__len__")


def readable(at: AppTest) -> list[str]:
    """What a person reads or a screen reader says on this screen."""
    found: list[str] = []
    for node in at._tree:
        proto = getattr(node, "proto", None)
        if proto is None:  # the tree itself
            continue
        if node.type == "plotly_chart":
            found += [proto.alt, *_texts(json.loads(proto.spec), _PLOTLY_TEXT)]
        elif node.type == "deck_gl_json_chart":
            deck = json.loads(proto.json)
            found += [proto.alt, *_texts(deck["layers"], ("nama", "angka", "banding", "teks"))]
        elif node.type == "html":
            found.append(re.sub(r"(?s)<(style|script).*?</\1>|<[^>]+>", " ", proto.body))
        elif node.type in ("dataframe", "arrow_data_frame"):
            found += [proto.alt, *map(str, node.value.columns)]
            cells = node.value.astype(object).to_numpy().ravel()
            found += [cell for cell in cells if isinstance(cell, str)]
        else:
            for name in ("body", "label", "help", "placeholder"):
                value = getattr(proto, name, "")
                found += [value] if isinstance(value, str) else []
            found += [each for each in getattr(node, "options", []) if isinstance(each, str)]
    return [text for text in found if text]


def _texts(part: object, keys: tuple[str, ...]) -> Iterator[str]:
    """Strings under these keys anywhere below."""
    if isinstance(part, list):
        for each in part:
            yield from _texts(each, keys)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in keys:
                values = value if isinstance(value, list) else [value]
                yield from (each for each in values if isinstance(each, str))
            yield from _texts(value, keys)


def english(texts: list[str]) -> list[str]:
    """The texts that hold an English word."""
    return [text for text in texts if ENGLISH.search(_NOT_WORDS.sub(" ", text))]
