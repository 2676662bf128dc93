import Cases
import Contracts
import Kernel
import People
import Web

/// What of a list is shown: one service, what one person holds.
struct Narrowed: Sendable {
    var service: ServiceCode?
    var holder: InboxQuery.Holder?

    var isNarrow: Bool { service != nil || holder != nil }
}

/// Who holds a task, as the parameter `pemegang` says it.
enum HolderWord {
    static let nobody = "belum"

    static func text(_ holder: InboxQuery.Holder) -> String {
        switch holder {
        case .nobody: nobody
        case .person(let account): account.text
        }
    }

    static func holder(_ word: String) -> InboxQuery.Holder? {
        word == nobody ? .nobody : AccountID(text: word).map { .person($0) }
    }
}

/// Two selects and a button; sends with GET and begins again at the first page.
func narrowView(_ model: InboxModel, _ ui: UI) -> HTML {
    let words = ui.words
    let services = model.serviceChoices(ui.language)
    let service = select(
        "layanan", words("workspace.column.service"), words("workspace.narrow.services"),
        services, chosen: model.narrowed.service?.text)
    // One's own tasks have one holder.
    let holder: HTML =
        model.tab == .mine
        ? HTML()
        : select(
            "pemegang", words("workspace.column.holder"), words("workspace.narrow.holders"),
            model.holderChoices(ui), chosen: model.narrowed.holder.map(HolderWord.text))
    let all = HTML.when(
        model.narrowed.isNarrow,
        "<p>\(ui.link(words("workspace.narrow.clear"), InboxTab.address(model.tab)))</p>")
    let form: HTML = """
        <form method="get" action="\(url: WorkspaceURL.inbox.filled())" class="narrow">\
        \(HTML.when(model.tab != .unit, hidden("daftar", InboxTab.word(model.tab))))\
        \(HTML.when(model.sort != .due, hidden("urut", model.sort.rawValue)))\
        \(service)\(holder)<button type="submit" class="button button-secondary">\
        \(words("workspace.narrow"))</button></form>\(all)
        """
    // On a phone two selects would push the list away.
    return "<div class=\"narrowing\">"
        + ui.details(words("workspace.narrow.open"), form, isOpen: model.narrowed.isNarrow)
        + "</div>"
}

private func hidden(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}

private func select(
    _ name: String, _ label: String, _ all: String, _ choices: [FormView.Choice],
    chosen: String?
) -> HTML {
    """
    <div class="field"><label for="saring-\(name)">\(label)</label><select id="saring-\(name)" \
    name="\(name)"><option value="">\(all)</option>\
    \(HTML.each(choices) { choice in
        let isChosen = choice.value == chosen
        return """
            <option value="\(choice.value)"\(flag: "selected", isChosen)>\(choice.text)</option>
            """
    })</select></div>
    """
}

extension InboxModel {
    /// Services in which the officer's lists may have a task.
    fileprivate func serviceChoices(_ language: Language) -> [FormView.Choice] {
        let units = Set(colleagues.map(\.unit)).union(officer.authorities.map(\.unit))
        let mine = catalogue.services.values.filter { service in
            units.contains(service.owner)
                || service.flow.all.contains { step in
                    units.contains(step.unit) || step.line.contains { units.contains($0.unit) }
                }
        }
        return mine.map { FormView.Choice($0.code.text, $0.title.text(language)) }
            .sorted { ($0.text, $0.value) < ($1.text, $1.value) }
    }

    /// Nobody, oneself, and colleagues by name.
    fileprivate func holderChoices(_ ui: UI) -> [FormView.Choice] {
        let roles = Set(officer.authorities.map(\.role))
        let others = Set(
            colleagues.filter { officer.may(.leadCases) || roles.contains($0.role) }
                .map(\.account)
        ).subtracting([officer.account])
        let named = others.compactMap { account in
            names[account].map { FormView.Choice(account.text, $0) }
        }.sorted { ($0.text, $0.value) < ($1.text, $1.value) }
        return [
            FormView.Choice(HolderWord.nobody, ui.words("workspace.assign.nobody")),
            FormView.Choice(officer.account.text, ui.words("workspace.you")),
        ] + named
    }
}
