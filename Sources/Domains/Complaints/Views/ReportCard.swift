import Cases
import Contracts
import Kernel
import Web

/// A report in a list: what, where, how it stands.
func reportCard(_ report: Report, _ catalogue: Catalogue, _ ui: UI, note: String? = nil) -> HTML {
    let zone = catalogue.profile.zone
    let place = [report.place, report.region.map(catalogue.placeName)].compactMap(\.self)
        .joined(separator: ", ")
    let day = HumanText.day(Day(report.at, in: zone), ui.language)
    let supports = ui.words(
        "complaints.supports", ["count": HumanText.number(report.supports, ui.language)])
    return """
        <li class="report-card"><p class="report-card-head">\
        \(ui.tag(stateWord(report.state, ui), tone(report.state))) \
        <span class="hint">\(day)\(HTML.with(note) { " · \($0)" })</span></p>\
        <p><a href="\(url: ComplaintURL.one.filled(report.number.text))">\
        \(catalogue.topicTitle(report.topic).text(ui.language))</a></p>\
        \(HTML.with(report.text) { "<p class=\"report-card-text\">\(shortened($0))</p>" })\
        <p class="hint">\(place)\(HTML.when(report.supports > 0, " · \(supports)"))</p></li>
        """
}

func stateWord(_ state: ReportState, _ ui: UI) -> String {
    ui.words("complaints.state.\(state.rawValue)")
}

func tone(_ state: ReportState) -> Tone {
    switch state {
    case .waiting, .held: .warning
    case .coordinated, .forwarded, .working, .merged: .info
    case .done: .success
    case .archived, .elsewhere: .neutral
    }
}

/// The beginning of a text, cut between words.
func shortened(_ text: String, to limit: Int = 160) -> String {
    guard text.count > limit else { return text }
    let head = text.prefix(limit)
    let end = head.lastIndex(where: \.isWhitespace) ?? head.endIndex
    return head[..<end] + " …"
}
