import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Scans of a letter that is not registered yet: those that have come piece by piece, and those
/// that come with its form.
struct NewScans: Sendable {
    /// What is being entered, by the id that its form carries; nil: nothing comes in pieces.
    var begun: MailID?
    /// Of those that have come, what the letter goes without.
    var dropped: Set<UploadID> = []
    var whole: [UploadedFile] = []
}

extension CorrespondenceTools {
    var begunLetters: BegunLetters { BegunLetters(uploads: scanUploads) }

    func beginNewScan(
        _ id: MailID, named name: String, size: Int64, by officer: Officer
    ) async throws -> Upload {
        let zone = try await shelf.zone()
        return try await store.write("letters.begin") { [self] tx in
            let officer = try now(officer, zone, in: tx)
            guard officer.may(.registerLetters) else {
                throw Refusal(.forbidden, "web.forbidden")
            }
            try begunLetters.open(id, by: officer.account, in: tx)
            let there = try begunLetters.scans(id, by: officer.account, in: tx).count
            return try scanUploads.begin(
                id, by: officer.account, name: name, size: size, alreadyThere: there, in: tx)
        }
    }

    /// The last piece makes it a scan that waits for its letter.
    func appendNewScan(
        _ bytes: [UInt8], at offset: Int64, to upload: UploadID, of id: MailID,
        by officer: Officer
    ) async throws -> Upload {
        let account = officer.account
        let seen = try await scanUploads.append(
            bytes, at: offset, to: upload, of: id, by: account)
        guard !seen.isDone, seen.received == seen.size else { return seen }
        try await store.write("letters.scan") { [self] tx in
            guard try begunLetters.take(id, by: account, in: tx) else {
                throw Refusal(.notFound, "forms.upload.gone")
            }
            _ = try scanUploads.markDone(upload, of: id, in: tx)
        }
        return Upload(id: upload, size: seen.size, received: seen.size, isDone: true)
    }

    /// The scans that have come for what an officer is entering.
    func waitingScans(_ id: MailID, for officer: Officer) async throws -> [WaitingScan] {
        try await store.read("letters.waiting") { [begunLetters] reader in
            try begunLetters.scans(id, by: officer.account, in: reader)
        }
    }

    /// All scans of a new letter on disk, before their rows: those that came in pieces first.
    func take(
        _ scans: NewScans, by officer: Officer
    ) async throws -> (coming: [ComingFile], waiting: [WaitingScan]) {
        do {
            return try await gathered(scans, by: officer)
        } catch let error where !(error is Refusal) {
            // The same form, sent twice: the other one ends what is being read here, and takes
            // its key and pieces along.
            guard let begun = scans.begun, try await !isBegun(begun, by: officer) else {
                throw error
            }
            throw Self.otherScans
        }
    }

    private func isBegun(_ id: MailID, by officer: Officer) async throws -> Bool {
        try await store.read("letters.begun", short: true) { [begunLetters] reader in
            try begunLetters.isThere(id, by: officer.account, in: reader)
        }
    }

    private func gathered(
        _ scans: NewScans, by officer: Officer
    ) async throws -> (coming: [ComingFile], waiting: [WaitingScan]) {
        var waiting: [WaitingScan] = []
        if let begun = scans.begun { waiting = try await waitingScans(begun, for: officer) }
        let kept = waiting.filter { !scans.dropped.contains($0.id) }
        guard kept.count + scans.whole.count <= KeptFiles.rule.maxCount else {
            throw Refusal(
                .invalid, "forms.file.tooMany", field: "pindaian",
                values: ["max": "\(KeptFiles.rule.maxCount)"])
        }
        let whole = try await files.take(scans.whole, field: "pindaian")
        return (try await joined(kept, of: scans.begun, by: officer.account) + whole, waiting)
    }

    private func joined(
        _ scans: [WaitingScan], of begun: MailID?, by account: AccountID
    ) async throws -> [ComingFile] {
        guard let begun else { return [] }
        var coming: [ComingFile] = []
        do {
            for scan in scans {
                coming.append(try await scanUploads.whole(scan.id, of: begun, by: account))
            }
        } catch let refusal as Refusal where refusal.kind == .notFound {
            throw Self.otherScans
        }
        return coming
    }

    /// The form was sent twice, or another scan has come since.
    private static let otherScans = Refusal(
        .conflict, "correspondence.problem.otherScans", field: "pindaian")

    /// Ends what was entered, in the transaction that registers it.
    /// - Parameter waiting: what was taken of it.
    func endBegun(
        _ scans: NewScans, _ waiting: [WaitingScan], by account: AccountID, in tx: Transaction
    ) throws {
        guard let begun = scans.begun else { return }
        let isThere = try begunLetters.take(begun, by: account, in: tx)
        guard try begunLetters.scans(begun, by: account, in: tx) == waiting else {
            throw Self.otherScans
        }
        if isThere { try begunLetters.end(begun, in: tx) }
    }
}
