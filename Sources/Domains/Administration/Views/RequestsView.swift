import Contracts
import Kernel
import People
import Web

/// Requests that wait, and what became of others.
func requestsView(_ model: RequestModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let units = model.units.filter { $0.state == .open }
    let open =
        model.open.isEmpty && units.isEmpty
        ? ui.empty(
            words("administration.requests.none"), words("administration.requests.none.text"))
        : HTML.each(units) { card($0, model, form, ui) }
            + HTML.each(model.open) { card($0, model, form, ui) }
    var body = ui.section(words("administration.requests.open"), open)
    if !model.done.isEmpty {
        body += ui.section(
            words("administration.requests.decided"),
            HTML.each(model.done) { card($0, model, form, ui) })
    }
    let moved = model.units.filter { $0.state != .open }
    if !moved.isEmpty {
        body += ui.section(
            words("administration.requests.units"),
            HTML.each(moved) { card($0, model, form, ui) })
    }
    return Page(
        words("administration.requests"), lead: words("administration.requests.lead"),
        section: AdministrationURL.requests.filled(),
        body: ui.problems(form.problems.filter { $0.field != "alasan" }) + body)
}

private func card(
    _ request: OfficeRequest, _ model: RequestModel, _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    let room = RoomPage(ui)
    func title(_ position: PositionID?) -> String {
        position.flatMap { model.names.positions[$0] }.map { words($0) }
            ?? words("administration.unknown")
    }
    func name(_ account: AccountID?) -> String {
        account.flatMap { model.names.accounts[$0] } ?? words("administration.unknown")
    }
    var facts: [(name: String, value: HTML)] = [
        (
            words("administration.request.what"),
            "\(words("administration.kind.\(request.kind.rawValue)"))"
        ),
        (words("administration.position"), "\(title(request.position))"),
    ]
    facts.append((words("administration.person"), person(request, name, ui)))
    if let leaving = request.leaving {
        facts.append(
            (words("administration.leaving"), "\(title(model.leaving[leaving]))"))
    }
    facts += [
        (words("administration.begin.day"), room.day(request.begin)),
        (words("administration.decree"), "\(request.content.decree)"),
        (
            words("administration.request.by"),
            "\(name(request.askedBy)), \(room.moment(request.askedAt, model.zone))"
        ),
    ]
    if let at = request.decidedAt {
        facts.append(
            ending(request.state, name(request.decidedBy), room.moment(at, model.zone), ui))
    }
    if let answer = request.answer {
        facts.append((words("administration.reason"), HTML.lines(answer)))
    }
    return ui.card(
        nil,
        ui.facts(facts)
            + HTML.when(
                request.state == .open,
                decision(request.id, isOwn: model.isOwn(request), form, ui)))
}

/// A unit that is to stand elsewhere.
private func card(
    _ request: UnitRequest, _ model: RequestModel, _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    let room = RoomPage(ui)
    func name(_ account: AccountID?) -> String {
        account.flatMap { model.names.accounts[$0] } ?? words("administration.unknown")
    }
    func unit(_ code: UnitCode?) -> String {
        code.map { words(model.tree.name($0)) } ?? words("administration.unit.alone")
    }
    var facts: [(name: String, value: HTML)] = [
        (words("administration.request.what"), "\(words("administration.unit.move"))"),
        (words("administration.unit"), "\(unit(request.unit))"),
        (words("administration.parent.before"), "\(unit(request.from))"),
        (words("administration.parent.after"), "\(unit(request.to))"),
        (
            words("administration.request.by"),
            "\(name(request.askedBy)), \(room.moment(request.askedAt, model.zone))"
        ),
    ]
    if let at = request.decidedAt {
        facts.append(
            ending(request.state, name(request.decidedBy), room.moment(at, model.zone), ui))
    }
    if let answer = request.answer {
        facts.append((words("administration.reason"), HTML.lines(answer)))
    }
    return ui.card(
        nil,
        ui.facts(facts)
            + HTML.when(
                request.state == .open,
                decision(request.id, isOwn: model.isOwn(request), form, ui)))
}

private func ending(
    _ state: OfficeRequest.State, _ name: String, _ moment: String, _ ui: UI
) -> (name: String, value: HTML) {
    let tag = ui.tag(
        ui.words("administration.request.\(state.rawValue)"),
        state == .approved ? .success : .danger)
    return (ui.words("administration.request.decision"), "\(tag) \(name), \(moment)")
}

private func person(
    _ request: OfficeRequest, _ name: (AccountID?) -> String, _ ui: UI
) -> HTML {
    if let newcomer = request.content.newcomer {
        let rank = newcomer.rank.map { ", \($0)" } ?? ""
        return """
            \(newcomer.name)\(rank)<br>NIP <code>\(newcomer.nip.text)</code><br>\
            \(newcomer.email.normalized)
            """
    }
    guard request.kind != .newcomer else {
        return "\(ui.words("administration.request.forgotten"))"
    }
    return "\(name(request.account))"
}

private func decision(
    _ request: OfficeRequestID, isOwn: Bool, _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    guard !isOwn else {
        return "<p class=\"hint\">\(words("administration.request.waits"))</p>"
    }
    let address = AdministrationURL.request.filled(request.text)
    let isTyped = form.value("id") == request.text
    let state = isTyped ? form : FormState()
    let id = "alasan-\(request.text)"
    let refuse = ui.details(
        words("administration.request.refuse"),
        ui.form(address, state) { field in
            """
            \(field.hidden("putusan", "tolak"))\
            <div class="field">\(HTML.each(state.problems(of: "alasan")) {
                "<p class=\"error\">\(words($0))</p>"
            })<label for="\(id)">\(words("administration.reason"))</label>\
            <textarea id="\(id)" name="alasan" rows="2" required>\(state.value("alasan"))\
            </textarea></div>\(field.submit(words("administration.request.refuse"), .danger))
            """
        }, isOpen: isTyped)
    return ui.buttons(
        ui.action(
            words("administration.request.approve"), address, .primary,
            values: ["putusan": "setuju"])) + refuse
}
