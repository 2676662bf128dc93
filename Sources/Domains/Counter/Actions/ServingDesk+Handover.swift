import Cases
import Contracts
import Forms
import Kernel
import People
import Previews
import Store

/// How somebody says that they received the original of a letter.
enum Receiving: Sendable {
    /// Drawn on the pad of the counter: a picture of the house's own making.
    case pad([UInt8])
    /// Signed on a printed slip, with the number that the office gave it.
    case paper(String)

    var way: String {
        switch self {
        case .pad: "pad"
        case .paper: "paper"
        }
    }
}

/// A hand-over as its owner sees it.
struct Handover: Sendable {
    let receiver: String
    let at: Instant
    let way: String
    /// The number of the slip.
    let slip: String?
    let picture: [UInt8]?
}

extension ServingDesk {
    private static let table = "counter_signatures"
    static let mostSigned = 90_000

    /// Hands the original over: the act of the case and the receiver's signature are one.
    /// - Throws: `Refusal`: no name, no signature; the step is not there or not the officer's.
    func handOver(
        _ act: OfficerAct, to name: String, _ receiving: Receiving
    ) async throws {
        let receiver = try PersonName.checked(name)
        try await tools.cases.handOver(act) { [self] id, actor, tx in
            guard let account = actor.account, let position = actor.position else {
                throw Refusal(.forbidden, "people.walkin.forbidden")
            }
            _ = try walkins.post(of: act.officer, in: tx)
            let key = try tools.vault.key(id, in: tx)
            let content: [UInt8] =
                switch receiving {
                case .pad(let picture): picture
                case .paper(let number): Array(number.utf8)
                }
            let sealed = try tools.vault.seal(content, with: key, at: place(id, "content"))
            let named = try tools.vault.seal(receiver, with: key, at: place(id, "receiver"))
            try tx.execute("DELETE FROM counter_signatures WHERE case_id = \(id)")
            try tx.execute(
                """
                INSERT INTO counter_signatures (case_id, way, receiver, content, officer, \
                position, at) VALUES (\(id), \(receiving.way), \(named), \(sealed), \
                \(account), \(position), \(world.now))
                """)
            try note(
                "counter.handed-over", by: actor, unit: nil, caseID: id,
                ["way": .string(receiving.way)], in: tx)
        }
    }

    /// A drawing of the pad, read in the fence of previews and made anew.
    /// - Throws: `Refusal`: too large, not a picture.
    func drawn(_ png: [UInt8]) async throws -> Receiving {
        guard png.count <= Self.mostSigned, FileKind.sniff(png) == .png else {
            throw Refusal(.invalid, "counter.hand.unread", field: "slip", values: [:])
        }
        do {
            let preview = try await tools.previewer.preview(png, .picture)
            guard let page = preview.pages.first else { throw PreviewFault.broken }
            return .pad(page.jpeg)
        } catch is PreviewFault {
            throw Refusal(.invalid, "counter.hand.unread", field: "slip", values: [:])
        }
    }

    func handover(of id: CaseID) async throws -> Handover? {
        try await store.read("counter.handover") { [self] reader in
            let found = try reader.row(
                "SELECT way, receiver, content, at FROM counter_signatures WHERE case_id = \(id)")
            guard let row = found else { return nil }
            let key = try tools.vault.key(id, in: reader)
            let content = try tools.vault.open(
                row.bytes(2), with: key, at: place(id, "content"))
            let isPad = row.text(0) == "pad"
            return Handover(
                receiver: try tools.vault.openText(
                    row.bytes(1), with: key, at: place(id, "receiver")),
                at: row.instant(3), way: row.text(0),
                slip: isPad ? nil : String(decoding: content, as: UTF8.self),
                picture: isPad ? content : nil)
        }
    }

    private func place(_ id: CaseID, _ column: String) -> SealPlace {
        SealPlace(table: Self.table, row: id, column: column)
    }
}
