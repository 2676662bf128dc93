import Kernel
import Web

func calendarView(
    _ known: CalendarRows.Found?, _ fresh: String?, _ zone: Zone, _ ui: UI
) -> HTML {
    let words = ui.words
    let moments = Moments(zone: zone, language: ui.language)
    let shown: HTML =
        fresh.map { address in
            ui.notice(
                .success, title: words("messages.calendar.made"),
                """
                <p class="calendar-address"><code>\(address)</code></p>\
                <p>\(words("messages.calendar.once"))</p>
                """)
        } ?? ""
    guard let known else {
        return """
            <p>\(words("messages.calendar.what"))</p>\
            \(ui.action(words("messages.calendar.make"), MessageURL.calendar.filled(), .primary))
            """
    }
    return """
        \(shown)<p>\(words("messages.calendar.what"))</p>\
        \(ui.facts([
            (words("messages.calendar.since"),
                ui.time(moments.full(known.madeAt), moments.iso(known.madeAt))),
            (words("messages.calendar.read"), known.readAt.map {
                ui.time(moments.full($0), moments.iso($0))
            } ?? "\(words("messages.calendar.never"))"),
        ]))\
        \(ui.buttons(
            ui.action(words("messages.calendar.renew"), MessageURL.calendar.filled(), .secondary),
            ui.action(words("messages.calendar.end"), MessageURL.calendarEnd.filled(), .quiet)))\
        <p class="hint">\(words("messages.calendar.renew.hint"))</p>
        """
}
