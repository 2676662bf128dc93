import Contracts
import Kernel
import People
import Web

/// Tokens and receivers of events, with the forms to make new ones.
struct ProgramsView {
    let model: ProgramModel
    let form: FormState
    let ui: UI

    private var words: Wording { ui.words }
    private var isOfHook: Bool { form.values["alamat"] != nil }

    var html: HTML {
        // What is wrong with a button, such as one of a token that has ended meanwhile.
        let isOfForm = isOfHook || form.values["nama"] != nil
        return """
            \(isOfForm ? HTML() : ui.problems(form.problems))\
            \(ui.section(words("openapi.tokens"), id: "token", tokens))\
            \(ui.section(words("openapi.token.new"), id: "token-baru", newToken))\
            \(ui.section(words("openapi.hooks"), id: "webhook", hooks))\
            \(ui.section(words("openapi.hook.new"), id: "webhook-baru", newHook))\
            <p>\(ui.link(words("openapi.programs.more"), Paths.reference.filled()))</p>
            """
    }

    // MARK: Tokens

    private var tokens: HTML {
        let cards = HTML.each(model.running) { token($0) }
        let none = HTML.when(
            model.running.isEmpty, "<p>\(words("openapi.tokens.none"))</p>")
        let ended = model.ended.prefix(20)
        let past = HTML.when(
            !ended.isEmpty,
            ui.details(
                words("openapi.tokens.ended"),
                "<ul>\(HTML.each(ended) { "<li>\($0.name), \(end($0))</li>" })</ul>"))
        return none + cards + past
    }

    private func end(_ listed: ListedToken) -> String {
        let moment = listed.endedAt ?? listed.token.expiresAt
        return words("openapi.token.over", ["when": time(moment)])
    }

    private func token(_ listed: ListedToken) -> HTML {
        let token = listed.token
        let address = ProgramURL.endToken.filled(token.id.text)
        return ui.card(
            nil,
            """
            <h3>\(listed.name)</h3>\(ui.facts([
                (words("openapi.token.scopes"), scopes(token)),
                (words("openapi.token.made"), .text(time(token.createdAt))),
                (words("openapi.token.until"), .text(time(token.expiresAt))),
                (
                    words("openapi.token.used"),
                    .text(token.usedAt.map(time) ?? words("openapi.token.unused"))
                ),
            ]))\(ui.buttons(button("openapi.token.end", address, .danger)))
            """)
    }

    private func scopes(_ token: ProgramToken) -> HTML {
        let names = token.scopes.sorted().map { words("openapi.scope.\($0.rawValue)") }
        return "<ul class=\"api-scopes\">\(HTML.each(names) { "<li>\($0)</li>" })</ul>"
    }

    private var newToken: HTML {
        let state = isOfHook ? FormState() : form
        let scopes = ProgramModel.scopes(of: model.person).map { scope in
            FormView.Choice(
                scope.rawValue, words("openapi.scope.\(scope.rawValue)"), hint: scope.rawValue)
        }
        let days = ProgramModel.days(of: model.person).map {
            FormView.Choice("\($0)", HumanText.count($0, .day, ui.language))
        }
        return "<p>\(words("openapi.token.new.text"))</p>"
            + ui.form(ProgramURL.programs.filled(), state) { field in
                """
                \(field.text("nama", words("openapi.token.name"),
                    hint: words("openapi.token.name.hint"), autocomplete: "off",
                    max: Tokens.longestName))\
                \(field.checkboxes("cakupan", words("openapi.token.scopes"), scopes,
                    hint: words("openapi.token.scopes.hint"), isRequired: true))\
                \(field.radios("hari", words("openapi.token.days"), days))\
                \(field.submit(words("openapi.token.give")))
                """
            }
    }

    // MARK: Receivers

    private var hooks: HTML {
        let text: HTML = "<p>\(words("openapi.hooks.what"))</p>"
        guard !model.hooks.isEmpty else {
            return text + "<p>\(words("openapi.hooks.none"))</p>"
        }
        return text + HTML.each(model.hooks) { hook($0) }
    }

    private func hook(_ hook: Hook) -> HTML {
        let id = hook.row.id.text
        let isPaused = hook.row.state == .paused
        let state = ui.tag(
            words("openapi.hook.\(hook.row.state.rawValue)"), isPaused ? .warning : .success)
        let types = hook.row.types.sorted().joined(separator: ", ")
        var facts: [(name: String, value: HTML)] = [
            (words("openapi.hook.state"), state),
            (words("openapi.hook.types"), .text(types.isEmpty ? words("openapi.all") : types)),
            (words("openapi.token.made"), .text(time(hook.row.createdAt))),
            (
                words("openapi.hook.waiting"),
                .text(HumanText.number(hook.figures.waiting, ui.language))
            ),
        ]
        if let tried = hook.figures.lastTriedAt {
            let outcome = hook.figures.lastOutcome ?? "–"
            facts.append((words("openapi.hook.last"), "\(outcome), \(time(tried))"))
        }
        let resume = HTML.when(
            isPaused,
            button("openapi.hook.resume", ProgramURL.resumeHook.filled(id), .primary))
        return ui.card(
            nil,
            """
            <h3 class="api-call">\(hook.url)</h3>\(ui.facts(facts))\(ui.buttons(
                resume,
                button("openapi.hook.secret", ProgramURL.hookSecret.filled(id)),
                button("openapi.hook.remove", ProgramURL.removeHook.filled(id), .danger)))
            """)
    }

    private func button(
        _ key: String, _ address: String, _ style: ButtonStyle = .secondary
    ) -> HTML {
        ui.action(words(key), address, style)
    }

    private var newHook: HTML {
        guard !model.keepers.isEmpty else {
            return "<p>\(words("openapi.hook.no-token"))</p>"
        }
        let tokens = model.keepers.map { FormView.Choice($0.token.id.text, $0.name) }
        let types = WebhookEndpoints.NewInput.types.map { FormView.Choice($0, $0) }
        return ui.form(ProgramURL.hooks.filled(), isOfHook ? form : FormState()) { field in
            """
            \(field.text("alamat", words("openapi.hook.address"),
                hint: words("openapi.hook.address.hint"), autocomplete: "off", max: 2_000))\
            \(field.select("token", words("openapi.hook.token"), tokens,
                hint: words("openapi.hook.token.hint")))\
            \(ui.details(
                words("openapi.hook.choose"),
                field.checkboxes("jenis", words("openapi.hook.types"), types,
                    hint: words("openapi.hook.types.hint")),
                isOpen: form.values["jenis"] != nil))\
            \(field.submit(words("openapi.hook.make")))
            """
        }
    }

    private func time(_ moment: Instant) -> String {
        HumanText.dateTime(moment, model.zone, ui.language)
    }
}

/// Something that is shown once.
enum ShownSecret {
    case token(GivenToken, until: String)
    case hook(String)
    case rotated(String)
}

/// The page that shows a secret, the only time that anybody can see it.
func secretPage(_ shown: ShownSecret, _ origin: String, _ ui: UI) -> Page {
    let words = ui.words
    let (key, secret): (String, String) =
        switch shown {
        case .token(let given, _): ("openapi.secret.token", given.secret)
        case .hook(let secret): ("openapi.secret.hook", secret)
        case .rotated(let secret): ("openapi.secret.rotated", secret)
        }
    var more = HTML()
    if case .token(let given, let until) = shown {
        more = """
            <p>\(words("openapi.secret.until", ["day": until]))</p>\
            <p>\(words("openapi.secret.try"))</p>\
            <pre class="api-example" tabindex="0"><code>\
            \(Curl.token(origin, given.secret))</code></pre>
            """
    }
    return Page(
        words(key), lead: words("openapi.secret.lead"),
        crumbs: [Crumb(words("openapi.programs"), ProgramURL.programs.filled())],
        body: """
            <pre class="api-example api-secret" tabindex="0"><code>\(secret)</code></pre>\
            <p>\(words(key + ".text"))</p>\(more)\
            \(ui.buttons(ui.linkButton(words("openapi.secret.back"), ProgramURL.programs.filled())))
            """)
}
