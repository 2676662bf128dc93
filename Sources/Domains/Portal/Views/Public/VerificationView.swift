import Cases
import Kernel
import Web

/// What the city says of a letter that it issued.
func proofView(_ proof: LetterProof, _ code: String, _ ui: UI) -> HTML {
    let words = ui.words
    let isValid = proof.standing == .valid
    let end = proof.validUntil.map { HumanText.day($0, ui.language) }
    var facts: [(name: String, value: HTML)] = [
        (words("public.verify.kind"), HTML.text(kindText(proof, ui))),
        (words("public.verify.number"), "<strong>\(proof.number)</strong>"),
        (words("public.verify.office"), HTML.text(proof.office.text(ui.language))),
        (words("public.verify.issued"), HTML.text(HumanText.day(proof.issued, ui.language))),
        (words("public.verify.until"), HTML.text(end ?? words("public.verify.endless"))),
    ]
    if let initials = proof.initials {
        facts.append((words("public.verify.holder"), HTML.text(initials)))
    }
    let said = ["day": end ?? ""]
    return """
        \(ui.notice(isValid ? .success : proof.standing == .revoked ? .danger : .warning,
            title: words("public.verify.\(proof.standing).title"),
            text: words("public.verify.\(proof.standing).text", said)))\
        \(ui.receipt(words("public.verify.record"), ui.facts(facts)))\
        <h2>\(words("public.verify.compare"))</h2>\
        <ul><li>\(words("public.verify.compare.number"))</li>\
        <li>\(words("public.verify.compare.holder"))</li>\
        <li>\(words("public.verify.compare.address"))</li></ul>\(ui.printButton)
        """
}

private func kindText(_ proof: LetterProof, _ ui: UI) -> String {
    let service = proof.service.text(ui.language)
    return proof.kind == .grant
        ? service : ui.words("public.verify.refusal", ["service": service])
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
