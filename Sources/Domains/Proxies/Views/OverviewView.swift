import Contracts
import Kernel
import People
import Web

/// In whose name errands are done, for whom one may act, who acts for oneself, and what can be
/// added.
func overviewView(_ model: OverviewModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    // Problems of the code stand in its own form.
    let isOfCode = form.values["kode"] != nil
    var body = isOfCode ? HTML() : ui.problems(form.problems)
    if let acting = model.citizen.acting { body += now(acting, ui) }
    if let (code, party) = model.shown { body += counter(code, party, model, ui) }
    body += ui.section(words("proxies.held"), id: "boleh", held(model, ui))
    body += ui.section(words("proxies.given"), id: "kuasa", given(model, ui))
    body += ui.section(
        words("proxies.take"), id: "ambil",
        """
        <p>\(words("proxies.take.text"))</p>\
        \(ui.form(ProxyURL.take.filled(), isOfCode ? form : FormState()) { field in
            """
            \(field.text("kode", words("proxies.take.code"),
                hint: words("proxies.take.code.hint"), autocomplete: "off", max: 30,
                width: .short))\(field.submit(words("proxies.take.send"), .secondary))
            """
        })
        """)
    return body + ui.section(words("proxies.paper"), id: "surat", paper(model, ui))
}

private func now(_ acting: Acting, _ ui: UI) -> HTML {
    let back = ui.action(ui.words("proxies.own"), ProxyURL.act.filled(), .primary)
    return ui.notice(
        .info, "<p>\(ui.words("proxies.now", ["name": acting.name]))</p>\(back)")
}

private func counter(
    _ code: ShownCode, _ party: AccountID?, _ model: OverviewModel, _ ui: UI
) -> HTML {
    let name = model.held.first { $0.mandate.party == party }?.partyName
    let words = ui.words
    return ui.section(
        words("proxies.counter"), id: "loket",
        ui.card(
            name ?? words("proxies.counter.paper"),
            """
            <p class="counter-code"><strong>\(code.code.text)</strong></p>\
            <p>\(words("proxies.counter.until",
                ["time": HumanText.time(code.expiresAt, model.services.zone, ui.language)]))</p>\
            <p class="hint">\(words(
                name == nil ? "proxies.counter.paper.bring" : "proxies.counter.bring"))</p>
            """))
}

private func held(_ model: OverviewModel, _ ui: UI) -> HTML {
    let words = ui.words
    let cards = cards(HTML.each(model.held) { heldCard($0, model, ui) })
    let none: HTML = HTML.when(
        model.held.isEmpty, "<p>\(words("proxies.held.none"))</p>")
    return """
        \(none)\(cards)\(ui.buttons(
            ui.linkButton(words("proxies.business.add"), ProxyURL.business.filled(), .secondary),
            HTML.when(
                model.hasRegister,
                ui.linkButton(words("proxies.child.add"), ProxyURL.child.filled(), .secondary))))
        """
}

/// Side by side where there is room.
private func cards(_ cards: HTML) -> HTML {
    HTML.when(!cards.isEmpty, "<div class=\"proxy-cards\">\(cards)</div>")
}

private func heldCard(_ view: MandateView, _ model: OverviewModel, _ ui: UI) -> HTML {
    let words = ui.words
    let mandate = view.mandate
    let isNow = model.citizen.acting?.mandate.id == mandate.id
    var buttons = HTML()
    if mandate.holds(on: model.today), !isNow {
        buttons += ui.action(
            words("proxies.act"), ProxyURL.act.filled(), .primary,
            values: ["mandat": mandate.id.text])
    }
    if mandate.role == .owner, mandate.holds(on: model.today) {
        buttons += ui.linkButton(
            words("proxies.people"), ProxyURL.people.filled(mandate.id.text), .secondary)
    }
    if view.kind != nil, mandate.role != .attorney, view.level < .proven {
        buttons += ui.action(
            words("proxies.prove"), ProxyURL.code.filled(), .secondary,
            values: ["mandat": mandate.id.text])
    }
    buttons += ui.action(words("proxies.leave"), ProxyURL.end.filled(mandate.id.text), .quiet)
    return ui.card(
        view.partyName, ui.facts(facts(view, model, ui)) + ui.buttons(buttons))
}

private func given(_ model: OverviewModel, _ ui: UI) -> HTML {
    let words = ui.words
    let given = HTML.each(model.given) { view -> HTML in
        let id = view.mandate.id.text
        let isTaken = view.mandate.state == .taken
        var buttons = HTML()
        if isTaken {
            buttons += ui.action(words("proxies.confirm"), ProxyURL.confirm.filled(id), .primary)
        }
        buttons += ui.action(
            words(view.mandate.state == .active ? "proxies.end" : "proxies.cancel"),
            ProxyURL.end.filled(id), .secondary)
        let hint: HTML = HTML.when(
            isTaken, "<p class=\"hint\">\(words("proxies.confirm.hint"))</p>")
        return ui.card(
            view.agentName ?? words("proxies.nobody"),
            ui.facts(facts(view, model, ui)) + hint + ui.buttons(buttons))
    }
    let none: HTML = HTML.when(model.given.isEmpty, "<p>\(words("proxies.given.none"))</p>")
    return none + cards(given)
        + ui.buttons(
            ui.linkButton(
                words("proxies.attorney.add"), ProxyURL.attorney.filled(), .secondary))
}

private func facts(
    _ view: MandateView, _ model: OverviewModel, _ ui: UI
) -> [(name: String, value: HTML)] {
    let words = ui.words
    let mandate = view.mandate
    var facts: [(name: String, value: HTML)] = [
        (words("proxies.role"), .text(words("proxies.role.\(mandate.role.rawValue)"))),
        (words("proxies.state"), state(mandate, model, ui)),
        (words("proxies.services"), .text(services(mandate, model, ui))),
    ]
    if mandate.party != model.citizen.account, mandate.agent != model.citizen.account {
        facts.insert((words("proxies.for"), .text(view.partyName)), at: 0)
    } else if view.kind != nil {
        facts.append(
            (words("proxies.level"), .text(words("proxies.level.\(view.level.rawValue)"))))
    }
    return facts
}

private func state(_ mandate: Mandate, _ model: OverviewModel, _ ui: UI) -> HTML {
    let words = ui.words
    let isOver = mandate.until.map { $0 < model.today } ?? false
    let (key, tone): (String, Tone) =
        switch mandate.state {
        case .offered: ("offered", .neutral)
        case .taken: ("taken", .warning)
        case .ended: ("ended", .neutral)
        case .active:
            isOver
                ? ("over", .neutral)
                : mandate.from > model.today
                    ? ("later", .info) : ("active", .success)
        }
    let span: String =
        if let until = mandate.until {
            HumanText.period(mandate.from, until, ui.language)
        } else {
            words("proxies.since", ["day": HumanText.day(mandate.from, ui.language)])
        }
    return "\(ui.tag(words("proxies.state.\(key)"), tone)) \(span)"
}

private func services(_ mandate: Mandate, _ model: OverviewModel, _ ui: UI) -> String {
    guard let services = mandate.services else { return ui.words("proxies.services.all") }
    return services.map { model.services.title($0, ui) }.sorted().joined(separator: ", ")
}

private func paper(_ model: OverviewModel, _ ui: UI) -> HTML {
    let words = ui.words
    let text: HTML = "<p>\(words("proxies.paper.text"))</p>"
    guard model.citizen.level == .proven else {
        return """
            \(text)<p class="hint">\(words("proxies.paper.level")) \
            \(ui.link(words("proxies.level.link"), ProxyURL.level))</p>
            """
    }
    return "\(text)\(ui.action(words("proxies.paper.make"), ProxyURL.code.filled()))"
}
