import Contracts
import Kernel
import People
import Web

/// Requests that wait, what positions have beyond their role, and the form to ask.
func grantsView(_ model: GrantModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let open = model.requests.filter { $0.state == .open }
    let done = model.requests.filter { $0.state != .open }
    let isOfAsking = form.values["jabatan"] != nil
    var body = isOfAsking ? HTML() : ui.problems(form.problems)
    if !open.isEmpty {
        body += ui.section(
            words("identity.grants.open"), HTML.each(open) { request($0, model, ui) })
    }
    body += ui.section(words("identity.grants.given"), given(model, ui))
    body += ui.section(
        words("identity.grants.ask"), id: "minta", ask(model, isOfAsking ? form : FormState(), ui))
    if !done.isEmpty {
        body += ui.section(
            words("identity.grants.done"), HTML.each(done) { request($0, model, ui) })
    }
    return body
}

private func name(_ permission: Permission, _ ui: UI) -> String {
    ui.words("permission.\(permission.rawValue)")
}

private func request(_ request: GrantRequest, _ model: GrantModel, _ ui: UI) -> HTML {
    let words = ui.words
    let asked = HumanText.dateTime(request.askedAt, model.zone, ui.language)
    var facts: [(name: String, value: HTML)] = [
        (
            words("identity.grant.what"),
            "\(words("identity.grant.\(request.change.rawValue)")): \(name(request.permission, ui))"
        ),
        (words("identity.grant.position"), "\(title(request.position, model, ui))"),
        (words("identity.grant.reason"), HTML.lines(request.reason)),
        (
            words("identity.grant.askedBy"),
            "\(model.names.accounts[request.askedBy] ?? ""), \(asked)"
        ),
    ]
    if let by = request.decidedBy, let at = request.decidedAt {
        let state = ui.tag(
            words("identity.grant.\(request.state.rawValue)"),
            request.state == .approved ? .success : .danger)
        let who = model.names.accounts[by] ?? ""
        let when = HumanText.dateTime(at, model.zone, ui.language)
        facts.append((words("identity.grant.decision"), "\(state) \(who), \(when)"))
    }
    var more = HTML()
    if request.state == .open {
        let address = IdentityURL.grant.filled(request.id.text)
        more =
            request.askedBy == model.reader
            ? "<p class=\"hint\">\(words("identity.grant.waits"))</p>"
            : ui.buttons(
                ui.action(
                    words("identity.grant.approve"), address, .primary,
                    values: ["putusan": "setuju"]),
                ui.action(
                    words("identity.grant.refuse"), address, .secondary,
                    values: ["putusan": "tolak"]))
    }
    return ui.card(nil, ui.facts(facts) + more)
}

private func title(_ position: PositionID, _ model: GrantModel, _ ui: UI) -> String {
    model.names.positions[position].map { ui.words($0) } ?? position.text
}

private func given(_ model: GrantModel, _ ui: UI) -> HTML {
    let words = ui.words
    let rows = model.given.map { (title: title($0.key, model, ui), permissions: $0.value) }
        .sorted { $0.title < $1.title }
        .map { row in
            let list = row.permissions.sorted().map { name($0, ui) }.joined(separator: ", ")
            return TableRow(["\(row.title)", "\(list)"])
        }
    guard !rows.isEmpty else { return "<p>\(words("identity.grants.none"))</p>" }
    return ui.table(
        caption: words("identity.grants.given"),
        columns: [
            .init(words("identity.grant.position")), .init(words("identity.grant.permissions")),
        ], rows: rows)
}

private func ask(_ model: GrantModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.form(IdentityURL.grants.filled(), form) { field in
        """
        \(field.select("jabatan", words("identity.grant.position"),
            model.positions.map { .init($0.id.text, words($0.title)) }))\
        \(field.select("wewenang", words("identity.grant.permission"),
            model.grantable.map { .init($0.rawValue, name($0, ui)) }))\
        \(field.radios("perubahan", words("identity.grant.change"), [
            .init("give", words("identity.grant.give")),
            .init("take", words("identity.grant.take")),
        ]))\(field.textarea("alasan", words("identity.grant.reason"),
            hint: words("identity.grant.reason.hint"), rows: 2, max: 1_000))\
        \(field.submit(words("identity.grant.send")))
        """
    }
}
