import Cases
import Contracts
import Forms
import Kernel
import Web

/// What somebody wants to hear of.
struct AlertsView {
    struct Alert: Sendable {
        let id: UUIDv7
        /// Empty: all.
        let topic, region: String
    }

    let alerts: [Alert]
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }

    func page(_ form: FormState) -> Page {
        Page(
            words("complaints.alerts"), lead: words("complaints.alerts.lead"),
            crumbs: [Crumb(words("complaints.list"), ComplaintURL.list.filled())],
            section: ComplaintURL.list.filled(), body: list + add(form))
    }

    private var list: HTML {
        guard !alerts.isEmpty else { return "<p>\(words("complaints.alerts.none"))</p>" }
        return """
            <ul class="report-cards">\(HTML.each(alerts) { alert in
                let end = ui.action(
                    words("complaints.alert.end"), ComplaintURL.endAlert.filled(alert.id.text),
                    .quiet)
                return "<li class=\"report-card\"><p>\(name(alert))</p>\(end)</li>"
            })</ul>
            """
    }

    private func name(_ alert: Alert) -> String {
        let topic =
            alert.topic.isEmpty
            ? words("complaints.alert.topics")
            : catalogue.topicTitle(alert.topic).text(ui.language)
        let place =
            alert.region.isEmpty
            ? words("complaints.alert.city")
            : RegionCode(alert.region).map(catalogue.placeName) ?? alert.region
        return "\(topic), \(place)"
    }

    private func add(_ state: FormState) -> HTML {
        let topics = catalogue.topics.all.filter { !$0.isNone && !$0.isSecret }
            .map { FormView.Choice($0.code, $0.title.text(ui.language)) }
        let regions =
            catalogue.places.districts.map { FormView.Choice($0.code.text, $0.name) }
            + catalogue.places.regions.map { FormView.Choice($0.code.text, $0.title) }
        return ui.section(
            words("complaints.alert.add"), id: "tambah",
            ui.form(ComplaintURL.alerts.filled(), state) { form in
                """
                \(form.select(
                    "kategori", words("complaints.topic"), topics,
                    hint: words("complaints.alert.all"), isRequired: false))\
                \(form.select(
                    "wilayah", words("complaints.region"), regions,
                    hint: words("complaints.alert.all"), isRequired: false))\
                \(form.submit(words("complaints.alert.go")))
                """
            })
    }
}
