import Cases
import Kernel
import Web

func homeView(_ model: HomeModel, _ ui: UI) -> HTML {
    let words = ui.words
    let demo = HTML.when(!model.demo.isEmpty, demoBox(model.demo, ui))
    return """
        <div class="hero"><div>\
        <h1>\(words("public.home.heading", ["city": model.profile.name]))</h1>\
        <p class="lead">\(words("public.home.lead"))</p>\
        \(ui.search(PortalURL.services.filled(), value: "", label: words("public.home.search"),
            hint: words("public.home.search.hint")))</div>\
        <section class="card track-box"><h2 class="card-title">\
        \(words("public.home.track"))</h2><p>\(words("public.home.track.text"))</p>\
        \(trackForm(ui, value: ""))</section></div>\
        \(demo)<section><h2>\(words("public.home.used"))</h2>\
        \(serviceCards(model.services, ui, level: 3))\
        <p><a href="\(url: PortalURL.services.filled())">\(words("public.home.all"))</a></p>\
        </section>\
        <section><h2>\(words("public.home.how"))</h2>\(threeSteps(ui))</section>\
        \(placeView(model, ui))
        """
}

/// The form that takes a number; a plain GET.
func trackForm(_ ui: UI, value: String, error: String? = nil) -> HTML {
    let described = error == nil ? "nomor-hint" : "nomor-hint nomor-error"
    return """
        <form method="get" action="\(url: PortalURL.track.filled())" class="code-form">\
        <div class="field\(error == nil ? "" : " field-wrong")">\
        <label for="nomor">\(ui.words("public.track.number"))</label>\
        <p class="hint" id="nomor-hint">\(ui.words("public.track.number.hint"))</p>\
        \(HTML.with(error) { "<p class=\"error\" id=\"nomor-error\">\($0)</p>" })\
        <input id="nomor" name="nomor" value="\(value)" autocomplete="off" spellcheck="false" \
        autocapitalize="characters" maxlength="40" class="code-input w-medium" required \
        aria-describedby="\(described)"\(attribute: "aria-invalid", error.map { _ in "true" })>\
        </div><button type="submit" class="button">\(ui.words("public.track.submit"))</button>\
        </form>
        """
}

private func threeSteps(_ ui: UI) -> HTML {
    """
    <ol class="three">\(HTML.each(1...3) { number in
        """
        <li><h3>\(ui.words("public.home.step\(number)"))</h3>\
        <p>\(ui.words("public.home.step\(number).text"))</p></li>
        """
    })</ol>
    """
}

/// Where the city is and when it is open.
private func placeView(_ model: HomeModel, _ ui: UI) -> HTML {
    let words = ui.words
    let contact = model.profile.contact
    let today = model.hours.first { $0.day == model.today }
    let hours = model.hours.map { day in
        (name: dayName(day.day, model.today, ui), value: HTML.text(openText(day, ui)))
    }
    return """
        <section class="place"><h2>\(words("public.home.place"))</h2><div class="place-grid">\
        <div class="card"><h3 class="card-title">\(words("public.home.hours"))</h3>\
        \(HTML.with(today) {
            let tone: Tone = $0.spans.isEmpty ? .neutral : .success
            return "<p>\(ui.tag(words("public.home.today", ["hours": openText($0, ui)]), tone))</p>"
        })\(ui.facts(hours))<p class="hint">\(words("public.home.hours.note"))</p></div>\
        <div class="card"><h3 class="card-title">\(words("public.home.contact"))</h3>\
        \(ui.facts([
            (words("public.home.address"), "\(contact.address) \(contact.postalCode)"),
            (words("public.home.phone"),
                "<a href=\"tel:\(contact.phone)\">\(phoneText(contact.phone))</a>"),
            (words("public.home.email"),
                "<a href=\"mailto:\(contact.email)\">\(contact.email)</a>"),
            (words("public.home.site"), ui.link(contact.site, contact.site)),
        ]))</div></div></section>
        """
}

/// As people write it: `0251-8321075`.
func phoneText(_ phone: String) -> String { (try? PhoneNumber(phone))?.display ?? phone }

private func dayName(_ day: Day, _ today: Day, _ ui: UI) -> String {
    let name = HumanText.weekdayName(day.weekday, ui.language)
    return "\(name), \(day.day) \(HumanText.monthName(day.month, ui.language))"
}

/// `08.00–16.00`, or why it is closed.
private func openText(_ day: OpenDay, _ ui: UI) -> String {
    guard !day.spans.isEmpty else {
        return day.holiday.map { ui.words("public.home.holiday", ["name": $0]) }
            ?? ui.words("public.home.closed")
    }
    let separator = ui.language == .id ? "." : ":"
    func clock(_ minutes: Int) -> String {
        let parts = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return parts.joined(separator: separator)
    }
    return day.spans.map { "\(clock($0.start))–\(clock($0.end))" }.joined(separator: ", ")
}
