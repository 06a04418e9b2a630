"""Draws a flow as a Mermaid chart: the way forward, and the steps that are only sometimes asked."""

from collections.abc import Iterator

from bot.dialogue.conditions import is_conditional
from bot.dialogue.flow import Flow, Step

_LONGEST = 48


def draw(flow: Flow) -> str:
    """The flow as Mermaid text."""
    lines = ["flowchart TD", f"    begin([{_quoted(flow.title)}])"]
    lines += [f"    {step.id}{_shape(step)}" for step in flow.steps]
    lines += ["    done([slut])", f"    begin --> {flow.steps[0].id}", *_arrows(flow)]
    return "\n".join(lines) + "\n"


def _arrows(flow: Flow) -> Iterator[str]:
    """Each step leads to the next that is always asked, and to each conditional one on the way there."""
    for index, step in enumerate(flow.steps):
        for later in flow.steps[index + 1 :]:
            yield f"    {step.id} -->{_label(later)} {later.id}"
            if not is_conditional(later):
                break
        else:
            yield f"    {step.id} --> done"


def _label(step: Step) -> str:
    """What must be so for the step to be asked."""
    if step.when is None:
        return f"|{step.of or f'unless {step.unless}'}|" if step.of or step.unless else ""
    numbers = [int(one) for one in step.when.any_of if one.isdigit()]
    span = f"{min(numbers)}–{max(numbers)}" if len(numbers) > 1 else ""
    told = span or " / ".join(step.when.any_of)
    return f"|{step.when.step}{' = ' if told else ''}{told}|"


def _shape(step: Step) -> str:
    label = _quoted(f"{_short(step.text)} · {step.kind}")
    return f"[{label}]" if step.asks else f"([{label}])"


def _short(text: str) -> str:
    line = text.splitlines()[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'
