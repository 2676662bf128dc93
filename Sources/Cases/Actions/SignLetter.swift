import Contracts
import Crypto
import Documents
import Kernel
import People
import Store

/// The file of a letter, ready to be issued.
struct FinishedLetter: Sendable {
    let code: String
    let digest: String
    let blob: BlobID
    /// Not yet among the files of the house; one that an official signed is there already.
    let stored: StoredBlob?
}

extension Cases {
    /// Prints, signs and stores a letter, outside of the transaction that issues it.
    ///
    /// What an official has signed is kept at once, before anything else can fail: the next try
    /// takes it up, so nothing is signed twice.
    func finished(
        _ prepared: PreparedLetter, _ act: OfficerAct, _ rules: CaseRules, by hand: LetterHand?
    ) async throws -> FinishedLetter {
        guard let hand else {
            let (stored, digest) = try await pressed(prepared, rules, by: nil)
            return FinishedLetter(
                code: prepared.code, digest: digest, blob: BlobID(stored.id), stored: stored)
        }
        let imprint = prepared.imprint(by: act.officer.account)
        let claim = try await store.write("case.letter.claim") { [self] tx in
            try SigningRows.claim(prepared.letter, imprint, at: world.now, blobs, in: tx)
        }
        switch claim {
        case .kept(let kept): return FinishedLetter(kept)
        case .busy: throw Refusal(.conflict, "case.letter.being_signed")
        case .free: break
        }
        do {
            let (stored, digest) = try await pressed(prepared, rules, by: hand)
            let kept = SigningRows.Kept(
                code: prepared.code, blob: BlobID(stored.id), digest: digest)
            try await store.write("case.letter.keep") { [self] tx in
                let key = try vault.key(act.caseID.value, in: tx)
                try blobs.register(stored, owner: key, in: tx)
                try SigningRows.keep(prepared.letter, kept, in: tx)
            }
            return FinishedLetter(kept)
        } catch {
            try await store.write("case.letter.release") { tx in
                try SigningRows.release(prepared.letter, in: tx)
            }
            throw error
        }
    }

    /// The file of a letter: printed, signed by the hand, if there is one, and sealed.
    private func pressed(
        _ prepared: PreparedLetter, _ rules: CaseRules, by hand: LetterHand?
    ) async throws -> (stored: StoredBlob, digest: String) {
        let facts = prepared.facts(rules, at: world.now)
        var pdf = try await renderer.render(prepared.document)
        if let hand { pdf = try await hand.apply(to: pdf, facts) }
        pdf = try await seal.apply(to: pdf, facts)
        return (try await blobs.put(pdf), LetterComposer.digest(pdf))
    }
}

extension FinishedLetter {
    init(_ kept: SigningRows.Kept) {
        self.init(code: kept.code, digest: kept.digest, blob: kept.blob, stored: nil)
    }
}

extension PreparedLetter {
    /// Everything that a signature stands for, but the code: equal imprints are the same letter.
    func imprint(by account: AccountID) -> [UInt8] {
        let parts: [JSONValue] = [
            .string(text), .string(number), .string(kind.rawValue), .integer(version),
            .string(validUntil?.iso ?? ""), .string(position.text), .string(account.text),
            .string(signature.capacity), .string(signature.position), .string(signature.name),
            .array(signature.dateLines.map { .string($0) }),
        ]
        return Array(SHA256.hash(data: JSONValue.array(parts).canonical))
    }
}

extension Scene {
    /// Writes down that a letter is issued, with its file.
    func issue(
        _ letter: LetterRecord, _ prepared: PreparedLetter, _ file: FinishedLetter
    ) throws {
        if let stored = file.stored {
            try cases.blobs.register(stored, owner: key, in: tx)
        } else {
            try SigningRows.finish(prepared.letter, in: tx)
        }
        try LetterRows.issue(
            letter.id, number: prepared.number, code: file.code, blob: file.blob,
            digest: file.digest, validUntil: prepared.validUntil, at: now, in: tx)
        try LetterRows.succeed(record.id, by: prepared.number, in: tx)
        try NumberRows.use(record.id, text: prepared.number, at: now, in: tx)
    }
}
