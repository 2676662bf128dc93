import Cases
import Contracts
import Forms
import Geo
import Kernel
import Web

/// Today's round, for a phone and for paper.
struct RoundView {
    let start: RoundStart
    /// Whether nobody knows the place that was typed.
    let isUnknown: Bool
    let typed: String
    let stops: [RoundStop]
    let form: FormState
    let catalogue: Catalogue
    let now: Instant
    /// Of the officer, for what a phone keeps.
    let mark: String
    let ui: UI

    private var words: Wording { ui.words }
    private var zone: Zone { catalogue.profile.zone }

    var page: Page {
        Page(
            words("complaints.round"), lead: words("complaints.round.lead"),
            crumbs: [Crumb(words("complaints.desk"), DeskURL.list.filled())],
            section: DeskURL.list.filled(), hasScript: true,
            body: """
                \(strays)\(HTML.when(!stops.isEmpty, pocket))\(startForm)\(list)\
                \(HTML.when(!stops.isEmpty, "\(map)\(ui.printButton)"))\
                <script src="\(url: ComplaintFiles.field.address)" defer></script>
                """)
    }

    /// Problems that stand at no stop.
    private var strays: HTML {
        let isThere = stops.contains { !state($0.report.number.text).problems.isEmpty }
        return isThere ? HTML() : ui.problems(form.problems)
    }

    // MARK: Where it begins

    private var startForm: HTML {
        let name = words("complaints.round.start")
        return """
            <form method="get" action="\(url: DeskURL.round.filled())" class="round-start">\
            \(HTML.when(isUnknown, ui.notice(.warning, text: words("complaints.round.unknown"))))\
            <label for="dari">\(name)</label>\
            <p class="hint" id="dari-hint">\(words("complaints.round.start.hint"))</p>\
            <div class="search-row"><input type="text" id="dari" name="dari" value="\(typed)" \
            autocomplete="off" aria-describedby="dari-hint">\
            <button type="submit" class="button button-secondary">\
            \(words("complaints.round.plan"))</button></div>\
            <p><button type="button" class="button button-quiet" data-round-here hidden \
            data-failed="\(words("complaints.round.here.failed"))">\
            \(words("complaints.round.here"))</button> \
            <span role="status" data-round-status></span></p></form>
            """
    }

    // MARK: Stops

    private var list: HTML {
        guard !stops.isEmpty else {
            return ui.empty(words("complaints.round.none"), words("complaints.round.none.text"))
        }
        let key =
            start.isGiven ? "complaints.round.from" : "complaints.round.from.middle"
        return """
            <p class="hint">\(words(key, ["place": start.text]))</p>\
            <ol class="round">\(HTML.each(stops) { stop($0) })</ol>
            """
    }

    private func stop(_ stop: RoundStop) -> HTML {
        let report = stop.report
        let topic = catalogue.topicTitle(report.topic).text(ui.language)
        let secret = words("complaints.desk.secret")
        return """
            <li class="round-stop" data-stop="\(report.number.text)" data-title="\(topic)"\
            \(attribute: "data-lat", stop.point.map { ReportTable.degrees($0.latitude) })\
            \(attribute: "data-lon", stop.point.map { ReportTable.degrees($0.longitude) })>\
            \(thumb(stop))<div>\
            <p class="round-head"><strong>\(topic)</strong> \
            \(ui.tag(words(stop.isMine ? "complaints.round.mine" : "complaints.round.free"),
                stop.isMine ? .success : .neutral))</p>\
            <p>\(place(stop))</p><p>\(due(stop))</p>\
            <p class="triage-text">\(report.text.map { shortened($0) } ?? secret)</p>\
            <p class="hint">\(report.number.text)</p><p class="round-noted" data-noted></p>\
            \(acts(stop))\(done(stop))<p role="status" data-far></p></div></li>
            """
    }

    private func place(_ stop: RoundStop) -> HTML {
        let place = [stop.place, stop.report.region.map(catalogue.placeName)].compactMap(\.self)
            .joined(separator: ", ")
        let away = stop.metres.map {
            words(
                "complaints.round.away",
                ["distance": Self.distance($0, ui.language)])
        }
        let point = stop.point.map {
            "\(ReportTable.degrees($0.latitude)), \(ReportTable.degrees($0.longitude))"
        }
        return """
            \(place)\(HTML.with(point) { " <span class=\"hint\">\($0)</span>" })\
            \(HTML.with(away) { "<br>\($0)" })
            """
    }

    /// “350 m”, “1,2 km”.
    static func distance(_ metres: Int, _ language: Language) -> String {
        guard metres >= 1_000 else { return "\(metres) m" }
        return "\(HumanText.tenths(Int64(metres / 100), language)) km"
    }

    private func due(_ stop: RoundStop) -> HTML {
        guard let due = stop.urgentAt else { return HTML() }
        let text = words(
            "complaints.round.due", ["when": HumanText.dateTime(due, zone, ui.language)])
        let late = HTML.when(due < now, " \(ui.tag(words("complaints.desk.late"), .danger))")
        return "\(text)\(late)"
    }

    private func thumb(_ stop: RoundStop) -> HTML {
        guard let photo = stop.thumb else { return HTML() }
        let address = ComplaintURL.thumb.filled(stop.report.number.text, "\(photo.place)")
        return """
            <img class="triage-photo" src="\(url: address)" \
            alt="\(words("complaints.photo.before"))" width="\(photo.thumb.width)" \
            height="\(photo.thumb.height)">
            """
    }

    // MARK: What is done there

    private func acts(_ stop: RoundStop) -> HTML {
        let number = stop.report.number.text
        let values = ["revisi": "\(stop.revision)", "dari": typed]
        let take = HTML.when(
            !stop.isMine,
            ui.action(
                words("complaints.round.take"), DeskURL.take.filled(number), .primary,
                values: values))
        let open = ui.linkButton(
            words("complaints.round.answer"), DeskURL.deskCase.filled(number) + "#tugas",
            stop.isMine ? .primary : .secondary)
        return """
            <div class="buttons">\(take)\(open)</div>\
            \(ui.details(
                words("complaints.round.missing"), missing(number),
                isOpen: !state(number).problems.isEmpty))
            """
    }

    /// What was typed there, where it was refused.
    private func state(_ number: String) -> FormState {
        form.value("nomor") == number && form.values["catatan"] != nil ? form : FormState()
    }

    private func missing(_ number: String) -> HTML {
        ui.form(DeskURL.missing.filled(number), state(number), prefix: number) { field in
            """
            \(field.hidden("dari", typed))\
            \(field.textarea(
                "catatan", words("complaints.round.missing.text"),
                hint: words("complaints.round.missing.hint"), rows: 2, max: 1_000))\
            \(field.submit(words("complaints.round.missing.go"), .secondary))
            """
        }
    }
}
