"""The map of the public list in Chromium on a slow processor: from the end of a pan to the heaps of
the new window, and frames a second while it is dragged."""

import statistics

from playwright.sync_api import Page, sync_playwright

from reports import House

THROTTLE = 4
PANS = 32
WIDTH, HEIGHT = 1280, 800

#: Notes when the map says that it shows a new window, after the frame in which that is drawn.
WATCH = """() => {
  const map = document.querySelector(".live-map");
  let releasedAt = 0;
  let tell = () => {};
  new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
    tell(performance.now() - releasedAt);
  }))).observe(map, { attributes: true, attributeFilter: ["data-shown"] });
  window.frames = [];
  window.isDragged = false;
  addEventListener("mousedown", () => {
    window.isDragged = true;
    window.frames = [];
    const frame = (now) => { window.frames.push(now); if (window.isDragged) requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
  }, true);
  addEventListener("mouseup", () => {
    window.isDragged = false;
    window.shown = new Promise((resolve) => { tell = resolve; });
    releasedAt = performance.now();
  }, true);
}"""


def pan(page: Page, right: int, down: int) -> tuple[float, float, int]:
    """Milliseconds from letting go until the heaps are there, frames a second meanwhile, and how many
    heaps are shown."""
    box = page.locator(".live-map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 41):
        page.mouse.move(x + right * step / 40, y + down * step / 40)
        page.wait_for_timeout(8)
    # At rest before it is let go: nothing glides on.
    page.wait_for_timeout(150)
    page.mouse.up()
    spent = page.evaluate("() => window.shown")
    frames = page.evaluate("window.frames")
    rate = (len(frames) - 1) / (frames[-1] - frames[0]) * 1000
    return spent, rate, int(page.locator(".live-map").get_attribute("data-shown"))


def run(bench) -> None:
    opened = 5_000 if bench.quick else 50_000
    house = House(bench, "mapview", opened, opened)
    with house.city() as city, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        session = page.context.new_cdp_session(page)
        page.goto(city.url + "/laporan")
        page.wait_for_selector(".live-map[data-shown]", timeout=30_000)
        page.evaluate(WATCH)
        session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        results = []
        for zoomed in range(4):
            if zoomed:
                page.locator(".leaflet-control-zoom-in").click()
                page.wait_for_timeout(3_000)
            for n in range(PANS // 4):
                side = 1 if n % 4 < 2 else -1
                results.append(pan(page, side * (300 if n % 2 else 120), side * (80 if n % 2 else 200)))
        browser.close()
    if not all(heaps for *_, heaps in results):
        raise RuntimeError("the map was moved to where nothing is")
    for spent, rate, heaps in results:
        print(f"   {spent:.0f} ms, {rate:.0f} frames/s, {heaps} heaps", flush=True)
    shown = f"map of {opened:,} open reports, {THROTTLE} × slower processor"
    bench.within(
        f"{shown}: from a pan to its heaps, p95 of {PANS}",
        statistics.quantiles([each[0] for each in results], n=20)[18], 200)
    bench.at_least(
        "the same: frames while it is dragged, median", statistics.median(each[1] for each in results),
        50)
