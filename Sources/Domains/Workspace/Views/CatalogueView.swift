import Cases
import Contracts
import Kernel
import People
import Web

/// Editions that wait, with what differs, and those that were decided.
func catalogueView(_ model: CatalogueModel, _ ui: UI) -> Page {
    let words = ui.words
    let open = model.proposals.filter { $0.state == .open }
    let done = model.proposals.filter { $0.state != .open }
    // A reason that is missing stands at its field; all else is about the proposal.
    var body = ui.problems(model.form.problems.filter { $0.field == nil })
    body += "<p>\(words("workspace.catalogue.current")) \(digest(model.current))</p>"
    body += ui.section(
        words("workspace.catalogue.open"),
        open.isEmpty
            ? ui.empty(words("workspace.catalogue.none"), words("workspace.catalogue.none.text"))
            : HTML.each(open) { card($0, model, ui) })
    if !done.isEmpty {
        body += ui.section(
            words("workspace.catalogue.decided"), HTML.each(done) { card($0, model, ui) })
    }
    return Page(
        words("workspace.catalogue"), lead: words("workspace.catalogue.lead"),
        section: WorkspaceURL.catalogue.filled(), body: body)
}

private func card(_ proposal: CatalogueProposal, _ model: CatalogueModel, _ ui: UI) -> HTML {
    let words = ui.words
    var facts: [(name: String, value: HTML)] = [
        (words("workspace.catalogue.version"), digest(proposal.version)),
        (words("workspace.catalogue.by"), "\(proposer(proposal, model, ui))"),
    ]
    if proposal.state != .open {
        let tone: Tone = proposal.state == .published ? .success : .warning
        var state = ui.tag(words("workspace.catalogue.state.\(proposal.state.rawValue)"), tone)
        if let at = proposal.decidedAt {
            let who = proposal.decidedBy.flatMap { model.names.accounts[$0] }
            let when = HumanText.dateTime(at, model.zone, ui.language)
            state += " \([who, when].compactMap(\.self).joined(separator: ", "))"
        }
        facts.append((words("workspace.catalogue.decision"), state))
    }
    if let reason = proposal.reason {
        facts.append((words("workspace.catalogue.reason"), HTML.lines(reason)))
    }
    return ui.card(
        nil,
        ui.facts(facts) + difference(proposal, ui)
            + HTML.when(proposal.state == .open, decision(proposal, model, ui)))
}

private func proposer(
    _ proposal: CatalogueProposal, _ model: CatalogueModel, _ ui: UI
) -> String {
    let name =
        proposal.proposedBy.map { model.names.accounts[$0] ?? ui.words("workspace.colleague") }
        ?? ui.words("workspace.catalogue.machine")
    let post = proposal.proposedFrom.flatMap { model.names.positions[$0] }.map { ui.words($0) }
    let when = HumanText.dateTime(proposal.proposedAt, model.zone, ui.language)
    return [name, post, when].compactMap(\.self).joined(separator: ", ")
}

/// Twelve digits to compare by eye, and all of them to compare by machine.
private func digest(_ version: String) -> HTML {
    "<code title=\"\(version)\">\(String(version.prefix(12)))</code>"
}

private func difference(_ proposal: CatalogueProposal, _ ui: UI) -> HTML {
    let words = ui.words
    guard !proposal.difference.isEmpty else {
        return "<p>\(words("workspace.catalogue.same"))</p>"
    }
    let count = HumanText.number(proposal.difference.count, ui.language)
    return ui.details(
        words("workspace.catalogue.difference", ["count": count]),
        """
        <p class="hint">\(words("workspace.catalogue.difference.hint"))</p>\
        <ul lang="en">\(HTML.each(proposal.difference) { "<li>\($0)</li>" })</ul>
        """, isOpen: proposal.state == .open)
}

private func decision(
    _ proposal: CatalogueProposal, _ model: CatalogueModel, _ ui: UI
) -> HTML {
    let words = ui.words
    guard !proposal.isOwn(of: model.officer) else {
        return "<p class=\"hint\">\(words("workspace.catalogue.waits"))</p>"
    }
    let address = WorkspaceURL.decideCatalogue.filled(proposal.id.text)
    let form = model.form.value("usulan") == proposal.id.text ? model.form : FormState()
    return decisionForm(address, form, "workspace.catalogue", approving: "publish", ui)
}
