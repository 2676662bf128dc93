import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

extension Cases {
    /// Seals an invented case under a key of its own and adds its rows to a block.
    @discardableResult
    package func add(
        _ invented: InventedCase, to block: inout CaseBlock
    ) throws -> InventedStanding {
        let id = CaseID(UUIDv7(at: invented.submittedAt, random: .system))
        let key = DataKey.random(id.value)
        try vault.add(key, to: &block.keys)
        let history = InventedHistory(
            invented, id: id, number: TrackingCode(random: .system), at: world.now)
        history.addCase(to: &block.cases)
        for task in history.tasks { history.add(task, to: &block.tasks) }
        let contents = ContentRows(vault: vault, key: key, caseID: id)
        let round = id.bytes + Int64(1).bigEndianBytes
        let answers = try contents.seal(invented.answers.json, "case_answers", round)
        block.answers.add([
            id.sqlValue, 1.sqlValue, invented.submittedAt.sqlValue, answers.sqlValue,
        ])
        if let asked = history.correction {
            let sealed = try contents.seal(asked.letter.json, "case_corrections", round)
            block.corrections.add([
                id.sqlValue, 1.sqlValue, asked.at.sqlValue, asked.step.sqlValue,
                asked.until.sqlValue, sealed.sqlValue,
            ])
        }
        for token in searchTokens(invented.answers, invented.rules.service.form) {
            block.tokens.add([token.sqlValue, id.sqlValue])
        }
        try ledger.add(history.acts, of: id, key: key, to: &block.ledger)
        block.numbers.append(history.number)
        return history.standing
    }

    package func write(_ block: CaseBlock, in tx: Transaction) throws {
        try block.keys.write(in: tx)
        try block.cases.write(in: tx)
        try block.tasks.write(in: tx)
        try block.answers.write(in: tx)
        try block.corrections.write(in: tx)
        try block.tokens.write(in: tx)
        try ledger.write(block.ledger, in: tx)
    }

    /// Writes files into the first round of a case and its answers, whatever its form allows.
    package func addBare(
        _ files: [FileAnswer], field: String, to id: CaseID, in tx: Transaction
    ) throws {
        let key = try vault.key(id, in: tx)
        let records = files.map { file in
            CaseFileRecord(
                blob: file.blob, round: 1, field: field, kind: file.kind.rawValue,
                bytes: file.size, name: file.name, at: world.now)
        }
        try FileRows.insert(records, of: id, key: key, vault: vault, in: tx)
        let contents = ContentRows(vault: vault, key: key, caseID: id)
        guard var answers = try contents.newestAnswers(in: tx) else { return }
        answers[field] = .files(answers.files(field) + files)
        try tx.execute("DELETE FROM case_answers WHERE case_id = \(id) AND round = 1")
        try contents.addAnswers(answers, round: 1, at: world.now, in: tx)
    }
}
