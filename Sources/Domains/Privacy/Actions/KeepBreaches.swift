import Contracts
import Kernel
import Ledger
import People
import Store

extension PrivacyTools {
    private var rows: BreachRows { BreachRows(vault: vault) }

    func breaches() async throws -> [Breach] {
        try await store.read("privacy.breaches") { [rows] in try rows.all(in: $0) }
    }

    func breach(_ id: UUIDv7) async throws -> Breach {
        let found = try await store.read("privacy.breach") { [rows] in
            try rows.find(id, in: $0)
        }
        guard let found else { throw Refusal(.notFound, "privacy.breach.none") }
        return found
    }

    /// Puts a breach into the register; the clock runs from when it was found.
    func noteBreach(
        foundAt: Instant, people: Int64, _ text: Breach.Text, by officer: Officer
    ) async throws -> UUIDv7 {
        let position = try protecting(officer)
        guard foundAt <= world.now else {
            throw Refusal(.invalid, "privacy.breach.future", field: "tanggal")
        }
        return try await store.write("privacy.breach.new") { [self] tx in
            let id = world.uuid()
            let breach = Breach(
                id: id, foundAt: foundAt, notedAt: world.now, people: people, text: text,
                agencyAt: nil, peopleAt: nil)
            try rows.insert(breach, by: officer.account, position, in: tx)
            try append("privacy.breach-noted", id, officer.account, position, in: tx)
            return id
        }
    }

    /// Completes what is known.
    func changeBreach(
        _ id: UUIDv7, people: Int64, _ text: Breach.Text, by officer: Officer
    ) async throws {
        let position = try protecting(officer)
        try await store.write("privacy.breach.change") { [self] tx in
            guard try rows.find(id, in: tx) != nil else {
                throw Refusal(.notFound, "privacy.breach.none")
            }
            try rows.update(id, people: people, text, in: tx)
            try append("privacy.breach-changed", id, officer.account, position, in: tx)
        }
    }

    /// Marks who was told; the mark cannot be taken back.
    func markTold(
        _ id: UUIDv7, _ audience: BreachAudience, by officer: Officer
    ) async throws {
        let position = try protecting(officer)
        try await store.write("privacy.breach.told") { [self] tx in
            guard try rows.find(id, in: tx) != nil else {
                throw Refusal(.notFound, "privacy.breach.none")
            }
            guard try rows.mark(id, audience, at: world.now, in: tx) else { return }
            try append(
                "privacy.breach-told", id, officer.account, position, ["who": audience.rawValue],
                in: tx)
        }
    }

    /// The post from which the officer protects data.
    func protecting(_ officer: Officer) throws -> PositionID {
        guard let seat = officer.seat(.protectPrivacy) else {
            throw Refusal(.forbidden, "web.forbidden")
        }
        return seat.position
    }

    private func append(
        _ type: String, _ id: UUIDv7, _ account: AccountID, _ position: PositionID,
        _ more: [String: String] = [:], in tx: Transaction
    ) throws {
        let facts = more.mapValues { JSONValue.string($0) }
            .merging(["breach": .string(id.text)]) { first, _ in first }
        try ledger.append(
            LedgerEntry(
                type: type, actor: .officer(account, position), facts: .object(facts),
                at: world.now),
            key: nil, in: tx)
    }
}
