import Cases
import Contracts
import Kernel
import People
import Web

/// Looks by day, newest first: when, from which post, at what, what for. The post and not the name:
/// the office answers for what is done from it, and an officer is not to be looked up at home.
struct LooksView {
    let model: LooksModel
    let ui: UI

    /// Looks from one post at one case within a minute: to the reader one visit.
    private struct Visit {
        let record: AccessRecord
        let day: Day
        let clock: String
        /// What was opened, in the order in which it was.
        var parts: [(part: AccessPart?, count: Int)]

        func belongs(to other: Visit) -> Bool {
            record.position == other.record.position && record.caseID == other.record.caseID
                && record.purpose == other.record.purpose && record.step == other.record.step
                && record.flags == other.record.flags && day == other.day && clock == other.clock
        }

        /// Takes in what came before.
        mutating func add(_ part: AccessPart?) {
            if let known = parts.firstIndex(where: { $0.part == part }) {
                parts[known].count += 1
            } else {
                parts.insert((part, 1), at: 0)
            }
        }
    }

    private var moments: Moments {
        Moments(zone: model.catalogue.profile.zone, language: ui.language)
    }

    var page: Page {
        let words = ui.words
        var crumbs = [Crumb(words("account.title"), PortalURL.account.filled())]
        if let own = model.own {
            crumbs = [
                Crumb(words("portal.nav.cases"), PortalURL.cases.filled()),
                Crumb(own.text, PortalURL.caseFile.filled(own.text)),
            ]
        }
        return Page(
            words(model.own == nil ? "looks.title" : "looks.case.title"), lead: words("looks.lead"),
            caption: model.own?.text, crumbs: crumbs,
            section: (model.own == nil ? PortalURL.account : PortalURL.cases).filled(), body: body)
    }

    private var body: HTML {
        guard !model.page.records.isEmpty || !model.isFirst else {
            return ui.empty(
                ui.words("looks.none"), ui.words("looks.none.text"),
                ui.link(ui.words("looks.none.back"), home)) + everything
        }
        return """
            <p class="looks-sum">\(sum)</p>\(days)\(ways)\(wrong)\(everything)
            """
    }

    /// Where one came from.
    private var home: String {
        model.own.map { PortalURL.caseFile.filled($0.text) } ?? PortalURL.account.filled()
    }

    /// One sentence on the last days, whatever page is shown.
    private var sum: String {
        let page = model.page
        let key =
            switch (page.recent, page.recentPositions) {
            case (0, _): "none"
            case (1, _): "one"
            case (_, 1): "same"
            default: "many"
            }
        let what = model.own == nil ? "looks.sum" : "looks.case.sum"
        return ui.words(
            "\(what).\(key)",
            [
                "days": "\(LooksPage.countedDays)",
                "count": HumanText.number(page.recent, ui.language),
                "posts": HumanText.number(page.recentPositions, ui.language),
            ])
    }

    private var visits: [Visit] {
        let zone = moments.zone
        return model.page.records.reduce(into: []) { visits, record in
            let visit = Visit(
                record: record, day: Day(record.at, in: zone),
                clock: HumanText.clock(record.at, zone, ui.language), parts: [(record.part, 1)])
            if let last = visits.last, visit.belongs(to: last) {
                visits[visits.count - 1].add(record.part)
            } else {
                visits.append(visit)
            }
        }
    }

    private var days: HTML {
        var days: [(day: Day, visits: [Visit])] = []
        for visit in visits {
            if days.last?.day == visit.day {
                days[days.count - 1].visits.append(visit)
            } else {
                days.append((visit.day, [visit]))
            }
        }
        return HTML.each(days) { day in
            ui.section(
                HumanText.weekdayAndDay(day.day, ui.language),
                ui.timeline(day.visits.map(entry)))
        }
    }

    private func entry(_ visit: Visit) -> TimelineEntry {
        let record = visit.record
        let isEmergency = record.flags.contains(.emergency)
        let mark: HTML = HTML.when(
            isEmergency, "<p>\(ui.tag(ui.words("looks.emergency"), .warning))</p>")
        let parts = HTML.each(visit.parts) { part -> HTML in
            let name = ui.words("looks.part.\(part.part?.rawValue ?? "other")")
            guard part.count > 1 else { return "<li>\(name)</li>" }
            return "<li>\(name) (\(ui.words("looks.times", ["count": "\(part.count)"])))</li>"
        }
        return TimelineEntry(
            post(record.position), when: HumanText.time(record.at, moments.zone, ui.language),
            iso: moments.iso(record.at), tone: isEmergency ? .warning : .info,
            body: mark + "<ul class=\"plain looks-parts\">\(parts)</ul>" + why(record))
    }

    /// “Analis Perizinan 1, DPMPTSP”.
    private func post(_ id: PositionID) -> String {
        guard let position = model.posts[id] else { return ui.words("portal.officer") }
        let unit = model.catalogue.unit(position.unit)?.short ?? position.unit.text
        let title = ui.words(position.title)
        return title.contains(unit) ? title : "\(title), \(unit)"
    }

    private func why(_ record: AccessRecord) -> HTML {
        if let purpose = record.purpose, [.counter, .recovery].contains(purpose) {
            return "<p>\(ui.words("looks.why.\(purpose.rawValue)"))</p>"
        }
        guard let id = record.caseID, let subject = model.cases[id] else {
            if record.purpose == .register {
                return "<p>\(ui.words("looks.why.register.bare"))</p>"
            }
            return "<p>\(ui.words("looks.why.other"))</p>"
        }
        let service = ui.words(subject.service.title)
        let step = record.step.flatMap { subject.service.flow.step($0) }
        let text: String
        switch (record.purpose, step) {
        case (.task, let step?):
            text = ui.words(
                "looks.why.task", ["service": service, "step": ui.words(step.title)])
        case (.task, nil): text = ui.words("looks.why.task.bare", ["service": service])
        case (let purpose?, _):
            text = ui.words("looks.why.\(purpose.rawValue)", ["service": service])
        case (nil, _): text = ui.words("looks.why.other")
        }
        let number = subject.number.text
        let link = HTML.when(
            model.own == nil,
            """
            <br>\(ui.words("portal.number")) <a class="code" \
            href="\(url: PortalURL.caseFile.filled(number))">\(number)</a>
            """)
        return "<p>\(text)\(link)</p>"
    }

    private func address(before: AccessCursor?) -> String {
        let fields = [
            model.own.map { "berkas=\($0.text)" }, before.map { "sebelum=\($0.text)" },
        ].compactMap { $0 }
        let path = PortalURL.looks.filled()
        return fields.isEmpty ? path : path + "?" + fields.joined(separator: "&")
    }

    private var ways: HTML {
        let newest: HTML = HTML.when(
            !model.isFirst,
            ui.linkButton(ui.words("looks.newest"), address(before: nil), .secondary))
        let older: HTML = HTML.with(model.page.older) {
            ui.linkButton(ui.words("looks.older"), address(before: $0), .secondary)
        }
        guard !model.isFirst || model.page.older != nil else { return HTML() }
        return "<nav aria-label=\"\(ui.words("looks.ways"))\">\(ui.buttons(newest, older))</nav>"
    }

    /// What to do when something looks wrong.
    private var wrong: HTML {
        let link =
            model.own.map {
                ui.link(
                    ui.words("looks.wrong.write"), PortalURL.caseFile.filled($0.text) + "#pesan")
            } ?? ui.link(ui.words("looks.wrong.cases"), PortalURL.cases.filled())
        return ui.section(
            ui.words("looks.wrong"),
            """
            <p>\(ui.words("looks.wrong.text"))</p><p>\(link)</p>\
            <p class="hint">\(ui.words("looks.names"))</p>
            """)
    }

    /// From one case to all.
    private var everything: HTML {
        HTML.when(
            model.own != nil,
            "<p>\(ui.link(ui.words("looks.all"), PortalURL.looks.filled()))</p>")
    }
}
