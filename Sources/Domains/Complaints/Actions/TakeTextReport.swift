import Cases
import Contracts
import Forms
import Kernel
import People
import Store

/// `LAPOR jalan berlubang depan pasar anyar`: a report by text message. What is missing is asked
/// back, and the next `LAPOR` of the same phone within a day answers it.
struct TakeTextReport: Sendable {
    let tools: ComplaintTools

    /// How long a report waits for what it lacks, in milliseconds.
    private static let patience: Int64 = 86_400_000

    var command: TextCommand {
        TextCommand(
            ["LAPOR", "ADUAN"],
            help: LocalizedText(
                id: ComplaintWords.wording(.id)("complaints.text.help"),
                en: ComplaintWords.wording(.en)("complaints.text.help"))
        ) { question in
            try await answer(question)
        }
    }

    private func answer(_ question: TextQuestion) async throws -> String {
        let words = ComplaintWords.wording(question.language)
        guard !question.rest.isEmpty else { return words("complaints.text.help") }
        let catalogue = try await tools.shelf.published()
        guard let service = catalogue.reportService, let rule = service.terms.report else {
            return words("complaints.closed")
        }
        let phone = tools.vault.index(question.from.text, "report.texts")
        let pending = try await tools.store.read("report.text") { reader in
            try row(phone, in: reader)
        }
        // A gateway may hand a message over twice.
        if let pending, pending.message == question.id { return pending.answer }
        let isFresh = pending.map { question.at.milliseconds - $0.at < Self.patience } ?? false
        let open: Pending
        if let pending, isFresh, pending.isOpen {
            open = pending
        } else {
            open = try await begin(question, service, catalogue, phone)
        }
        let state = try await fill(open, question, service, rule, catalogue)
        guard state.missing == nil else {
            let reply = words("complaints.text.\(state.missing ?? "")")
            try await note(phone, question, reply)
            return reply
        }
        let today = Day(question.at, in: catalogue.profile.zone)
        let end = try await tools.store.read("report.blocked") { [tools] reader in
            try BlockRows(tools: tools).end(open.account, on: today, in: reader)
        }
        if let end {
            let day = HumanText.day(end, question.language)
            let reply = words("complaints.blocked", ["day": day])
            try await note(phone, question, reply)
            return reply
        }
        if let until = try await tools.floods(catalogue).text(from: question.from) {
            let time = HumanText.dateTime(until, catalogue.profile.zone, question.language)
            let reply = words("complaints.flood.text", ["time": time])
            try await note(phone, question, reply)
            return reply
        }
        let number = try await tools.cases.submit(
            open.draft, by: open.account, language: question.language, declared: true)
        let reply = words(
            "complaints.text.taken",
            [
                "number": number.text,
                "topic": catalogue.topicTitle(state.topic).text(question.language),
                "place": state.region.map(catalogue.placeName) ?? "",
            ])
        try await note(phone, question, reply)
        return reply
    }

    // MARK: What is there

    private struct Pending: Sendable {
        let draft: CaseID
        let account: AccountID
        let message, answer: String
        let at: Int64
        /// Whether its draft still waits.
        let isOpen: Bool
    }

    private func row(_ phone: [UInt8], in reader: Reader) throws -> Pending? {
        try reader.row(
            """
            SELECT t.draft, t.account, t.message, t.answer, t.at, d.id FROM report_texts t \
            LEFT JOIN drafts d ON d.id = t.draft WHERE t.phone = \(phone)
            """
        ).map {
            Pending(
                draft: $0.id(0), account: $0.id(1), message: $0.text(2), answer: $0.text(3),
                at: $0.int(4), isOpen: !$0.isNull(5))
        }
    }

    private func begin(
        _ question: TextQuestion, _ service: Service, _ catalogue: Catalogue, _ phone: [UInt8]
    ) async throws -> Pending {
        let name = ComplaintWords.wording(question.language)("complaints.guest")
        return try await tools.store.write("report.text.begin") { [tools] tx in
            let account = try tools.walkins.enterReporter(
                name, language: question.language, in: tx)
            // Whoever sends from a phone reads what comes to it.
            try tools.walkins.keep(.phone(question.from), of: account, in: tx)
            let draft = try tools.drafts.begin(
                account: account, service: service.code, version: catalogue.version, in: tx)
            try tx.execute(
                """
                INSERT INTO report_texts (phone, draft, account, message, answer, at) VALUES \
                (\(phone), \(draft), \(account), '', '', \(question.at.milliseconds)) \
                ON CONFLICT (phone) DO UPDATE SET draft = excluded.draft, \
                account = excluded.account, message = '', answer = '', at = excluded.at
                """)
            return Pending(
                draft: draft, account: account, message: "", answer: "",
                at: question.at.milliseconds, isOpen: true)
        }
    }

    private func note(
        _ phone: [UInt8], _ question: TextQuestion, _ reply: String
    ) async throws {
        try await tools.store.write("report.text.note") { tx in
            try tx.execute(
                """
                UPDATE report_texts SET message = \(question.id), answer = \(reply) \
                WHERE phone = \(phone)
                """)
        }
    }

    // MARK: What the message says

    private struct Filled: Sendable {
        var topic = ""
        var region: RegionCode?
        /// What is asked back.
        var missing: String?
    }

    /// Adds what the message says to the draft.
    private func fill(
        _ open: Pending, _ question: TextQuestion, _ service: Service, _ rule: ReportRule,
        _ catalogue: Catalogue
    ) async throws -> Filled {
        try await tools.store.write("report.text.fill") { [tools] tx in
            guard let draft = try tools.drafts.take(open.draft, account: open.account, in: tx),
                let group = service.form.groups.first(where: {
                    $0.fields.contains { $0.id == rule.text }
                })
            else { throw Refusal(.notFound, "forms.draft.gone") }
            var texts = draft.typed(group.id).texts
            let before = texts[rule.text]?.first ?? ""
            let text = before.isEmpty ? question.rest : before + "\n" + question.rest
            texts[rule.text] = [text]
            var filled = Filled()
            let heard = catalogue.heard(text)
            if let topic = heard.first {
                texts[rule.topic] = [topic]
                filled.topic = topic
            }
            let places = catalogue.places.named(in: text)
            if places.count == 1, let region = places.first {
                texts["\(rule.place).kelurahan"] = [region.code.text]
                texts["\(rule.place).tempat"] = [String(text.prefix(300))]
                filled.region = region.code
            }
            filled.missing =
                filled.topic.isEmpty
                ? "what"
                : filled.region != nil
                    ? nil : places.isEmpty ? "where" : "which"
            let typed = TypedAnswers(texts)
            let content = SectionContent(
                answers: typed.read(service.form, group: group.id).answers, typed: typed)
            _ = try tools.drafts.save(
                open.draft, account: open.account, group: group.id, content: content,
                revision: draft.revision(group.id), in: tx)
            return filled
        }
    }
}

extension Places {
    /// Kelurahan whose names stand in a text, where several fit those with the longest name.
    func named(in text: String) -> [Region] {
        let words = " " + Self.plain(text) + " "
        let found = regions.filter { words.contains(" " + Self.plain($0.name) + " ") }
        let longest = found.map(\.name.utf8.count).max()
        let best = found.filter { $0.name.utf8.count == longest }
        guard best.count > 1 else { return best }
        let here = best.filter { words.contains(" " + Self.plain($0.district) + " ") }
        return here.isEmpty ? best : here
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
