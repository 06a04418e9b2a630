"""Draws flows as Mermaid charts: the way forward, what is only sometimes asked and when, and what is asked about every entry."""

from collections.abc import Iterator, Mapping

from bot.dialogue.conditions import is_conditional
from bot.dialogue.flow import Flow, Kind, Part, Step

_LONGEST = 48
# Steps and flows are drawn under their ids with a letter before, since some words, such as "end", mean something to Mermaid.
_STEP, _PART, _FIELD, _FLOW = "s_", "p_", "f_", "m_"


def draw(flow: Flow) -> str:
    """The flow as Mermaid text."""
    lines = ["flowchart TD", f"    begin([{_quoted(flow.title)}])"]
    lines += [line for step in flow.steps for line in _step(step)]
    lines += [f"    done([{_quoted(_short(flow.ending))}])", f"    begin --> {_STEP}{flow.steps[0].id}", *_arrows(flow)]
    return "\n".join(lines) + "\n"


def draw_menu(menu: Mapping[str, tuple[str, ...]], flows: Mapping[str, Flow]) -> str:
    """The menu as Mermaid text: each field of the sheet with its methods, in their order, with what each takes."""
    lines = ["flowchart LR"]
    for field, methods in menu.items():
        lines.append(f"    {_FIELD}{field}([{_quoted(field)}])")
        for method in methods:
            flow = flows[method]
            told = f"{flow.title} · {method} · {len(flow.steps)} steps, {flow.minutes} min."
            lines += [f"    {_FLOW}{method}[{_quoted(told)}]", f"    {_FIELD}{field} --> {_FLOW}{method}"]
    return "\n".join(lines) + "\n"


def _step(step: Step) -> Iterator[str]:
    told = _quoted(f"{_short(step.text)} · {_what(step)}")
    if not step.parts:
        yield f"    {_STEP}{step.id}{f'[{told}]' if step.asks else f'([{told}])'}"
        return
    yield f"    subgraph {_STEP}{step.id}[{told}]"
    names = [f"{_PART}{step.id}_{number}" for number in range(len(step.parts))]
    for name, part in zip(names, step.parts, strict=True):
        yield f"        {name}[{_quoted(f'{_short(part.text)} · {_asked(part)}')}]"
    if len(names) > 1:
        yield f"        {' --> '.join(names)}"
    yield "    end"


def _what(step: Step) -> str:
    """The kind of answer, and how many of what."""
    told = [str(step.kind)]
    if step.choices and step.kind is not Kind.PICTURE:
        told.append(_counted(len(step.choices), "card" if step.piles else "choice"))
    told += [f"{len(step.piles)} piles"] if step.piles else []
    told += ["own words too"] if step.own else []
    told += [f"of {step.of}"] if step.of else []
    told += [f"at most {step.at_most}"] if step.at_most and (step.parts or step.kind in {Kind.SEVERAL, Kind.LINES}) else []
    return ", ".join(told)


def _asked(part: Part) -> str:
    return f"{part.kind}, {_counted(len(part.choices), 'choice')}" if part.choices else str(part.kind)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _arrows(flow: Flow) -> Iterator[str]:
    """Each step leads to the next that is always asked, and to each conditional one on the way there."""
    for index, step in enumerate(flow.steps):
        for later in flow.steps[index + 1 :]:
            if _exclude(step, later):
                continue
            yield f"    {_STEP}{step.id} -->{_label(later)} {_STEP}{later.id}"
            if not is_conditional(later):
                break
        else:
            yield f"    {_STEP}{step.id} --> done"


def _exclude(one: Step, other: Step) -> bool:
    """Whether no talk asks both: they wait for different picks of the same step."""
    if one.when is None or other.when is None or one.when.step != other.when.step:
        return False
    return bool(one.when.any_of and other.when.any_of) and not set(one.when.any_of) & set(other.when.any_of)


def _label(step: Step) -> str:
    """What must be so for the step to be asked."""
    told = [_condition(step)] if step.when else []
    told += [f"{step.of} picked"] if step.of else []
    told += [f"unless {step.unless}"] if step.unless else []
    return f"|{_quoted(', '.join(told))}|" if told else ""


def _condition(step: Step) -> str:
    if step.when is None:
        return ""
    numbers = sorted(int(one) for one in step.when.any_of if one.isdigit())
    if not step.when.any_of:
        return f"{step.when.step} answered"
    in_a_row = len(numbers) > 1 and numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) == len(step.when.any_of)
    return f"{step.when.step} = {f'{numbers[0]}–{numbers[-1]}' if in_a_row else ' / '.join(step.when.any_of)}"


def _short(text: str) -> str:
    line = text.splitlines()[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _quoted(text: str) -> str:
    """A text as Mermaid takes it: in quotation marks, with none inside, and nothing that reads as an entity or as markup."""
    return '"' + text.replace('"', "'").replace("#", "＃").replace("<", "‹").replace(">", "›").replace("`", "'") + '"'
