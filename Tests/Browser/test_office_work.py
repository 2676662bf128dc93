"""Offices at work: the head's many letters, stand-ins, tasks given to a person."""

import re

from pages import sign_in


def boxes(visitor):
    return visitor.page.locator(".batch-letter input[name=surat]")


def tab_to(visitor, locator, limit=80):
    """Goes to an element with the Tab key only, as people without a mouse do."""
    locator.wait_for()
    for _ in range(limit):
        if locator.evaluate("element => element === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError("the Tab key never came there")


def test_nothing_is_signed_unread(person, each_city):
    """Without the declaration nothing happens, and what was ticked stays ticked."""
    head = person(at=each_city)
    sign_in(head, "kepala")
    head.visit("/meja/putusan")
    boxes(head).nth(0).check()
    boxes(head).nth(1).check()
    ticked = head.page.locator(".batch-letter input:checked").count()
    assert ticked == 2
    waiting = boxes(head).count()
    head.page.locator("[name=frasa]").fill("pendopo-demo")
    head.page.locator(".form:has(.batch) > button[type=submit]").click()
    head.page.wait_for_load_state()
    head.sees("Baca surat-suratnya dahulu")
    head.screenshot("putusan-belum-dibaca")
    assert head.page.locator(".batch-letter input:checked").count() == ticked
    assert boxes(head).count() == waiting


def test_the_head_signs_five_of_six_by_keyboard(person, each_city):
    """On a phone, with keys only: five are signed at once, the sixth is refused on its own page."""
    javascript = each_city.engine != "postgres"
    head = person(at=each_city, phone=True, javascript=javascript)
    sign_in(head, "kepala")
    head.visit("/meja/putusan")
    waiting = boxes(head).count()
    assert waiting >= 6, "other tests have left fewer than six letters"
    head.screenshot(f"putusan-{javascript}")
    left = boxes(head).nth(0).get_attribute("value").split()[0]
    for place in range(1, 6):
        tab_to(head, boxes(head).nth(place))
        head.page.keyboard.press("Space")
    read = head.page.locator("[name=sudah_baca]")
    tab_to(head, read)
    head.page.keyboard.press("Space")
    tab_to(head, head.page.locator("[name=frasa]"))
    head.page.keyboard.type("pendopo-demo")
    tab_to(head, head.page.locator(".form:has(.batch) > button[type=submit]"))
    with head.page.expect_navigation():
        head.page.keyboard.press("Enter")
    head.sees("5 surat ditandatangani, 0 tidak")
    head.screenshot(f"putusan-hasil-{javascript}")

    head.visit("/meja/putusan")
    assert boxes(head).count() == waiting - 5
    mine = head.page.locator(f"#surat-{left}")
    assert mine.count() == 1
    mine.locator("xpath=ancestor::li").locator("a[href^='/meja/berkas/']").first.click()
    head.page.wait_for_load_state()
    head.page.locator("details:has(form[action$='/penolakan']) > summary").click()
    head.page.locator("[name=alasan_tolak]").fill("Tempat penelitian ditutup sampai akhir tahun.")
    head.page.locator("[name=frasa_tolak]").fill("pendopo-demo")
    head.page.locator("form[action$='/penolakan'] button[type=submit]").last.click()
    head.page.wait_for_load_state()
    head.visit("/meja/putusan")
    assert head.page.locator(f"#surat-{left}").count() == 0


def test_the_kabid_sends_one_back_and_initials_the_rest(person, each_city):
    """On a phone: one letter is taken out with a reason on the list itself, two are initialled at once."""
    javascript = each_city.engine != "postgres"
    kabid = person(at=each_city, phone=True, javascript=javascript)
    sign_in(kabid, "kabid")
    kabid.page.locator("a[href='/meja/paraf']").click()
    kabid.page.wait_for_load_state()
    waiting = boxes(kabid).count()
    assert waiting >= 3, "other tests have left fewer than three letters"
    kabid.screenshot(f"paraf-{javascript}")
    row = kabid.page.locator(".batch-letter").first
    out = row.locator("input[name=surat]").get_attribute("value").split()[0]
    row.locator("summary").click()
    row.locator("textarea").fill("Dasar hukum belum disebut.")
    kabid.screenshot(f"paraf-kembali-{javascript}")
    row.locator("button").click()
    kabid.page.wait_for_load_state()
    assert kabid.path == "/meja/paraf"
    kabid.sees("dikembalikan")
    assert kabid.page.locator(f"#surat-{out}").count() == 0
    boxes(kabid).nth(0).check()
    boxes(kabid).nth(1).check()
    kabid.page.locator("[name=sudah_baca]").check()
    kabid.page.locator(".form:has(.batch) > button[type=submit]").click()
    kabid.page.wait_for_load_state()
    kabid.sees("2 surat diparaf, 0 tidak")
    kabid.screenshot(f"paraf-hasil-{javascript}")



def test_a_stand_in_is_appointed(person, city):
    """The head appoints one of his unit from tomorrow on, sees it in the list and ends it."""
    head = person(phone=True)
    sign_in(head, "kepala")
    head.visit("/meja/penugasan")
    day = head.page.evaluate("new Date(Date.now() + 3 * 864e5).toISOString().slice(0, 10)")
    head.page.locator("[name=jabatan]").select_option(label="Kepala DPMPTSP")
    head.page.locator("[name=kapasitas][value=plh]").check()
    head.page.locator("[name=petugas] option").nth(1).wait_for(state="attached")
    head.page.locator("[name=petugas]").select_option(index=1)
    head.page.locator("[name=mulai]").fill(day)
    head.page.locator("[name=sampai]").fill(day)
    head.page.locator("[name=nomor_surat]").fill("800/12-Umpeg")
    head.page.locator("[name=tanggal_surat]").fill(day)
    head.screenshot("penugasan-isi")
    head.page.locator("main form[action$='/meja/penugasan'] button[type=submit]").click()
    head.page.wait_for_load_state()
    head.sees("Plh. Kepala DPMPTSP")
    head.screenshot("penugasan")
    head.page.locator("form[action$='/akhir'] button").first.click()
    head.page.wait_for_load_state()
    assert not re.search(r"800/12-Umpeg", head.text)


def test_a_task_is_given_to_a_person(person, city):
    """Whoever leads the division gives a verification to an analyst."""
    lead = person(phone=True)
    sign_in(lead, "kabid")
    lead.visit("/meja")
    lead.page.locator("main a[href^='/meja/berkas/']").first.click()
    lead.page.wait_for_load_state()
    lead.page.locator("a[href*='/tugaskan/']").first.click()
    lead.page.wait_for_load_state()
    lead.page.locator("[name=petugas]").select_option(index=1)
    lead.screenshot("tugaskan")
    lead.page.locator("form[action*='/tugaskan/'] button[type=submit]").click()
    lead.page.wait_for_load_state()
    lead.sees("Tugas sudah diberikan")


def test_a_message_begins_with_a_phrase(person, city):
    """A press puts the city's text behind what was typed; only the next press sends it."""
    for javascript in [True, False]:
        clerk = person(phone=True, javascript=javascript)
        sign_in(clerk, "loket")
        clerk.visit("/meja")
        clerk.page.locator("main a[href^='/meja/berkas/']").first.click()
        clerk.page.wait_for_load_state()
        form = "form[action$='/pesan']"
        clerk.page.locator("[name=pesan]").fill("Selamat pagi.")
        clerk.page.locator(f"{form} [name=kalimat]").select_option("sedang-diperiksa")
        clerk.page.locator(f"{form} button[value=kalimat]").click()
        clerk.page.wait_for_load_state()
        typed = clerk.page.locator("[name=pesan]").input_value()
        assert typed.startswith("Selamat pagi.") and "sedang kami periksa" in typed
        clerk.screenshot(f"kalimat-{javascript}")
        clerk.page.locator(f"{form} button:not([name]):not(.hidden)").click()
        clerk.page.wait_for_load_state()
        clerk.sees("Selamat pagi.")
        assert clerk.page.locator("[name=pesan]").input_value() == ""


def test_a_message_waits_until_somebody_answers(person, city):
    """What a citizen writes stands on an officer's list, and above the case, until it is settled."""
    citizen = person()
    sign_in(citizen, "warga")
    citizen.visit("/berkas")
    citizen.page.locator("main a.errand-title[href^='/berkas/']").first.click()
    citizen.page.wait_for_load_state()
    number = citizen.page.url.split("/")[-1].split("?")[0]
    citizen.page.locator("[name=pesan]").fill("Apakah fotonya sudah cukup jelas?")
    citizen.page.locator("form:has([name=pesan]) button[type=submit]").first.click()
    citizen.page.wait_for_load_state()
    for role in ["loket", "analis", "kabid", "kepala", "kesbangpol", "bapenda", "lapangan"]:
        officer = person(phone=True, javascript=False)
        sign_in(officer, role)
        officer.visit("/meja?daftar=pesan")
        link = officer.page.locator(f"main a[href='/meja/berkas/{number}']")
        if link.count():
            break
    else:
        raise AssertionError("the message reached nobody")
    officer.screenshot("pesan-daftar")
    link.first.click()
    officer.page.wait_for_load_state()
    officer.sees("Pesan pemohon menunggu jawaban")
    officer.screenshot("pesan-berkas")
    officer.page.locator("form[action$='/pesan-selesai'] button").click()
    officer.page.wait_for_load_state()
    officer.sees("Pesan ditandai tidak perlu dijawab")
    assert officer.page.locator("form[action$='/pesan-selesai']").count() == 0
    officer.visit("/meja?daftar=pesan")
    assert officer.page.locator(f"main a[href='/meja/berkas/{number}']").count() == 0


def test_a_leader_distributes_the_work_of_the_team(person, city):
    """Ticks two tasks of the team's list and gives them to one analyst, also without JavaScript."""
    for javascript in [True, False]:
        lead = person(phone=not javascript, javascript=javascript)
        sign_in(lead, "kabid")
        lead.visit("/meja")
        lead.page.locator(".tabs a[href='/meja?daftar=tim']").click()
        lead.page.wait_for_load_state()
        lead.page.locator("details:has(form.narrow) > summary").click()
        lead.page.locator("[name=pemegang]").first.select_option("belum")
        lead.page.locator("form.narrow button").click()
        lead.page.wait_for_load_state()
        assert "pemegang=belum" in lead.page.url and "daftar=tim" in lead.page.url
        rows = lead.page.locator("tr:has-text('Verifikasi'):has-text('Analis') [name=tugas]")
        rows.nth(0).check()
        lead.screenshot(f"tim-{javascript}")
        analyst = lead.page.locator("[name=petugas] option:has-text('Analis, DPMPTSP')").first
        lead.page.locator("[name=petugas]").select_option(analyst.get_attribute("value"))
        lead.page.locator("form[action$='/meja/tim'] button[type=submit]").click()
        lead.page.wait_for_load_state()
        lead.screenshot(f"tim-hasil-{javascript}")
        lead.sees("1 tugas diberikan kepada")
