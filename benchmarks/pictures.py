"""How long a sheet takes to draw, cold and warm, in each form; twenty asked at once; what a worker and the loop bear meanwhile."""

import asyncio
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.paper import Paper, PaperField, PaperNote
from bot.domain.sheet import FIELDS
from bot.rendering.pool import Pool
from bot.rendering.typesetting import typeset

ROUNDS = 15
AT_ONCE = 20
WORDS = "Jeg vil gerne finde en læreplads, hvor jeg kan bruge mine hænder, og hvor der er nogen at spørge, når jeg er i tvivl. "
TERMS = {"page": "Side {page} af {pages}", "goes_on": "Fortsættes på side {page}", "went_on": "{name} (fortsat)"}
ASKED = ((Form.PDF, Shape.A3), (Form.PDF, Shape.PHONE), (Form.PNG, Shape.A3), (Form.PNG, Shape.PHONE), (Form.SVG, Shape.A3))
PEER = os.environ.get("SAMVEJ_BENCH_PEERS", "")
PEERS_WORK = """
import sys, time
begun = time.perf_counter()
from weasyprint import HTML
def page(number):
    cards = "".join(f"<section><h2>Felt {one}</h2><p>{sys.argv[1]}</p></section>" for one in range(8))
    css = "@page {size: A3 landscape} main {columns: 4} section {border: 1pt solid; border-radius: 8pt; padding: 8pt}"
    html = f"<html lang=da><title>Ark {number}</title><style>{css}</style><main>{cards}</main></html>"
    return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
size = len(page(0))
cold, took = time.perf_counter() - begun, []
for number in range(1, 8):
    begun = time.perf_counter()
    page(number)
    took.append(time.perf_counter() - begun)
print(f"{'WeasyPrint pdf/ua-1':<22}{cold * 1000:>9.0f}{sorted(took)[3] * 1000:>9.1f}{size / 1024:>9.0f}")
"""


def main() -> None:
    """Measure and tell."""
    if sys.argv[1:2] == ["--cold"]:
        print(_once(Form(sys.argv[2]), Shape(sys.argv[3])))
        return
    print(f"{'':<22}{'cold ms':>9}{'warm ms':>9}{'KiB':>9}")
    for form, shape in ASKED:
        told = subprocess.run([sys.executable, __file__, "--cold", form, shape], capture_output=True, text=True, check=True)  # noqa: S603
        warm = [_once(form, shape, number) for number in range(ROUNDS)][1:]
        size = len(typeset(_drawing(form, shape)))
        print(f"{form.value + ' ' + shape.value:<22}{float(told.stdout):>9.0f}{statistics.median(warm):>9.1f}{size / 1024:>9.0f}")
    if PEER:
        subprocess.run([PEER, "-c", PEERS_WORK, WORDS * 5], check=False)  # noqa: S603
    else:
        print("WeasyPrint is left out: give a Python that has it in SAMVEJ_BENCH_PEERS")
    asyncio.run(_together())


def _once(form: Form, shape: Shape, number: int = 0) -> float:
    """Milliseconds for one sheet that was never drawn before."""
    begun = time.perf_counter()
    assert typeset(_drawing(form, shape, number))
    return (time.perf_counter() - begun) * 1000


def _drawing(form: Form, shape: Shape, number: int = -1) -> Drawing:
    notes = tuple(PaperNote(said=f"{number} {WORDS}", by="Vejleder", day="3. maj", question="Hvad vil du?") for _ in range(5))
    fields = tuple(PaperField(id=each, name=each.capitalize(), question="Hvad er vigtigt for dig?", notes=notes) for each in FIELDS)
    words = {**dict.fromkeys(("drawings", "empty", "names", "date", "agreed", "yes", "what", "who", "when"), "Ord"), **TERMS}
    paper = Paper(title=f"Vores ark {number}", alt="Vores ark", terms=words, fields=fields, made="3. maj")
    return Drawing(picture=paper, form=form, shape=shape)


async def _together() -> None:
    pool, late = Pool(), list[float]()
    begun = time.perf_counter()
    await pool.paint(_drawing(Form.PDF, Shape.A3))
    print(f"\nthe pool's first sheet: {(time.perf_counter() - begun) * 1000:.0f} ms")
    watching = asyncio.create_task(_watch(late))
    for form in (Form.PDF, Form.PNG):
        took = sorted(await asyncio.gather(*(_painted(pool, _drawing(form, Shape.A3, number)) for number in range(AT_ONCE))))
        print(f"{AT_ONCE} {form.value} at once: p50 {took[AT_ONCE // 2]:.0f} ms, p99 {took[-1]:.0f} ms")
    watching.cancel()
    late.sort()
    print(f"the loop was late by {late[len(late) * 99 // 100]:.1f} ms (p99), {late[-1]:.1f} ms at most")
    print("memory of the workers, MiB:", *await asyncio.to_thread(_memory))
    await asyncio.to_thread(pool.close)


async def _painted(pool: Pool, drawing: Drawing) -> float:
    begun = time.perf_counter()
    await pool.paint(drawing)
    return (time.perf_counter() - begun) * 1000


async def _watch(late: list[float]) -> None:
    while True:
        begun = time.perf_counter()
        await asyncio.sleep(0.005)
        late.append((time.perf_counter() - begun) * 1000 - 5)


def _memory() -> list[int]:
    """Of each process that we started to draw: the most it ever had in memory."""
    tasks = Path("/proc/self/task").glob("*/children")
    children = [child for task in tasks for child in task.read_text().split()]
    workers = [child for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    states = [Path(f"/proc/{worker}/status").read_text() for worker in workers]
    return [int(line.split()[1]) // 1024 for state in states for line in state.splitlines() if line.startswith("VmHWM")]


if __name__ == "__main__":
    main()
