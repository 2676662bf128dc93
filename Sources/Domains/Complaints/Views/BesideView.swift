import Cases
import Contracts
import Geo
import Kernel
import People
import Web

/// The block beside the case of a report.
struct BesideView {
    let record: CaseRecord
    let report: Report
    let near: [(report: Report, metres: Int)]
    /// What it was merged into, by which link, and what was merged into it.
    let into: Report?
    let sources: [Report]
    let link: MessageID?
    let isHidden: Bool
    let mayLead: Bool
    let officer: Officer
    let service: Service
    let catalogue: Catalogue
    let ui: UI

    private var words: Wording { ui.words }
    private var number: String { report.number.text }

    var html: HTML {
        ui.section(
            words("complaints.beside"), id: "laporan", "\(standing)\(merged)\(nearby)\(acts)")
            + position
    }

    private var standing: HTML {
        let key =
            report.isPublic
            ? "complaints.beside.public"
            : isHidden ? "complaints.beside.hidden" : "complaints.beside.secret"
        let address = ComplaintURL.one.filled(number)
        let page = HTML.when(
            report.isPublic, "<br>\(ui.link(words("complaints.beside.open"), address))")
        return ui.facts([
            (words("complaints.state"), ui.tag(stateWord(report.state, ui), tone(report.state))),
            (
                words("complaints.topic"),
                "\(catalogue.topicTitle(report.topic).text(ui.language))"
            ),
            (
                words("complaints.desk.supports"),
                "\(HumanText.number(report.supports, ui.language))"
            ),
            (words("complaints.beside.seen"), "\(words(key))\(page)"),
        ])
    }

    // MARK: What may be the same

    private var merged: HTML {
        var html = HTML()
        if let into {
            let button = HTML.with(mayLead ? link : nil) { link in
                ui.action(
                    words("complaints.part"), DeskURL.part.filled(number),
                    values: ["revisi": "\(record.revision)", "kaitan": link.text])
            }
            html += "<p>\(words("complaints.beside.into")) \(title(into))</p>\(button)"
        }
        if !sources.isEmpty {
            html += """
                <p>\(words("complaints.beside.sources"))</p>\
                <ul class="links">\(HTML.each(sources) { "<li>\(title($0))</li>" })</ul>
                """
        }
        return html
    }

    private var nearby: HTML {
        guard !near.isEmpty else { return HTML() }
        let key = mayLead ? "complaints.merge.compare" : "complaints.merge.look"
        return """
            <h3>\(words("complaints.beside.near"))</h3>\
            <ul class="links">\(HTML.each(near) { found in
                let values = ["metres": HumanText.number(Int64(found.metres), ui.language)]
                let address = DeskURL.merge.filled(number)
                    + "?dengan=\(PercentCoding.encode(found.report.number.text))"
                return """
                    <li>\(title(found.report)) · \(words("complaints.near.metres", values))\
                    <br>\(ui.link(words(key), address))</li>
                    """
            })</ul>
            """
    }

    private func title(_ other: Report) -> HTML {
        let topic = catalogue.topicTitle(other.topic).text(ui.language)
        let text = other.text.map { shortened($0, to: 80) }
        return """
            \(ui.link(other.number.text, DeskURL.deskCase.filled(other.number.text))) \(topic)\
            \(HTML.with(text) { "<br><span class=\"hint\">\($0)</span>" })
            """
    }

    // MARK: What can be done

    private var acts: HTML {
        var links: [(key: String, address: String)] = []
        if officer.may(.keepReports) {
            links.append(("complaints.beside.shown", DeskURL.shown.filled(number)))
        }
        if record.state == .open, !service.terms.dismissals.isEmpty {
            links.append(("complaints.beside.dismiss", DeskURL.dismiss.filled(number)))
        }
        if record.isAnonymous, officer.may(.identifyReporters) {
            links.append(("complaints.beside.identify", DeskURL.identify.filled(number)))
        }
        links.append(("complaints.beside.desk", DeskURL.list.filled()))
        links.append(("complaints.beside.round", DeskURL.round.filled()))
        return """
            <ul class="links">\(HTML.each(links) {
                "<li>\(ui.link(words($0.key), $0.address))</li>"
            })</ul>
            """
    }

    /// For the script that looks where the pictures of the result were taken.
    private var position: HTML {
        guard record.state == .open, let after = service.terms.report?.after,
            let point = report.point
        else { return HTML() }
        let text = words("complaints.round.far", ["metres": "#"])
        return """
            <p class="notice notice-warning" role="status" hidden \
            data-report-position="\(SentFields.name(after))" data-far="\(ReportFieldwork.far)" \
            data-lat="\(ReportTable.degrees(point.latitude))" \
            data-lon="\(ReportTable.degrees(point.longitude))" data-text="\(text)" \
            data-address="\(DeskURL.position.filled(number))"></p>
            """
    }
}
