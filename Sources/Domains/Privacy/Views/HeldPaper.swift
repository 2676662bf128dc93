import Cases
import Contracts
import Documents
import Forms
import Kernel
import People
import Store

/// What is held as a paper to read. The newest looks and notices stand in it; all are in the
/// machine-readable form.
struct HeldPaper: Sendable {
    let held: HeldData
    let tools: PrivacyTools
    let words: Wording

    /// How many of the newest looks and notices are printed.
    static let newest = 200
    /// Far above what one person has; a paper that is longer is refused.
    static let limits = PDFLimits(characters: 4_000_000, pages: 900)

    private var language: Language { words.language }

    /// - Throws: `PDFError`, and what reading throws.
    func render() async throws -> [UInt8] {
        let document = LetterDocument(
            title: words("privacy.held"), subject: words("privacy.held"),
            author: held.catalogue.profile.government, language: language, issued: held.madeAt,
            zone: held.zone, body: LetterBody(try await blocks()),
            footer: words("privacy.paper.footer"),
            words: language == .id ? .indonesian : .english)
        return try await PDFRenderer(limits: Self.limits).render(document)
    }

    private func blocks() async throws -> [LetterBlock] {
        let moment = HumanText.dateTime(held.madeAt, held.zone, language)
        var blocks: [LetterBlock] = [
            .title(RichText(words("privacy.held"))),
            .centred(RichText("\(held.catalogue.profile.government), \(moment)")),
            .paragraph(RichText(words("privacy.paper.lead")), indented: false),
        ]
        let restricted = HeldText(held: held, words: words).restricted
        if !restricted.isEmpty { blocks += lines(restricted) }
        for kind in HeldKind.allCases {
            blocks += heading(kind)
            blocks += try await contents(kind)
        }
        return blocks
    }

    /// Why, on which law, and how long.
    private func heading(_ kind: HeldKind) -> [LetterBlock] {
        let rule = held.rule(kind)
        return [
            .heading(RichText(words("privacy.kind.\(kind.rawValue)"))),
            facts([
                (words("privacy.base"), words(rule.base)), (words("privacy.why"), words(rule.why)),
                (words("privacy.keep"), words.keeping(rule)),
            ]),
        ]
    }

    private func contents(_ kind: HeldKind) async throws -> [LetterBlock] {
        guard held.count(kind) > 0 else {
            return [.paragraph(RichText(words("privacy.none")), indented: false)]
        }
        switch kind {
        case .account: return [facts(HeldText(held: held, words: words).account)]
        case .factors, .sessions, .notices, .consents, .questions, .emergencies, .mandates,
            .permits, .programs, .scans:
            return lines(HeldText(held: held, words: words).lines(kind))
        case .drafts: return try await drafts()
        case .cases: return try await cases()
        case .looks: return try await looks()
        }
    }

    private func facts(_ rows: [(String, String)]) -> LetterBlock {
        .facts(rows.map { LetterBlock.Fact(RichText($0.0), RichText($0.1)) })
    }

    private func lines(_ lines: [String]) -> [LetterBlock] {
        let shown = lines.prefix(Self.newest)
        var blocks: [LetterBlock] = [.list(.bullets, shown.map { RichText($0) })]
        if lines.count > shown.count { blocks.append(rest(lines.count - shown.count)) }
        return blocks
    }

    private func rest(_ count: Int) -> LetterBlock {
        let text = words("privacy.paper.rest", ["count": HumanText.number(count, language)])
        return .paragraph(RichText(text), indented: false)
    }

    private func drafts() async throws -> [LetterBlock] {
        var blocks: [LetterBlock] = []
        for summary in held.drafts {
            let draft = try await tools.store.read("privacy.draft") {
                [tools, account = held.account.id] in
                try tools.drafts.load(summary.id, account: account, in: $0)
            }
            guard let draft, let service = held.catalogue.services[summary.service] else {
                continue
            }
            blocks.append(bold(words(service.title)))
            blocks += answers(draft.answers, service)
        }
        return blocks
    }

    private func cases() async throws -> [LetterBlock] {
        var blocks: [LetterBlock] = []
        for holding in held.cases {
            let record = holding.record
            blocks.append(
                bold("\(record.number.text) · \(held.title(record.service, language))"))
            blocks.append(facts(HeldText(held: held, words: words).facts(holding)))
            guard !holding.isErased else { continue }
            let file = try await tools.cases.file(record.number, for: held.account.id)
            for round in file.rounds { blocks += answers(round.answers, file.service) }
            blocks += listed("privacy.case.files", file.files.map(\.name))
            blocks += listed(
                "privacy.case.messages",
                file.messages.filter { !$0.isInternal }.map { message in
                    let at = HumanText.dateTime(message.at, held.zone, language)
                    return "\(at): \(message.text)"
                })
        }
        return blocks
    }

    private func listed(_ key: String, _ items: [String]) -> [LetterBlock] {
        guard !items.isEmpty else { return [] }
        return [
            .paragraph(RichText(words(key)), indented: false),
            .list(.bullets, items.map { RichText($0) }),
        ]
    }

    private func bold(_ text: String) -> LetterBlock {
        .paragraph(RichText(text, bold: true), indented: false)
    }

    /// Every answer by its question.
    private func answers(_ answers: Answers, _ service: Service) -> [LetterBlock] {
        let rows = service.form.fields.compactMap { field -> (String, String)? in
            guard let value = answers[field.id] else { return nil }
            let text = field.display(value, language) { held.catalogue.region($0)?.name }
            return (words(field.label), text)
        }
        return rows.isEmpty ? [] : [facts(rows)]
    }

    private func looks() async throws -> [LetterBlock] {
        let (page, posts) = try await tools.looks(
            at: held.account.id, before: nil, limit: Self.newest)
        let texts = page.records.map { look in
            let at = HumanText.dateTime(look.at, held.zone, language)
            let post = posts[look.position].map { words($0.title) } ?? ""
            let part = words("privacy.part.\(look.part?.rawValue ?? "other")")
            return "\(at) · \(post) · \(part)"
        }
        var blocks: [LetterBlock] = [.list(.bullets, texts.map { RichText($0) })]
        let left = Int(held.looks) - texts.count
        if left > 0 { blocks.append(rest(left)) }
        return blocks
    }
}
