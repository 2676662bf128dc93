import Cases
import Contracts
import Kernel
import Web

/// What of somebody's data is to be restricted.
struct RestrictView {
    let request: RightsRequest
    let cases: [CaseRecord]
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    func page(_ form: FormState) -> Page {
        let address = PrivacyURL.restrict.filled(request.number.text)
        return Page(
            words("privacy.restrict"), lead: words("privacy.restrict.lead"),
            caption: request.number.text,
            crumbs: [Crumb(words("privacy.office"), PrivacyURL.office.filled())],
            section: PrivacyURL.office.filled(),
            body: ui.form(address, form) { field in
                """
                \(field.radios("berkas", words("privacy.restrict.what"), choices))\
                \(field.submit(words("privacy.restrict.button")))
                """
            })
    }

    private var choices: [FormView.Choice] {
        let all = FormView.Choice(
            RestrictPages.RestrictInput.all, words("privacy.restrict.all"),
            hint: words("privacy.restrict.all.hint"))
        return [all]
            + cases.filter { !$0.isAnonymous }.map { record in
                let title = catalogue.services[record.service]?.title.text(ui.language)
                return FormView.Choice(
                    record.number.text, "\(record.number.text), \(title ?? record.service.text)")
            }
    }
}

/// The restrictions on the officer's desk: what waits, and what holds.
struct RestrictionsView {
    let model: OfficeModel
    let ui: UI

    private var words: Wording { ui.words }

    var html: HTML { waiting + holding }

    private func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, model.zone, ui.language)
    }

    private func code(_ number: TrackingCode) -> HTML {
        "<span class=\"code\">\(number.text)</span>"
    }

    private var waiting: HTML {
        ui.section(
            words("privacy.restrictions"),
            ui.table(
                caption: words("privacy.restrictions"),
                columns: [
                    .init(words("privacy.case.number")), .init(words("privacy.decided")),
                    .init(words("privacy.act")),
                ],
                rows: model.restrictions.map { request in
                    TableRow([
                        code(request.number), "\(time(request.decidedAt))",
                        ui.link(
                            words("privacy.restrict.look"),
                            PrivacyURL.restrict.filled(request.number.text)),
                    ])
                }, empty: "<p>\(words("privacy.requests.none"))</p>"))
    }

    private var holding: HTML {
        ui.section(
            words("privacy.restricted"),
            ui.table(
                caption: words("privacy.restricted"),
                columns: [
                    .init(words("privacy.case.number")), .init(words("privacy.restrict.what")),
                    .init(words("privacy.at")), .init(words("privacy.act")),
                ],
                rows: model.restricted.map { record in
                    TableRow([
                        code(record.request),
                        record.number.map(code) ?? "\(words("privacy.restrict.all"))",
                        "\(time(record.since))",
                        ui.action(
                            words("privacy.restrict.lift"),
                            PrivacyURL.lift.filled(record.request.text), .secondary),
                    ])
                }, empty: "<p>\(words("privacy.restricted.none"))</p>"))
    }
}
