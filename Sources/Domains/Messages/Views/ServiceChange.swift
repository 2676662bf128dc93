import Cases
import Forms
import Kernel

/// What two editions of a service say differently to people, in their words.
struct ServiceChange {
    let old: Service
    let new: Service
    let words: Wording

    private var language: Language { words.language }

    /// One sentence a difference; at least one.
    var lines: [String] {
        var lines: [String] = []
        compare("title-word", old.title.text(language), new.title.text(language), &lines)
        compare("time", term(old.promise), term(new.promise), &lines)
        compare("fee", fee(old.fee), fee(new.fee), &lines)
        lists("paper", papers(old), papers(new), &lines)
        lists("question", questions(old), questions(new), &lines)
        lists("step", steps(old), steps(new), &lines)
        lists("law", laws(old), laws(new), &lines)
        if old.identityLevel != new.identityLevel {
            lines.append(words("messages.feed.level", ["level": String(new.identityLevel)]))
        }
        return lines.isEmpty ? [words("messages.feed.texts")] : lines
    }

    private func compare(_ key: String, _ before: String, _ after: String, _ lines: inout [String])
    {
        guard before != after else { return }
        lines.append(
            words(
                "messages.feed.changed",
                [
                    "what": words("messages.feed.\(key)"), "old": before, "new": after,
                ]))
    }

    private func lists(
        _ key: String, _ before: [String], _ after: [String], _ lines: inout [String]
    ) {
        let name = words("messages.feed.\(key)")
        for item in after where !before.contains(item) {
            lines.append(words("messages.feed.new", ["what": name, "item": item]))
        }
        for item in before where !after.contains(item) {
            lines.append(words("messages.feed.gone", ["what": name, "item": item]))
        }
    }

    private func term(_ term: WorkingTerm) -> String {
        switch term {
        case .days(let days): HumanText.workingDays(days, language)
        case .hours(let hours):
            words("messages.feed.hours", ["count": HumanText.number(hours, language)])
        }
    }

    private func fee(_ fee: Fee) -> String {
        fee.rule.map { $0.summary.text(language) } ?? words("messages.feed.free")
    }

    private func papers(_ service: Service) -> [String] {
        service.form.fields.filter { if case .file = $0.kind { true } else { false } }
            .map { $0.label.text(language) }
    }

    private func questions(_ service: Service) -> [String] {
        service.form.fields.filter { $0.kind.isAnswered }.filter {
            if case .file = $0.kind { false } else { true }
        }.map { $0.label.text(language) }
    }

    private func steps(_ service: Service) -> [String] {
        service.flow.all.map { $0.title.text(language) }
    }

    private func laws(_ service: Service) -> [String] {
        service.legalBase.map { [$0.title, $0.article].compactMap { $0 }.joined(separator: ", ") }
    }
}
