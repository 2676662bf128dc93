import Cases
import Contracts
import Documents
import Forms
import Kernel
import Web

/// The code to show, and what to bring along.
func bringView(
    _ draft: Draft, _ service: Service, _ code: (text: String, until: Instant)?,
    _ catalogue: Catalogue, _ today: Day, _ ui: UI
) -> HTML {
    let words = ui.words
    var html = HTML()
    if let code {
        let until = HumanText.day(Day(code.until, in: catalogue.profile.zone), ui.language)
        let picture = QRCode(code.text).map {
            ui.qr($0.modules, alt: words("counter.bring.qr"), caption: code.text)
        }
        html += """
            <p class="counter-code"><strong>\(code.text)</strong></p>\
            <p class="hint">\(words("counter.bring.until", ["day": until]))</p>\
            \(HTML.with(picture) { $0 })
            """
    } else {
        html += ui.action(
            words("counter.bring.go"), CounterURL.bring.filled(draft.id.text), .primary)
    }
    let documents = service.form.asked(draft.answers, now: today).flatMap(\.fields).filter {
        if case .file = $0.kind { true } else { false }
    }
    let list = HTML.each(documents) { field -> HTML in
        let isThere = !(draft.files[field.id] ?? []).isEmpty
        let note = isThere ? " (\(words("counter.bring.there")))" : ""
        return "<li>\(words(field.label))\(note)</li>"
    }
    html += ui.section(
        words("counter.bring.what"),
        """
        <ul><li>\(words("counter.bring.card"))</li>\(list)</ul>
        """)
    let contact = catalogue.profile.contact
    html += ui.section(
        words("counter.bring.where"),
        """
        <p>\(catalogue.officeName(service.owner))<br>\
        \(catalogue.profile.letterhead.address) \(contact.postalCode)<br>\(contact.phone)</p>\
        <p>\(words("counter.bring.hours"))</p><p>\(hours(catalogue, today, ui))</p>
        """)
    return html
}

/// The opening hours of the next working days, from the city's calendar.
private func hours(_ catalogue: Catalogue, _ today: Day, _ ui: UI) -> HTML {
    let calendar = catalogue.calendar
    let days = (0..<10).map { today.adding(days: $0) }
    let lines = days.compactMap { day -> String? in
        guard let spans = try? calendar.hours(on: day), !spans.isEmpty else { return nil }
        let times = spans.map { "\(clock($0.start))–\(clock($0.end))" }
        let name = HumanText.weekdayAndDay(day, ui.language)
        return "\(name): \(times.joined(separator: ", "))"
    }
    return HTML.each(Array(lines.prefix(5))) { "\($0)<br>" }
}

private func clock(_ minutes: Int) -> String {
    let minute = minutes % 60
    return "\(minutes / 60).\(minute < 10 ? "0" : "")\(minute)"
}
