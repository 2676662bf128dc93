import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// A case as a row of an archive says it.
struct ImportedCase: Sendable {
    let key, number: String
    let service: ServiceCode
    let sent: Day
    /// How it ended, and when; nothing while it runs.
    let end: (outcome: Outcome, day: Day)?
    let person: String?
    let contact: Contact?
    let name, nik: String?
    let region: RegionCode?
}

/// Reads a row of cases; the format is docs/import.md.
struct CaseRowReader: Sendable {
    let catalogue: Catalogue

    static let columns = [
        "kunci", "nomor_lama", "layanan", "masuk", "keadaan", "selesai", "pemohon", "kontak",
        "nama", "nik", "kelurahan",
    ]
    static let required = ["kunci", "nomor_lama", "layanan", "masuk", "keadaan"]

    private static let states: [String: Outcome?] = [
        "berjalan": Outcome?.none, "dikabulkan": .granted, "ditolak": .refused,
        "dicabut": .withdrawn, "gugur": .lapsed,
    ]

    func read(_ row: ImportRow) -> (draft: ImportedCase?, problems: [ImportProblem]) {
        var fields = ImportFields(row)
        let key = fields.text("kunci", max: 100)
        let number = fields.text("nomor_lama", max: 80)
        let service = service(&fields)
        let sent = fields.day("masuk")
        if row["keadaan"] == nil { fields.note("keadaan", "missing", "is empty") }
        let outcome = fields.word("keadaan", Self.states) ?? nil
        let ended = fields.optionalDay("selesai")
        if outcome != nil, row["selesai"] == nil {
            fields.note("selesai", "missing", "is empty: when did it end?")
        }
        if let ended, ended < sent { fields.note("selesai", "order", "lies before `masuk`") }
        let contact = fields.value(
            "kontak", "malformed", "is neither an e-mail address nor a phone number"
        ) { try Contact(typed: $0) }
        let nik = fields.value(
            "nik", "malformed", "is no NIK: sixteen digits with a day of birth"
        ) { try NIK($0).text }
        let person = fields.optionalText("pemohon", max: 100)
        if person == nil, row["kontak"] == nil {
            fields.note(
                "pemohon", "missing", "is empty, and so is `kontak`: one of them says whose it is")
        }
        let name = fields.optionalText("nama", max: 120)
        let region = region(&fields)
        guard fields.isRight, let service else { return (nil, fields.problems) }
        let draft = ImportedCase(
            key: key, number: number, service: service, sent: sent,
            end: outcome.flatMap { outcome in ended.map { (outcome, $0) } }, person: person,
            contact: contact, name: name, nik: nik, region: region)
        return (draft, [])
    }

    private func service(_ fields: inout ImportFields) -> ServiceCode? {
        let code = ServiceCode(fields.text("layanan", max: 40))
        if let code, catalogue.services[code] != nil { return code }
        if fields.row["layanan"] != nil {
            fields.note("layanan", "unknown", "is no service of this city: write its code")
        }
        return nil
    }

    private func region(_ fields: inout ImportFields) -> RegionCode? {
        guard let text = fields.row["kelurahan"] else { return nil }
        if let code = RegionCode(text), catalogue.region(code) != nil { return code }
        fields.note("kelurahan", "unknown", "is no code of a region of this city")
        return nil
    }
}

extension Cases {
    /// Seals a case of an archive under a key of its own and adds its rows to a block. An open one
    /// stands at the first step of its service, as if it had just been sent here.
    func add(
        _ draft: ImportedCase, _ rules: CaseRules, _ applicant: AccountID,
        to block: inout CaseBlock
    ) throws -> CaseID {
        let zone = rules.calendar.zone
        let service = rules.service
        let sent = draft.sent.at(hour: 8, minute: 0, in: zone)
        let closed = draft.end.map { $0.day.at(hour: 16, minute: 0, in: zone) }
        let id = CaseID(UUIDv7(at: sent, random: .system))
        let key = DataKey.random(id.value)
        try vault.add(key, to: &block.keys)
        let contents = ContentRows(vault: vault, key: key, caseID: id)
        let answers = answers(draft, service)
        let row = id.bytes + Int64(1).bigEndianBytes
        block.answers.add([
            id.sqlValue, 1.sqlValue, sent.sqlValue,
            try contents.seal(answers.json, "case_answers", row).sqlValue,
        ])
        for token in searchTokens(answers, service.form) {
            block.tokens.add([token.sqlValue, id.sqlValue])
        }
        guard let first = service.flow.steps.first, let last = service.flow.steps.last else {
            throw CaseFault.noStep("first")
        }
        let number = TrackingCode(random: .system)
        let step = closed == nil ? first : last
        block.cases.add([
            id.sqlValue, number.symbols.sqlValue, service.code.text.sqlValue,
            service.version.sqlValue, service.owner.text.sqlValue, step.unit.text.sqlValue,
            (draft.region?.text).sqlValue, applicant.sqlValue, Language.id.rawValue.sqlValue,
            service.confidentiality.level.sqlValue,
            (closed == nil ? CaseState.open : .closed).rawValue.sqlValue,
            (draft.end?.outcome.rawValue).sqlValue, step.id.sqlValue, sent.sqlValue, 1.sqlValue,
            1.sqlValue, sent.sqlValue, Instant?.none.sqlValue, Instant?.none.sqlValue,
            Int64?.none.sqlValue, Instant?.none.sqlValue, Instant?.none.sqlValue, 0.sqlValue,
            closed.sqlValue,
        ])
        block.numbers.append(number)
        if closed == nil { try addTask(first, id, draft, rules, sent, to: &block) }
        try ledger.add(
            acts(draft, id, service, sent: sent, closed: closed), of: id, key: key,
            to: &block.ledger)
        return id
    }

    private func addTask(
        _ step: Step, _ id: CaseID, _ draft: ImportedCase, _ rules: CaseRules, _ sent: Instant,
        to block: inout CaseBlock
    ) throws {
        let service = rules.service
        // With the days that were decreed in the house, like every clock that is set now.
        let due = try step.within.deadline(from: world.now, calendar: rules.calendar)
        block.tasks.add([
            UUIDv7(at: sent, random: .system).sqlValue, id.sqlValue, step.id.sqlValue,
            step.kind.rawValue.sqlValue, 0.sqlValue, step.unit.text.sqlValue,
            step.role.text.sqlValue, (draft.region?.text).sqlValue,
            service.confidentiality.level.sqlValue, TaskState.open.rawValue.sqlValue,
            world.now.sqlValue, due.sqlValue, due.sqlValue, 0.sqlValue,
            Instant?.none.sqlValue, AccountID?.none.sqlValue,
        ])
    }

    /// What the row says, where the form asks for it.
    private func answers(_ draft: ImportedCase, _ service: Service) -> Answers {
        var answers = Answers()
        for field in service.form.fields {
            switch field.kind {
            case .nik: answers[field.id] = draft.nik.map { .text($0) }
            case .text where field.personal == .name:
                if answers[field.id] == nil { answers[field.id] = draft.name.map { .text($0) } }
            case .region(let level) where !level.isBelowKelurahan:
                if let region = draft.region, region.level == level.level {
                    answers[field.id] = .text(region.text)
                }
            default: continue
            }
        }
        return answers
    }

    private func acts(
        _ draft: ImportedCase, _ id: CaseID, _ service: Service, sent: Instant, closed: Instant?
    ) -> [LedgerEntry] {
        func entry(_ kind: ActKind, _ at: Instant) -> LedgerEntry {
            LedgerEntry(
                type: kind.rawValue, caseID: id, actor: .system("import"),
                service: service.code.text, unit: service.owner.text,
                facts: ["legacy": .string(draft.number)], at: at)
        }
        guard let closed, let outcome = draft.end?.outcome else { return [entry(.submitted, sent)] }
        let kind: ActKind =
            switch outcome {
            case .granted: .granted
            case .refused: .refused
            case .withdrawn: .withdrawn
            case .lapsed: .lapsed
            case .answered: .answered
            }
        return [entry(.submitted, sent), entry(kind, closed)]
    }
}
