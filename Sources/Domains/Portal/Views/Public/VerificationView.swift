import Cases
import Contracts
import Kernel
import Web

/// What the city says of a letter that it issued, and of the permit that it is.
struct ProofView {
    let proof: LetterProof
    /// As the register has it now.
    let permit: PermitFacts?
    let ui: UI

    private var words: Wording { ui.words }

    /// What the register says when the permit does not hold, else what the letter says.
    private var standing: String {
        switch permit?.state {
        case .suspended?: "suspended"
        case .revoked?: "withdrawn"
        case .superseded?: "superseded"
        case .expired?: "expired"
        case .inForce?, nil:
            // The register's words for one that was taken back; those of a case that was opened
            // again are its own.
            switch proof.standing {
            case .revoked where proof.ground != nil && proof.ground != .reopened: "annulled"
            default: "\(proof.standing)"
            }
        }
    }

    private var tone: Tone {
        switch standing {
        case "valid": .success
        case "revoked", "withdrawn", "annulled": .danger
        default: .warning
        }
    }

    /// The key of the page's title.
    var title: String { "public.verify.\(standing)" }

    var body: HTML {
        """
        \(ui.notice(tone, title: words("\(title).title"), text: words("\(title).text", said)))\
        \(ui.receipt(words("public.verify.record"), ui.facts(facts)))\
        <h2>\(words("public.verify.compare"))</h2>\
        <ul><li>\(words("public.verify.compare.number"))</li>\
        <li>\(words("public.verify.compare.holder"))</li>\
        <li>\(words("public.verify.compare.address"))</li></ul>\(ui.printButton)
        """
    }

    private func day(_ day: Day) -> String { HumanText.day(day, ui.language) }

    /// The last day, by the register where it knows the letter.
    private var end: Day? { permit.map(\.until) ?? proof.validUntil }

    private var said: [String: String] {
        [
            "day": end.map(day) ?? "", "since": (permit?.since ?? proof.revoked).map(day) ?? "",
            "successor": permit?.successor ?? proof.successor ?? "",
        ]
    }

    private var facts: [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = [
            (words("public.verify.kind"), HTML.text(kindText)),
            (words("public.verify.number"), "<strong>\(proof.number)</strong>"),
            (words("public.verify.office"), HTML.text(proof.office.text(ui.language))),
            (words("public.verify.issued"), HTML.text(day(proof.issued))),
            (
                words("public.verify.until"),
                HTML.text(end.map(day) ?? words("public.verify.endless"))
            ),
        ]
        if let ground = proof.ground {
            facts.append(
                (
                    words("public.verify.ground"),
                    HTML.text(words("case.revoke.ground.\(ground.rawValue)"))
                ))
        }
        if let initials = proof.initials {
            facts.append((words("public.verify.holder"), HTML.text(initials)))
        }
        if let permit {
            facts.append(
                (
                    words("public.verify.register"),
                    ui.link(words("public.verify.register.open"), permit.address)
                ))
        }
        return facts
    }

    private var kindText: String {
        let service = proof.service.text(ui.language)
        return proof.kind == .grant
            ? service : words("public.verify.refusal", ["service": service])
    }
}

/// No letter has this code.
func unprovenView(_ ui: UI, _ code: String) -> HTML {
    let words = ui.words
    return """
        \(ui.notice(.danger, title: words("public.verify.unknown.title"),
            text: words("public.verify.unknown.text")))\
        <ul><li>\(words("public.verify.unknown.signs"))</li>\
        <li>\(words("public.verify.unknown.number"))</li>\
        <li>\(words("public.verify.unknown.ask"))</li></ul>\
        \(verifyForm(ui, value: code))
        """
}

/// The form that takes a code; a plain GET.
func verifyForm(_ ui: UI, value: String, error: String? = nil) -> HTML {
    let described = error == nil ? "kode-hint" : "kode-hint kode-error"
    return """
        <form method="get" action="\(url: PortalURL.verify.filled())" class="code-form">\
        <div class="field\(error == nil ? "" : " field-wrong")">\
        <label for="kode">\(ui.words("public.verify.code"))</label>\
        <p class="hint" id="kode-hint">\(ui.words("public.verify.code.hint"))</p>\
        \(HTML.with(error) { "<p class=\"error\" id=\"kode-error\">\($0)</p>" })\
        <input id="kode" name="kode" value="\(value)" autocomplete="off" spellcheck="false" \
        autocapitalize="characters" maxlength="40" class="code-input w-medium" required \
        aria-describedby="\(described)"\(attribute: "aria-invalid", error.map { _ in "true" })>\
        </div><button type="submit" class="button">\(ui.words("public.verify.submit"))</button>\
        </form>
        """
}
