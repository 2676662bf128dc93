import Contracts
import Kernel
import Web

/// The register of breaches: its list, one of it, a new one.
struct BreachViews {
    let zone: Zone
    let now: Instant
    let ui: UI

    private var words: Wording { ui.words }
    private var crumbs: [Crumb] { [Crumb(words("privacy.office"), PrivacyURL.office.filled())] }

    private func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, zone, ui.language)
    }

    func list(_ breaches: [Breach]) -> Page {
        Page(
            words("privacy.breaches"), lead: words("privacy.breaches.lead"), crumbs: crumbs,
            section: PrivacyURL.office.filled(), isWide: true,
            body: """
                \(warning(breaches))\(table(breaches))\
                \(ui.linkButton(words("privacy.breach.new"), PrivacyURL.newBreach.filled()))
                """)
    }

    /// What runs out, on top.
    func warning(_ breaches: [Breach]) -> HTML {
        HTML.each(breaches.filter { !$0.isTold }) { breach in
            ui.notice(breach.isOverdue(at: now) ? .danger : .warning, text: clock(breach))
        }
    }

    /// “Paling lambat 26 November 2026 pukul 09.00 WIB: 12 jam lagi.”
    private func clock(_ breach: Breach) -> String {
        let left = breach.dueAt.milliseconds(since: now)
        let key = left > 0 ? "privacy.breach.left" : "privacy.breach.late"
        return words(
            key,
            [
                "found": time(breach.foundAt), "due": time(breach.dueAt),
                "time": HumanText.elapsed(abs(left), ui.language),
            ])
    }

    func table(_ breaches: [Breach]) -> HTML {
        ui.table(
            caption: words("privacy.breaches"),
            columns: [
                .init(words("privacy.breach.found")),
                .init(words("privacy.breach.people"), isNumber: true),
                .init(words("privacy.breach.agency")), .init(words("privacy.breach.persons")),
                .init(words("privacy.act")),
            ],
            rows: breaches.map { breach in
                TableRow(
                    [
                        "\(time(breach.foundAt))",
                        "\(HumanText.number(breach.people, ui.language))",
                        told(breach.agencyAt), told(breach.peopleAt),
                        ui.link(
                            words("privacy.breach.open"), PrivacyURL.breach.filled(breach.id.text)),
                    ], tone: breach.isOverdue(at: now) ? .danger : nil)
            }, empty: "<p>\(words("privacy.breaches.none"))</p>")
    }

    private func told(_ at: Instant?) -> HTML {
        at.map { "\(time($0))" } ?? ui.tag(words("privacy.breach.untold"), .warning)
    }

    func new(_ form: FormState) -> Page {
        Page(
            words("privacy.breach.new"), lead: words("privacy.breach.lead"), crumbs: crumbs,
            section: PrivacyURL.office.filled(),
            body: ui.form(PrivacyURL.newBreach.filled(), form, warnsUnsaved: true) { field in
                """
                \(field.date("tanggal", words("privacy.breach.day")))\
                \(field.text("jam", words("privacy.breach.hour"),
                    hint: words("privacy.breach.hour.hint"), max: 5))\
                \(texts(field))\(field.submit(words("privacy.breach.save")))
                """
            })
    }

    private func texts(_ field: FormView) -> HTML {
        """
        \(field.number("orang", words("privacy.breach.people"),
            hint: words("privacy.breach.people.hint")))\
        \(field.textarea("data", words("privacy.breach.data"),
            hint: words("privacy.breach.data.hint"), max: 2_000))\
        \(field.textarea("peristiwa", words("privacy.breach.course"), max: 4_000))\
        \(field.textarea("tindakan", words("privacy.breach.measures"), max: 4_000))
        """
    }

    func one(_ breach: Breach, _ form: FormState?) -> Page {
        let state =
            form
            ?? FormState([
                "orang": String(breach.people), "data": breach.text.data,
                "peristiwa": breach.text.course, "tindakan": breach.text.measures,
            ])
        let address = PrivacyURL.breach.filled(breach.id.text)
        return Page(
            words("privacy.breach"), caption: time(breach.foundAt), crumbs: crumbs,
            section: PrivacyURL.office.filled(),
            body: """
                \(warning([breach]))\(marks(breach))\(ui.section(
                    words("privacy.breach.text"),
                    ui.form(address, state, warnsUnsaved: true) { field in
                        "\(texts(field))\(field.submit(words("privacy.breach.save")))"
                    }))
                """)
    }

    private func marks(_ breach: Breach) -> HTML {
        let address = PrivacyURL.breachTold.filled(breach.id.text)
        let buttons = HTML.each(BreachAudience.allCases) { audience -> HTML in
            let isTold = (audience == .agency ? breach.agencyAt : breach.peopleAt) != nil
            return HTML.when(
                !isTold,
                ui.action(
                    words("privacy.breach.mark.\(audience.rawValue)"), address,
                    values: ["siapa": audience.rawValue]))
        }
        return """
            \(ui.facts([
                (words("privacy.breach.due"), .text(time(breach.dueAt))),
                (words("privacy.breach.agency"), told(breach.agencyAt)),
                (words("privacy.breach.persons"), told(breach.peopleAt)),
            ]))\(ui.buttons(
                ui.linkButton(
                    words("privacy.breach.paper"), PrivacyURL.breachPaper.filled(breach.id.text),
                    .secondary), buttons))
            """
    }
}
