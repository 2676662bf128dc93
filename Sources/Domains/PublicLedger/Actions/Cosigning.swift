import Cases
import Kernel
import Ledger
import Outbound
import Store
import TransparencyLog

/// Has witnesses cosign new checkpoints (C2SP tlog-witness). Each is asked by itself: one that
/// fails delays neither the tree nor another.
public struct Cosigning: Sendable {
    /// How a round with one witness ended.
    public enum Outcome: Sendable, Hashable {
        /// It has signed at this size.
        case signed(Int64)
        /// It has signed the newest already, or there is none.
        case nothingNew
        /// It knows a tree of this size, greater than the city's: the city was restored from an
        /// older copy, or somebody else signs in its name.
        case ahead(Int64)
        /// It answered otherwise, or with a signature that does not hold.
        case refused(Int)
        case failed(OutboundError)
    }

    let desk: LedgerDesk
    let outbound: Outbound
    /// Between two looks at the newest checkpoint.
    private static let pause = Duration.seconds(2)

    public init(desk: LedgerDesk, outbound: Outbound) {
        self.desk = desk
        self.outbound = outbound
    }

    /// Asks the witnesses that are named until the task is cancelled.
    public func run() async {
        while !Task.isCancelled {
            let named = await witnesses() ?? []
            await withTaskGroup(of: Void.self) { group in
                for witness in named { group.addTask { await follow(witness) } }
                group.addTask { await change(of: named) }
                await group.next()
                group.cancelAll()
            }
        }
    }

    /// Returns when the published files name others.
    private func change(of named: [CityWitness]) async {
        repeat {
            try? await Task.sleep(for: .seconds(5))
            if let now = await witnesses(), now != named { return }
        } while !Task.isCancelled
    }

    private func witnesses() async -> [CityWitness]? {
        try? await desk.shelf.published().profile.witnesses
    }

    private func follow(_ witness: CityWitness) async {
        var failures = 0
        while !Task.isCancelled {
            switch try? await round(witness) {
            case .signed, .nothingNew: failures = 0
            case .ahead, .refused, .failed, nil: failures += 1
            }
            try? await Task.sleep(for: Self.pause * (1 << min(failures, 7)))
        }
    }

    /// Asks one witness to sign the newest checkpoint, unless it has.
    public func round(_ witness: CityWitness) async throws -> Outcome {
        let (newest, known) = try await desk.store.read("ledger.witness") { reader in
            (
                try desk.log.checkpoint(in: reader),
                try desk.log.cosigned(in: reader)[witness.key.name]?.size ?? 0
            )
        }
        guard let newest, newest.size > known else { return .nothingNew }
        let answer: OutboundAnswer?
        do throws(OutboundError) {
            let first = try await ask(witness, newest, from: known)
            if first?.status == 409, let size = Self.size(first?.body), size != known {
                guard size <= newest.size else { return .ahead(size) }
                // It has heard of the ledger from elsewhere, or we have forgotten.
                answer = try await ask(witness, newest, from: size)
            } else {
                answer = first
            }
        } catch {
            return .failed(error)
        }
        guard let answer, answer.status == 200 else { return .refused(answer?.status ?? 0) }
        return try await keep(answer.body, of: witness, on: newest)
            ? .signed(newest.size) : .refused(answer.status)
    }

    /// - Returns: nil when there is no proof from that size.
    private func ask(
        _ witness: CityWitness, _ checkpoint: PublishedCheckpoint, from old: Int64
    ) async throws(OutboundError) -> OutboundAnswer? {
        let proof = try? await desk.store.read("ledger.witness.proof") { reader in
            try desk.log.consistency(from: old, to: checkpoint.size, in: reader)
        }
        guard let proof else { return nil }
        let own = checkpoint.note.signatures.filter { $0.name == desk.log.origin }
        let note = SignedNote(text: checkpoint.note.text, signatures: own)
        let request = WitnessedLog.Request(old: old, proof: proof, note: note)
        return try await outbound.send(
            .post("\(witness.address)/add-checkpoint", body: Array(request.body.utf8)))
    }

    private func keep(
        _ body: [UInt8], of witness: CityWitness, on checkpoint: PublishedCheckpoint
    ) async throws -> Bool {
        for line in String(decoding: body, as: UTF8.self).split(separator: "\n").prefix(16) {
            guard let signature = NoteSignature(line: line),
                signature.name == witness.key.name, signature.keyID == witness.key.id
            else { continue }
            if try await desk.log.keep(signature, of: witness.key, on: checkpoint) { return true }
        }
        return false
    }

    private static func size(_ body: [UInt8]?) -> Int64? {
        guard let body, body.count <= 20 else { return nil }
        let text = String(decoding: body, as: UTF8.self)
        return Checkpoint.size(text.hasSuffix("\n") ? text.dropLast() : text[...])
    }
}
