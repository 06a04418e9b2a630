"""One HTML page of every message of every flow, the languages side by side, as a person sees it: to print and to proof-read."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from bot.dialogue import phrases
from bot.dialogue.drawn import DRAWN
from bot.dialogue.flow import HIGHEST, STRONGEST, Flow, Kind, Part, Step
from bot.kit.messages import Message, Use, in_language, placed
from bot.kit.reading_ease import lix
from bot.kit.wording import pool
from bot.texts import LANGUAGES, SOURCE, Texts

STYLE = Path(__file__).with_name("preview.css")
_VALUE = re.compile(r"\{\w+\}")
_TYPED = frozenset({Kind.TEXT, Kind.LINES, Kind.DATE, Kind.TIME, Kind.NUMBER})


def page(flows: Mapping[str, Flow], languages: Mapping[str, Texts]) -> str:
    """The page, complete in itself; the source language stands first. The flows stand in the order in which they come."""
    ordered = {SOURCE: languages[SOURCE], **languages}
    body = [
        "<h1>Samvej</h1>",
        '<p class="faint">Every message of every flow. A <span class="value">{value}</span> is put in while talking.</p>',
        _contents(flows.values(), ordered),
        *(_section(flow, ordered) for flow in flows.values()),
    ]
    return f'<!doctype html>\n<html lang="en">\n<head>{_head(len(ordered))}</head>\n<body>\n{_lines(body)}\n</body>\n</html>\n'


def _head(languages: int) -> str:
    style = STYLE.read_text(encoding="utf-8") + f":root {{ --languages: {languages}; }}\n"
    return f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Samvej</title>\n<style>\n{style}</style>'


def _contents(flows: Iterable[Flow], languages: Mapping[str, Texts]) -> str:
    rows = [
        f'<tr><td><a href="#{escape(flow.id)}">{escape(flow.title)}</a></td><td class="place">{escape(flow.id)}.toml</td>'
        f'<td class="number">{len(flow.steps)}</td><td class="number">{flow.minutes}</td>'
        f'<td class="number">{lix(*pool(flow, languages[SOURCE])):.0f}</td></tr>'
        for flow in flows
    ]
    heads = "".join(f"<th>{name}</th>" for name in ("Flow", "File", "Steps", "Minutes", "LIX"))
    return f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{_lines(rows)}</tbody></table>"


def _section(flow: Flow, languages: Mapping[str, Texts]) -> str:
    found = {language: list(placed(flow, texts)) for language, texts in languages.items()}
    tops = [_cell(language, _top(those)) for language, those in found.items()]
    steps = [
        _row(_place(step), [_cell(name, _step(step, _at(found[name], f"{flow.id}/{step.id}"), texts)) for name, texts in languages.items()])
        for step in flow.steps
    ]
    ends = [_cell(language, _aside(_at(those, flow.id)) + _bubble(_told(those, Use.ENDING))) for language, those in found.items()]
    head = _row(f"<strong>{escape(flow.id)}</strong>.toml<br>{escape(flow.field)}<br>{flow.minutes} min", tops)
    return f'<section id="{escape(flow.id)}">\n{_lines([head, *steps, _row("ending", ends)])}\n</section>'


def _row(place: str, cells: list[str]) -> str:
    return f'<div class="row"><div class="place">{place}</div>{_lines(cells)}</div>'


def _cell(language: str, content: str) -> str:
    return f'<div lang="{language}" title="{escape(LANGUAGES.get(language, language))}">{content}</div>'


def _place(step: Step) -> str:
    asked = [f"if {step.when.step}" + (f" is {', '.join(step.when.any_of)}" if step.when.any_of else "")] if step.when else []
    asked += [f"unless {step.unless}"] if step.unless else []
    asked += [f"choices: what was picked in {step.of}"] if step.of else []
    asked += ["seen by both"] if step.share == "both" else ["never shared"] if step.share == "never" else []
    notes = "".join(f"<br>{escape(note)}" for note in asked)
    return f'<strong>{escape(step.id)}</strong><br><span class="kind">{escape(step.kind)}{notes}</span>'


def _top(found: list[Message]) -> str:
    return f"<h2>{_told(found, Use.TITLE)}</h2><p>{_told(found, Use.GIVES)}</p>"


def _step(step: Step, found: list[Message], texts: Texts) -> str:
    whole = [one for one in found if not one.part.startswith("part ")]
    drawn = [f"<p>{_told(whole, Use.ASKED)}</p>", *_helped(whole), _answers(step.kind, whole, texts)]
    drawn += [_part(part, [one for one in found if _of_part(one, part)]) for part in step.parts]
    ways = f'<div class="buttons ways">{_buttons(_phrases(texts, step))}</div>'
    return f'<div class="bubble">{_lines(drawn)}{ways}</div><p class="why">{_told(whole, Use.WHY)}</p>{_aside(found)}'


def _helped(found: list[Message]) -> list[str]:
    return [f'<p class="help">{_marked(one.text)}</p>' for one in found if one.use is Use.HELP]


def _aside(found: list[Message]) -> str:
    """What is put together, or put into other texts."""
    return "".join(f'<p class="faint">{escape(one.part)}: {_marked(one.text)}</p>' for one in found if one.use is Use.ASIDE)


def _of_part(message: Message, part: Part) -> bool:
    return message.part == f"part {part.id}" or message.part.startswith(f"part {part.id},")


def _part(part: Part, found: list[Message]) -> str:
    return f'<div class="part"><p>{_told(found, Use.ASKED)}</p>{_answers(part.kind, found, None)}</div>'


def _answers(kind: Kind, found: list[Message], texts: Texts | None) -> str:
    """What may be pressed or typed."""
    buttons = [(one.text, "pile" if one.part.startswith("pile ") else "") for one in found if one.use is Use.BUTTON]
    if kind in {Kind.SCALE, Kind.FEELING}:
        buttons = [(str(number), "number") for number in (range(HIGHEST + 1) if kind is Kind.SCALE else range(-STRONGEST, STRONGEST + 1))]
    if kind is Kind.PICTURE and texts:
        buttons = [(in_language(texts, label), "") for label in DRAWN.values()]
    marks = [f"<span>{_marked(one.text)}</span>" for one in found if one.use is Use.MARK]
    drawn = [f'<div class="buttons">{_buttons(buttons)}</div>'] if buttons else []
    drawn += [f'<div class="marks">{"".join(marks)}</div>'] if marks else []
    drawn += ['<div class="entry"></div>'] if kind in _TYPED else []
    return "".join(drawn)


def _phrases(texts: Texts, step: Step) -> list[tuple[str, str]]:
    ways = [phrases.BACK, phrases.SKIP, phrases.WHY] if step.asks else [phrases.ONWARD, phrases.BACK, phrases.WHY]
    return [(in_language(texts, way), "") for way in ways]


def _buttons(labels: list[tuple[str, str]]) -> str:
    return " ".join(f'<span class="{look}">{_marked(label)}</span>' if look else f"<span>{_marked(label)}</span>" for label, look in labels)


def _bubble(text: str) -> str:
    return f'<div class="bubble"><p>{text}</p></div>'


def _told(found: list[Message], use: Use) -> str:
    return _lines([_marked(one.text) for one in found if one.use is use])


def _marked(text: str) -> str:
    if not text:
        return '<span class="missing">not translated</span>'
    return _VALUE.sub(lambda value: f'<span class="value">{value[0]}</span>', escape(text))


def _at(found: list[Message], context: str) -> list[Message]:
    return [one for one in found if one.context == context]


def _lines(parts: list[str]) -> str:
    return "\n".join(parts)
