import Cases
import Contracts
import Kernel
import People
import Web

/// What the page of signals shows.
struct SignalModel: Sendable {
    let kind: Signal.Kind?
    let state: Signal.State
    /// One signal, with the form to judge it.
    let isOne: Bool
    let list: [Signal]
    let hasMore: Bool
    let counts: [Signal.State: [Signal.Kind: Int64]]
    let numbers: [CaseID: String]
    let titles: Nameplates
    let catalogue: Catalogue
    let zone: Zone
    let form: FormState

    func count(_ state: Signal.State, _ kind: Signal.Kind? = nil) -> Int {
        let found = counts[state] ?? [:]
        return Int(kind.map { found[$0] ?? 0 } ?? found.values.reduce(0, +))
    }

    func address(_ kind: Signal.Kind?, _ state: Signal.State) -> String {
        LeadershipURL.signals.filled() + "?keadaan=\(state.rawValue)"
            + (kind.map { "&jenis=\($0.rawValue)" } ?? "")
    }
}

func signalsView(_ model: SignalModel, _ ui: UI) -> Page {
    let words = ui.words
    var body = ui.notice(.info, text: words("leadership.signals.neutral"))
    if !model.isOne { body += ui.problems(model.form.problems) }
    body += ui.tabs(
        words("leadership.signals.states"),
        Signal.State.allCases.map {
            (
                words("leadership.signal.state.\($0.rawValue)"),
                model.address(model.kind, $0), model.count($0, model.kind)
            )
        }, current: model.address(model.kind, model.state))
    let kinds: [Signal.Kind?] = [nil] + Signal.Kind.allCases
    let links = HTML.each(kinds) { kind in
        let name =
            kind.map { words("leadership.signal.\($0.rawValue)") }
            ?? words("leadership.signals.all")
        let isCurrent = kind == model.kind ? "page" : nil
        return """
            <li><a href="\(url: model.address(kind, model.state))"\
            \(attribute: "aria-current", isCurrent)>\(name)</a> \
            <strong>\(model.count(model.state, kind))</strong></li>
            """
    }
    body += """
        <nav aria-label="\(words("leadership.signals.kinds"))">\
        <ul class="figure-links">\(links)</ul></nav>
        """
    if let kind = model.kind {
        body += "<p>\(words("leadership.signal.\(kind.rawValue).how", limits(model)))</p>"
    }
    body +=
        model.list.isEmpty
        ? ui.empty(words("leadership.signals.empty"), words("leadership.signals.empty.text"))
        : HTML.each(model.list) { card($0, model, ui) }
    if model.hasMore, let last = model.list.last {
        body += ui.buttons(
            ui.linkButton(
                words("leadership.more"),
                model.address(model.kind, model.state) + "&setelah=\(last.id.text)", .secondary))
    }
    return Page(
        words("leadership.signals"), lead: words("leadership.signals.lead"),
        crumbs: [Crumb(words("leadership.desk"), "/meja")],
        section: LeadershipURL.signals.filled(), body: body)
}

/// The limits in words, as the city's files have them.
private func limits(_ model: SignalModel) -> [String: String] {
    let limits = model.catalogue.profile.signals
    return [
        "overtaken": "\(limits.overtaken)", "hours": "\(limits.headStartHours)",
        "pairs": "\(limits.pairs)", "days": "\(limits.pairDays)",
        "seconds": "\(limits.seconds)", "from": "\(limits.nightFrom)",
        "until": "\(limits.nightUntil)", "returns": "\(limits.returns)",
        "left": "\(limits.daysLeft)", "asOf": limits.asOf ?? "–",
    ]
}

private func card(_ signal: Signal, _ model: SignalModel, _ ui: UI) -> HTML {
    let words = ui.words
    let symbols = model.numbers[signal.caseID] ?? ""
    let number = (try? TrackingCode(symbols))?.text ?? symbols
    let title = signal.position.flatMap { model.titles.positions[$0] }?.text(ui.language)
    var facts: [(name: String, value: HTML)] = [
        (words("leadership.signal.at"), "\(moment(signal.at.milliseconds, model, ui))"),
        (words("leadership.unitName"), "\(model.catalogue.unitName(signal.unit))"),
        (
            words("leadership.service"),
            "\(model.catalogue.serviceName(signal.service, ui.language))"
        ),
        (
            words("leadership.step"),
            "\(model.catalogue.stepName(signal.service, signal.step, ui.language))"
        ),
        (words("leadership.signal.position"), "\(title ?? "–")"),
        (words("leadership.number"), ui.link(number, "/lacak/" + symbols)),
    ]
    if let reason = signal.reason {
        let who = signal.judgedBy.flatMap { model.titles.accounts[$0] } ?? "–"
        facts.append((words("leadership.signal.reason"), "\(reason)"))
        facts.append((words("leadership.signal.by"), "\(who)"))
    }
    return ui.card(
        words("leadership.signal.\(signal.kind.rawValue)"),
        """
        <p>\(words("leadership.signal.\(signal.kind.rawValue).said",
            evidence(signal, model, ui)))</p>\
        \(ui.facts(facts))\(HTML.when(signal.state == .open, judgement(signal, model, ui)))
        """)
}

/// The form on a page of its own; in the list the way to it.
private func judgement(_ signal: Signal, _ model: SignalModel, _ ui: UI) -> HTML {
    let words = ui.words
    guard model.isOne else {
        let address = LeadershipURL.signals.filled() + "?tanda=\(signal.id.text)"
        return "<p>\(ui.link(words("leadership.signal.judge"), address))</p>"
    }
    return ui.form(LeadershipURL.judge.filled(signal.id.text), model.form) { field in
        """
        \(field.hidden("pilihan", signal.id.text))\
        \(field.radios("penilaian", words("leadership.signal.verdict"), [
            .init("explained", words("leadership.signal.state.explained")),
            .init("passed", words("leadership.signal.state.passed")),
        ]))\
        \(field.textarea("alasan", words("leadership.signal.reason"),
            hint: words("leadership.signal.reason.hint"), max: 1_000))\
        \(field.submit(words("leadership.signal.send")))
        """
    }
}

private func moment(_ milliseconds: Int64, _ model: SignalModel, _ ui: UI) -> String {
    HumanText.dateTime(Instant(milliseconds: milliseconds), model.zone, ui.language)
}

/// What the sentence about a signal is filled with.
private func evidence(
    _ signal: Signal, _ model: SignalModel, _ ui: UI
) -> [String: String] {
    var values: [String: String] = [:]
    for (name, value) in signal.evidence {
        switch name {
        case "opened", "oldest": values[name] = moment(value, model, ui)
        case "pair": values[name] = String(value, radix: 36).uppercased()
        case "night", "dayOff", "pause": continue
        default: values[name] = HumanText.number(value, ui.language)
        }
    }
    func isSet(_ name: String) -> Bool { signal.evidence[name] == 1 }
    values["when"] =
        isSet("night") && isSet("dayOff")
        ? ui.words("leadership.signal.both")
        : ui.words(isSet("night") ? "leadership.signal.night" : "leadership.signal.dayOff")
    values["how"] = ui.words(
        isSet("pause") ? "leadership.signal.paused" : "leadership.signal.returned")
    values["at"] = moment(signal.at.milliseconds, model, ui)
    return values
}
