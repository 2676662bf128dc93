import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

extension ServingDesk {
    /// Saves all groups of the page and attaches files, in one transaction.
    /// - Returns: whether somebody else had saved a group meanwhile; what was typed here then
    ///   stays on the page.
    func save(
        _ sent: SentSheet, _ files: SentFiles, _ open: OpenSitting, by officer: Officer
    ) async throws -> Bool {
        let (id, person, form) = (open.draft.id, open.sitting.person, open.form)
        let version = open.catalogue.version
        return try await store.write("counter.save") { [self] tx in
            _ = try walkins.post(of: officer, in: tx)
            guard let sitting = try SittingRows.find(id, in: tx), sitting.endedAt == nil,
                sitting.officer == officer.account,
                let draft = try drafts.load(id, account: person, in: tx)
            else { throw Refusal(.notFound, "forms.draft.gone") }
            if draft.version != version {
                try drafts.carry(id, account: person, to: version, in: tx)
            }
            if let blob = sent.removes {
                try drafts.detach(blob, draft: id, account: person, in: tx)
            }
            try files.attach(to: draft, account: person, drafts, in: tx)
            if sent.isWhole {
                try SittingRows.keep(originals: sent.originals, id, in: tx)
            }
            var isConflict = false
            for group in form.groups where sent.shows(group) {
                let typed = sent.merged(over: draft.typed(group.id), group)
                let content = SectionContent(
                    answers: typed.read(form, group: group.id).answers, typed: typed)
                let saving = try drafts.save(
                    id, account: person, group: group.id, content: content,
                    revision: sent.revisions[group.id] ?? 0, in: tx)
                if case .conflict(let theirs) = saving {
                    isConflict = true
                    try drafts.resolve(
                        id, account: person, group: group.id, keepVariant: false,
                        revision: theirs.revision, in: tx)
                }
            }
            return isConflict
        }
    }

    /// Sends what is complete: the case is the person's, the act the officer's. The same draft
    /// again is the same case.
    func send(
        _ open: OpenSitting, signed: Bool, by officer: Officer
    ) async throws -> TrackingCode {
        let sitting = open.sitting
        guard signed else {
            throw Refusal(.invalid, "counter.declaration", field: "pernyataan", values: [:])
        }
        let person = try await store.read("counter.person") { [walkins] reader in
            try walkins.served(sitting.person, in: reader)
        }
        let sender = DeskSender(
            receivedAt: sitting.receivedAt, number: sitting.sheet,
            actor: { [self] tx in
                let post = try walkins.post(of: officer, in: tx)
                guard let now = try SittingRows.find(sitting.draft, in: tx),
                    now.officer == officer.account, now.endedAt == nil
                else { throw Refusal(.notFound, "forms.draft.gone") }
                return officer.actor(post.position)
            },
            after: { [self] id, number, tx in
                try finish(sitting, id, number, person, by: officer, in: tx)
            })
        return try await tools.cases.submit(
            sitting.draft, by: sitting.person, desk: sender, language: person.language,
            declared: true)
    }

    private func finish(
        _ sitting: Sitting, _ id: CaseID, _ number: TrackingCode, _ person: ServedPerson,
        by officer: Officer, in tx: Transaction
    ) throws {
        let now = world.now
        if let sheet = sitting.sheet, let receivedAt = sitting.receivedAt {
            try use(sheet, receivedAt, as: id, by: officer, in: tx)
        }
        try SittingRows.end(sitting.draft, as: number, at: now, in: tx)
        try tx.execute("DELETE FROM counter_brings WHERE draft = \(sitting.draft)")
        if person.isWalkin { try makeClaim(id, sitting.person, in: tx) }
        let actor = officer.actor(sitting.position)
        try note(
            "counter.sent", by: actor, unit: sitting.unit, service: sitting.service, caseID: id,
            ["number": .string(number.text), "sheet": .bool(sitting.sheet != nil)], in: tx)
    }

    private func use(
        _ number: TrackingCode, _ receivedAt: Instant, as id: CaseID, by officer: Officer,
        in tx: Transaction
    ) throws {
        guard let sheet = try SheetRows.find(number, in: tx) else {
            throw Refusal(.invalid, "counter.sheet.unknown")
        }
        try sheet.check(receivedAt: receivedAt, now: world.now)
        if Sheet.isLate(receivedAt: receivedAt, now: world.now) {
            guard sheet.isAllowed && sheet.receivedAt == receivedAt else {
                throw Refusal(.forbidden, "counter.sheet.late")
            }
            // Whoever took the form over after allowing it is no second pair of eyes.
            guard try SheetRows.allower(number, in: tx) != officer.account else {
                throw Refusal(.forbidden, "counter.sheet.own")
            }
        }
        let isUsed = try SheetRows.use(
            number, as: id, receivedAt: receivedAt, by: officer.account, at: world.now, in: tx)
        guard isUsed else { throw Refusal(.conflict, "counter.sheet.\(sheet.state.rawValue)") }
    }
}
