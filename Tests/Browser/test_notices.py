"""Notices in a real browser: the choices, the worker, and what a push shows."""

import json

from visitor import Visitor


def registered(person: Visitor, wire) -> tuple[str, str]:
    """Registers the house's worker; its scope and the name that Chromium gives it."""
    found: list[dict] = []
    wire.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    wire.send("ServiceWorker.enable")
    person.page.evaluate(
        "async () => { await navigator.serviceWorker.register('/pekerja.js'); await navigator.serviceWorker.ready; }"
    )
    person.page.wait_for_timeout(300)
    return found[-1]["scopeURL"], found[-1]["registrationId"]


def test_a_push_is_shown_with_its_path_and_nothing_else_opens(browser, city):
    person = Visitor(browser, city.url)
    try:
        person.visit("/demo")
        person.page.locator("button[value='warga']").first.click()
        person.context.grant_permissions(["notifications"], origin=city.url)
        person.visit("/pemberitahuan/pilihan")
        # The script has found what it needs: the button is there, the note is gone.
        assert person.page.get_by_role("button", name="Aktifkan di perangkat ini").is_visible()
        wire = person.context.new_cdp_session(person.page)
        scope, name = registered(person, wire)
        assert scope == city.url + "/"
        for told, path in [
            ({"title": "Kota Bogor", "body": "Berkas K7M-P4X-HT2R: ada perkembangan", "path": "/berkas/K7MP4XHT2R"},
             "/berkas/K7MP4XHT2R"),
            ({"title": "Kota Bogor", "body": "x", "path": "//jahat.example/"}, "/pemberitahuan"),
        ]:
            wire.send("ServiceWorker.deliverPushMessage", {
                "origin": city.url, "registrationId": name, "data": json.dumps(told),
            })
            person.page.wait_for_function(
                """async (path) => (await (await navigator.serviceWorker.ready).getNotifications())
                    .some((one) => one.data && one.data.path === path)""", arg=path,
            )
        assert person.problems == []
    finally:
        person.close()


CLICK = """async (path) => {
  const opened = [];
  self.clients.openWindow = async (address) => { opened.push(address); return null; };
  const [notice] = (await self.registration.getNotifications()).filter((one) => one.data.path === path);
  const event = new NotificationEvent("notificationclick", { notification: notice });
  // Only the browser itself may keep a worker waiting; here the test waits.
  let work = null;
  event.waitUntil = (promise) => { work = promise; };
  self.dispatchEvent(event);
  await work;
  return { opened, left: (await self.registration.getNotifications()).length };
}"""


def test_a_click_on_a_push_opens_the_case(browser, city):
    person = Visitor(browser, city.url)
    try:
        person.visit("/demo")
        person.page.locator("button[value='warga']").first.click()
        person.context.grant_permissions(["notifications"], origin=city.url)
        person.visit("/berkas")
        path = person.page.locator("main a[href^='/berkas/']").first.get_attribute("href")
        person.visit("/pemberitahuan/pilihan")
        wire = person.context.new_cdp_session(person.page)
        _, name = registered(person, wire)
        wire.send("ServiceWorker.deliverPushMessage", {
            "origin": city.url, "registrationId": name,
            "data": json.dumps({"title": "Kota Bogor", "body": "ada perkembangan", "path": path}),
        })
        person.page.wait_for_function(
            "async () => (await (await navigator.serviceWorker.ready).getNotifications()).length === 1"
        )
        clicked = person.context.service_workers[0].evaluate(CLICK, path)
        assert clicked == {"opened": [path], "left": 0}
        assert person.visit(clicked["opened"][0]).status == 200
        assert person.page.locator("main h1").count() == 1
        assert person.path.startswith("/berkas/"), person.path
        assert person.problems == []
    finally:
        person.close()


def test_choices_work_without_scripts(browser, city):
    person = Visitor(browser, city.url, javascript=False)
    try:
        person.visit("/demo")
        person.page.locator("button[value='warga']").first.click()
        person.visit("/pemberitahuan/pilihan")
        person.page.get_by_label("Satu surel sehari, pukul 16.00").check()
        person.page.get_by_role("button", name="Simpan pilihan").click()
        assert person.page.get_by_text("Pilihan Anda tersimpan").is_visible()
        assert person.page.get_by_label("Satu surel sehari, pukul 16.00").is_checked()
    finally:
        person.close()
