import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Web

/// The page of one case: what happens now comes first, what was is below.
struct CaseView {
    let file: CaseFile
    /// Today's, for names of units and the zone.
    let catalogue: Catalogue
    let authors: [PositionID: Position]
    /// Names of those who acted on the applicant's side, without the reader's own.
    let applicants: [AccountID: String]
    let now: Instant
    /// How long cases of this service took lately.
    let pace: Pace?
    /// The last moment for an objection; nothing when there is none.
    let contestableUntil: Instant?
    /// Where the service can be judged now.
    let ballot: String?
    /// Whether what the case gave can be renewed today.
    let isRenewable: Bool
    let citizen: ErrandContext

    var ui: UI { citizen.ui }

    var record: CaseRecord { file.record }
    var zone: Zone { catalogue.profile.zone }

    /// - Parameters:
    ///   - form: a message that was refused.
    ///   - judging: a word about the result that was refused.
    func page(_ form: FormState = FormState(), judging: FormState = FormState()) -> Page {
        let number = record.number.text
        return Page(
            ui.words(file.service.title), caption: "\(ui.words("portal.number")) \(number)",
            crumbs: [Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled())],
            section: PortalURL.cases.filled(),
            liveAddress: PortalURL.trackingLive.filled(number), body: body(form, judging))
    }

    private func body(_ form: FormState, _ judged: FormState) -> HTML {
        let situation = SituationView(
            file: file, catalogue: catalogue, now: now, pace: pace,
            contestableUntil: contestableUntil, ui: ui)
        return """
            \(ui.live("keadaan", situation.html))\
            \(ui.live(
                "penilaian", ConfirmCard(file: file, form: judged, zone: zone, ui: ui).html))\
            \(judging)\(results)\
            <section id="pesan"><h2>\(ui.words("portal.messages"))</h2>\
            \(ui.live("utas", thread))\(composer(form))</section>\
            \(ui.section(ui.words("portal.timeline"), ui.live("riwayat", timeline)))\
            \(ui.section(ui.words("portal.case.sent"), answers + files))\(related)\
            \(ui.section(ui.words("portal.case.more"), more))
            """
    }

    private var judging: HTML {
        HTML.with(ballot) { address in
            ui.notice(
                .info,
                """
                <p>\(ui.words("portal.judge.text")) \
                \(ui.link(ui.words("portal.judge"), address))</p>
                """)
        }
    }

    // MARK: Messages

    private var thread: HTML {
        let messages = file.messages.filter { !$0.isInternal }.map { message in
            ThreadMessage(
                author: author(message.author), when: time(message.at),
                isOwn: message.author.isApplicant, body: "<p>\(HTML.lines(message.text))</p>")
        }
        return ui.thread(messages, empty: ui.words("portal.messages.none"))
    }

    private func author(_ actor: Actor) -> String {
        switch actor {
        case .citizen(let account), .agent(let account): return applicant(account)
        case .officer(_, let id):
            guard let position = authors[id] else { return ui.words("portal.officer") }
            let unit = catalogue.unit(position.unit)?.short ?? position.unit.text
            let title = ui.words(position.title)
            return title.contains(unit) ? title : "\(title), \(unit)"
        case .system, .visitor: return ui.words("portal.name")
        }
    }

    /// “Anda”, or by name whoever else acts for the same applicant.
    private func applicant(_ account: AccountID) -> String {
        account == citizen.person.account
            ? ui.words("portal.you") : applicants[account] ?? ui.words("portal.receipt.applicant")
    }

    private func composer(_ form: FormState) -> HTML {
        let address = PortalURL.caseMessage.filled(record.number.text)
        return ui.form(address, form, warnsUnsaved: true) { view in
            """
            \(view.textarea(
                "pesan", ui.words("portal.message.label"), hint: ui.words("portal.message.hint"),
                rows: 3, max: 4_000))\
            \(view.submit(ui.words("portal.message.send"), .secondary))
            """
        }
    }

    // MARK: What happened

    private var timeline: HTML {
        let entries = file.acts.reversed().compactMap { act -> TimelineEntry? in
            guard let kind = ActKind(rawValue: act.type), kind.isForApplicant else { return nil }
            let who: String? =
                switch act.actor {
                case .citizen(let account), .agent(let account): applicant(account)
                // What follows of itself from an act is nobody's own doing.
                case .officer where kind == .billed || kind == .feeWaived: nil
                case .officer(_, let post): unit(authors[post]?.unit.text ?? act.unit)
                case .system, .visitor: nil
                }
            return TimelineEntry(
                ui.words("act.\(kind.rawValue)"), when: time(act.at), iso: nil, who: who,
                tone: tone(kind), body: proofLink(act, kind, record, ui))
        }
        return ui.timeline(entries)
    }

    private func tone(_ kind: ActKind) -> Tone {
        switch kind {
        case .granted, .handedOver, .answered, .confirmed, .paid, .recorded, .deemed: .success
        case .returned, .overdue, .billed, .extended, .paused, .refuted: .warning
        case .refused, .lapsed: .danger
        case .submitted, .completed, .corrected: .info
        default: .neutral
        }
    }

    private func unit(_ code: String?) -> String? {
        guard let code = code.flatMap(UnitCode.init) else { return nil }
        return catalogue.unit(code).map { ui.words($0.name) } ?? code.text
    }

    private func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, zone, ui.language)
    }

    // MARK: What was sent

    /// What the office gives with its answer or letter, once that is there. While the applicant
    /// judges it, it stands with the question.
    private var results: HTML {
        let isThere = file.service.isQuestion || file.issuedLetter?.kind == .grant
        guard isThere, file.confirmUntil == nil, let field = file.service.terms.report?.after
        else { return HTML() }
        let items = resultFiles(of: file, field, ui)
        return items.isEmpty
            ? HTML() : ui.section(ui.words("portal.case.results"), ui.files(items))
    }

    private var answers: HTML {
        let today = Day(record.submittedAt, in: zone)
        let known = file.rules.catalogue
        let view = AnswerView(ui, places: known.places) { known.region($0)?.name }
        let groups = file.service.form.asked(file.answers, now: today)
        let parts = HTML.each(groups) { group -> HTML in
            let facts = group.fields.compactMap { field -> (name: String, value: HTML)? in
                if case .file = field.kind { return nil }
                guard let answer = file.answers[field.id] else { return nil }
                return (ui.words(field.label), view.html(answer, of: field))
            }
            guard !facts.isEmpty else { return HTML() }
            return "\(ui.heading(ui.words(group.title), level: 3))\(ui.facts(facts))"
        }
        return ui.details(ui.words("portal.case.answers"), parts)
    }

    private var files: HTML {
        var parts = file.service.form.fields.map { field in
            (title: ui.words(field.label), files: file.files(of: field.id))
        }
        parts.append((title: ui.words("portal.case.late"), files: file.lateDocuments))
        parts.removeAll { $0.files.isEmpty }
        guard !parts.isEmpty else { return HTML() }
        return ui.details(
            ui.words("portal.case.files"),
            HTML.each(parts) { part in
                "\(ui.heading(part.title, level: 3))\(ui.files(part.files.map(item)))"
            })
    }

    private func item(_ file: CaseFileRecord) -> FileItem {
        FileItem(
            file.name, PortalURL.caseFileItem.filled(record.number.text, file.blob.text),
            note: "\(file.kind.uppercased()), \(HumanText.bytes(file.bytes, ui.language))")
    }

    private var more: HTML {
        let number = record.number.text
        var links: [(String, String)] = [
            (ui.words("portal.receipt.open"), PortalURL.caseReceipt.filled(number)),
            (ui.words("portal.track.open"), PortalURL.tracking.filled(number)),
        ]
        // Whoever holds a power of attorney does not ask who looked: that is for who gave it.
        if citizen.subject == record.applicant {
            links.append(
                (ui.words("looks.case.title"), PortalURL.looks.filled() + "?berkas=\(number)"))
        }
        if file.acts.contains(where: { $0.type == "counter.handed-over" }) {
            links.append(
                (ui.words("portal.case.handed"), "/berkas/\(number)/penyerahan"))
        }
        if file.mayWithdraw {
            links.append((ui.words("portal.withdraw.open"), PortalURL.caseWithdraw.filled(number)))
        }
        return """
            <ul>\(HTML.each(links) { "<li>\(ui.link($0.0, $0.1))</li>" })</ul>\
            \(HTML.when(record.state == .closed, again))
            """
    }

    /// The same again with these answers, or the renewal of what the case gave.
    private var again: HTML {
        guard catalogue.services[file.service.code] != nil, !file.service.isQuestion,
            !file.links.contains(where: { $0.kind == .objection && $0.from == record.id })
        else { return HTML() }
        let isRenewal = file.gaveRenewable
        guard isRenewable || !isRenewal else { return HTML() }
        return ui.action(
            ui.words(isRenewal ? "portal.renew" : "portal.again"),
            PortalURL.caseAgain.filled(record.number.text), .secondary)
    }

    /// Other cases that this one has to do with; those of other people are not named.
    private var related: HTML {
        let links = file.links.filter { link in
            let other = link.from == record.id ? link.to : link.from
            return link.isOpen
                && link.other.map {
                    citizen.reaches($0.service, begun: other.value.instant, in: zone)
                } ?? false
        }
        guard !links.isEmpty else { return HTML() }
        let items = HTML.each(links) { link -> HTML in
            let way = link.from == record.id ? "" : ".of"
            let number = link.other?.number.text ?? ""
            return """
                <li>\(ui.words("link.\(link.kind.rawValue)\(way)")) \
                \(ui.link(number, PortalURL.tracking.filled(number)))</li>
                """
        }
        return ui.section(ui.words("portal.related"), "<ul>\(items)</ul>")
    }
}

/// Asks why, and whether really, before an application is taken back.
enum WithdrawView {
    static func page(_ file: CaseFile, _ state: FormState, _ ui: UI) -> Page {
        let number = file.record.number.text
        let form = ui.form(PortalURL.caseWithdraw.filled(number), state) { form in
            """
            \(form.textarea(
                "alasan", ui.words("portal.withdraw.reason"), isRequired: false, rows: 3,
                max: 1_000))\
            <div class="buttons">\
            \(form.submit(ui.words("portal.withdraw.button"), .danger))\
            \(ui.linkButton(ui.words("web.cancel"), file.address, .quiet))</div>
            """
        }
        return Page(
            ui.words("portal.withdraw.title"), lead: ui.words("portal.withdraw.text"),
            caption: "\(ui.words(file.service.title)), \(number)",
            crumbs: [
                Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled()),
                Crumb(number, file.address),
            ], section: PortalURL.cases.filled(), body: form)
    }
}

/// The files that an office added in a field of its step.
func resultFiles(of file: CaseFile, _ field: String, _ ui: UI) -> [FileItem] {
    file.files(of: field).map { item in
        FileItem(
            item.name, PortalURL.caseFileItem.filled(file.record.number.text, item.blob.text),
            note: "\(item.kind.uppercased()), \(HumanText.bytes(item.bytes, ui.language))")
    }
}

extension CaseFile {
    /// Whether what it gave is renewed, and not asked for anew.
    var gaveRenewable: Bool { service.terms.renewal && record.outcome == .granted }
}
