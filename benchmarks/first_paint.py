"""What a bad phone waits for at each first page: bytes and requests until something is seen, and when that is.

The line has 400 kbit/s and 400 ms there and back, and the processor is slowed down four times (Chromium's own throttles).
"""

import statistics
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.parts.serving import Served, served

ROUNDS = 5
CHROMIUM = "/usr/bin/chromium"
LINE = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
FIRST_PAINT = """() => new Promise((seen) => {
  const look = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    if (!paint) return requestAnimationFrame(look);
    const files = performance.getEntriesByType("resource");
    const before = files.filter((one) => one.renderBlockingStatus === "blocking").length;
    seen([paint.startTime, before + 1]);
  };
  look();
})"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look at a page: bytes over the line, requests that were waited for, and milliseconds until the first paint."""

    size: float
    requests: float
    paint: float


def main() -> None:
    """Measure and tell."""
    with served() as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--disable-dev-shm-usage"])
        print(f"{'page':<22}{'KB':>7}{'requests':>10}{'first paint, s':>16}")
        for name, address, state in _pages(browser, house):
            looks = [_look(browser, address, state) for _ in range(ROUNDS)]
            size, requests = statistics.median(one.size for one in looks) / 1024, max(one.requests for one in looks)
            paint = statistics.median(one.paint for one in looks) / 1000
            print(f"{name:<22}{size:>7.1f}{requests:>10.0f}{paint:>16.2f}")
        browser.close()


def _pages(browser: Browser, house: Served) -> list[tuple[str, str, Any]]:
    """Each first page: its name, its address, and what the browser of who sees it has kept."""
    invited = browser.new_page(locale="da-DK")
    invited.goto(house.counsellee)
    invited.get_by_role("button", name="Ja, begynd").click()
    invited.wait_for_url("**/chat**")
    staff = browser.new_page(locale="da-DK")
    staff.goto(house.counsellor)
    staff.get_by_role("button", name="Log ind").click()
    staff.wait_for_url("**/desk")
    course = _first_course(staff)
    guided, desk = invited.context.storage_state(), staff.context.storage_state()
    own = [("chat", "/chat"), ("sheet, counsellee", "/ark")]
    theirs = [("desk", "/desk"), ("course", course), ("sheet, counsellor", f"{course}/ark")]
    return [
        ("front page", f"{house.url}/", None),
        *((name, house.url + path, guided) for name, path in own),
        *((name, house.url + path, desk) for name, path in theirs),
    ]


def _first_course(staff: Page) -> str:
    return staff.locator("a[href^='/desk/course/']").first.get_attribute("href") or ""


def _look(browser: Browser, address: str, state: Any) -> Seen:
    """Open the page in a browser that has kept nothing but who it belongs to."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, storage_state=state, locale="da-DK")
    page, sizes = context.new_page(), list[float]()
    told = context.new_cdp_session(page)
    told.send("Network.enable")
    told.send("Network.emulateNetworkConditions", LINE)
    told.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    told.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    page.goto(address, wait_until="load")
    paint, requests = page.evaluate(FIRST_PAINT)
    context.close()
    return Seen(size=sum(sizes), requests=requests, paint=paint)


if __name__ == "__main__":
    main()
