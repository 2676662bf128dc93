import Kernel
import Web

/// What the city's own audit of last night found.
func auditView(_ model: LedgerModel, _ ui: UI) -> HTML {
    let words = ui.words
    let text: HTML = "<p>\(words("ledger.audit.text"))</p>"
    guard let audit = model.audit else {
        return text + "<p class=\"hint\">\(words("ledger.audit.none"))</p>"
    }
    let values = [
        "at": model.moments.full(audit.at),
        "entries": HumanText.number(audit.entries, ui.language),
        "cases": HumanText.number(audit.cases, ui.language),
        "seconds": HumanText.number((audit.milliseconds + 999) / 1_000, ui.language),
    ]
    guard let difference = audit.difference else {
        return text + ui.notice(.success, text: words("ledger.audit.sound", values))
    }
    let place = audit.place.map {
        " " + words("ledger.audit.place", ["number": HumanText.number($0, ui.language)])
    }
    return text
        + ui.notice(
            .danger, title: words("ledger.audit.unsound", values),
            text: words("ledger.audit.\(difference)") + (place ?? ""))
}
