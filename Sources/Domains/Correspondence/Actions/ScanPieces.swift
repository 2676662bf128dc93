import Contracts
import Forms
import Kernel
import People
import Store

/// More scans for a letter, piece by piece.
extension CorrespondenceTools {
    var scanUploads: ScanUploads { ScanUploads(files: files, store: store, world: world) }

    func beginScan(
        _ id: MailID, named name: String, size: Int64, by officer: Officer
    ) async throws -> Upload {
        try await acting(on: id, officer) { [self] mail, officer, tx in
            try mayScan(mail, officer)
            let there = try files.all(where: "f.mail = \(id)", in: tx).count
            return try scanUploads.begin(
                id, by: officer.account, name: name, size: size,
                alreadyThere: max(0, there - KeptFiles.rule.maxCount), in: tx)
        }
    }

    /// The last piece makes it a scan of the letter, with the same entry as one that came whole.
    func appendScan(
        _ bytes: [UInt8], at offset: Int64, to upload: UploadID, of id: MailID, by officer: Officer
    ) async throws -> Upload {
        let account = officer.account
        let seen = try await scanUploads.append(
            bytes, at: offset, to: upload, of: id, by: account)
        guard !seen.isDone, seen.received == seen.size else { return seen }
        let whole = try await scanUploads.whole(upload, of: id, by: account)
        do {
            let isMine = try await acting(on: id, officer) { [self] mail, officer, tx in
                let seat = try mayScan(mail, officer)
                guard try scanUploads.finish(upload, of: id, in: tx) else { return false }
                try files.keep([whole], key: try vault.key(id, in: tx), mail: id, in: tx)
                try append(
                    "letter.scanned", officer, seat.position, unit: mail.unit,
                    ["letter": .string(id.text), "files": 1], in: tx)
                return true
            }
            if !isMine { try? await blobs.discard(whole.stored) }
        } catch let refusal as Refusal {
            try? await blobs.discard(whole.stored)
            throw refusal
        }
        return Upload(id: upload, size: seen.size, received: seen.size, isDone: true)
    }

    @discardableResult
    private func mayScan(_ mail: Mail, _ officer: Officer) throws -> Authority {
        let seat = try registrar(officer, of: mail.unit)
        guard mail.state != .void else {
            throw Refusal(.conflict, "correspondence.problem.void")
        }
        return seat
    }
}
