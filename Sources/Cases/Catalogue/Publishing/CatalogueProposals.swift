import Contracts
import Kernel
import Ledger
import Notices
import People
import Store

/// Publishing with four eyes: one officer proposes an edition of the city's files, another one puts
/// it into force. Neither holds the position of the other.
public struct CatalogueProposals: Sendable {
    /// A reason says more than a word.
    public static let shortest = 10

    private let cases: Cases
    private let directory: OfficerDirectory
    /// Adds what the edition's people.yaml has and the house has not; says how much that was.
    private let complete: @Sendable (Catalogue, Transaction) throws -> Int

    private var rows: ProposalRows { ProposalRows(vault: cases.vault) }

    public init(
        cases: Cases, directory: OfficerDirectory,
        complete: @escaping @Sendable (Catalogue, Transaction) throws -> Int
    ) {
        self.cases = cases
        self.directory = directory
        self.complete = complete
    }

    /// The newest proposals with what became of them.
    public func list() async throws -> [CatalogueProposal] {
        try await cases.store.read("catalogue.proposals") { [rows] in try rows.all(in: $0) }
    }

    /// Keeps an edition for others to decide on, and tells them.
    /// - Parameters:
    ///   - difference: what differs from the edition in force.
    ///   - base: that edition; another one in force by now would be undone unseen.
    /// - Returns: how many may decide.
    /// - Throws: `Refusal`: proposed already, not in office; `NotPublished` for files with errors.
    public func propose(
        _ source: CatalogueSource, difference: [String], from base: String, by account: AccountID
    ) async throws -> Int {
        let read = source.read()
        guard let catalogue = read.catalogue else {
            throw CatalogueStore.NotPublished(findings: read.findings)
        }
        let today = try await today()
        return try await cases.store.write("catalogue.propose") { [self] tx in
            try tx.lock("catalogue")
            try check(base, in: tx)
            guard let officer = try directory.officer(account, on: today, in: tx),
                let seat = officer.authorities.first?.position
            else { throw Refusal(.forbidden, "web.forbidden") }
            let known = try tx.row(
                """
                SELECT 1 FROM catalogue_proposals WHERE version = \(catalogue.version) \
                AND state = 'open'
                """)
            guard known == nil else { throw Refusal(.conflict, "catalogue.proposal.there") }
            let proposal = try proposal(
                catalogue.version, difference, .open, nil, by: account, from: seat, in: tx)
            try rows.insert(proposal, files: source.published, in: tx)
            // Nobody knows who works at the machine: the entry names whom it named.
            try note(
                "catalogue.proposed", proposal, .system("catalogue"),
                ["named": .string(account.text), "seat": .string(seat.text)], in: tx)
            let deciders = try directory.holders(of: .publishCatalogue, on: today, in: tx)
            let others = Set(deciders).subtracting([account])
            for other in others { try tell("catalogue-proposed", other, proposal, in: tx) }
            // Whoever works at the machine names an officer: the officer hears of it.
            try tell("catalogue-own", account, proposal, in: tx)
            return others.count
        }
    }

    /// Puts a proposal into force, or refuses it.
    /// - Throws: `Refusal`: not permitted, one's own, decided or void meanwhile, no reason.
    public func decide(
        _ id: CatalogueProposalID, publishing isPublished: Bool, reason typed: String,
        by account: AccountID
    ) async throws {
        let reason = typed.singleSpaced
        guard isPublished || reason.count >= Self.shortest else {
            throw Refusal(
                .invalid, "catalogue.proposal.reason", field: "reason",
                values: ["count": String(Self.shortest)])
        }
        let today = try await today()
        let catalogue = try await cases.store.write("catalogue.decide") {
            [self] tx -> Catalogue? in
            // Held first: of two who decide at once one comes too late.
            try tx.lock("catalogue")
            let (proposal, seat) = try open(id, to: account, on: today, in: tx)
            let actor = Actor.officer(account, seat)
            guard isPublished else {
                _ = try rows.end(
                    id, as: .refused, reason: reason, by: account, at: cases.world.now, in: tx)
                try rows.dropFiles(in: tx)
                try note("catalogue.refused", proposal, actor, in: tx)
                if let owner = proposal.proposedBy {
                    try tell("catalogue-refused", owner, proposal, ["reason": reason], in: tx)
                }
                return nil
            }
            let source = try rows.source(proposal.version, in: tx)
            _ = try rows.end(id, as: .published, by: account, at: cases.world.now, in: tx)
            let catalogue = try publish(source, proposal, in: tx)
            try note("catalogue.published", proposal, actor, in: tx)
            if let owner = proposal.proposedBy {
                try tell("catalogue-published", owner, proposal, in: tx)
            }
            return catalogue
        }
        guard let catalogue else { return }
        cases.shelf.forget()
        directory.forget()
    }

    /// Puts an edition into force without a second pair of eyes, and tells everybody who may decide
    /// and the inspectorate.
    /// - Parameter account: the officer who answers for it, where there is one.
    /// - Returns: the edition, and how much of its people.yaml was new to the house.
    public func publishAlone(
        _ source: CatalogueSource, difference: [String], from base: String,
        reason typed: String, by account: AccountID?
    ) async throws -> (catalogue: Catalogue, added: Int) {
        let reason = typed.singleSpaced
        guard reason.count >= Self.shortest else {
            throw Refusal(
                .invalid, "catalogue.proposal.reason", field: "reason",
                values: ["count": String(Self.shortest)])
        }
        let today = try await today()
        let (catalogue, added) = try await cases.store.write("catalogue.alone") { [self] tx in
            try tx.lock("catalogue")
            try check(base, in: tx)
            let officer = try account.flatMap { try directory.officer($0, on: today, in: tx) }
            let seat = officer?.authorities.first?.position
            if account != nil, seat == nil { throw Refusal(.forbidden, "web.forbidden") }
            let proposal = try proposal(
                source.version, difference, .alone, reason, by: account, from: seat, in: tx)
            let catalogue = try cases.shelf.versions.publish(source, in: tx)
            let added = try complete(catalogue, tx)
            try rows.insert(proposal, files: [:], in: tx)
            try rows.dropFiles(in: tx)
            try note(
                "catalogue.published-alone", proposal, .system("catalogue"),
                ["named": account.map { .string($0.text) } ?? .null], in: tx)
            let told =
                try directory.holders(of: .publishCatalogue, on: today, in: tx)
                + directory.holders(of: .inspect, on: today, in: tx)
            for other in Set(told + [account].compactMap(\.self)) {
                try tell("catalogue-alone", other, proposal, ["reason": reason], in: tx)
            }
            return (catalogue, added)
        }
        cases.shelf.forget()
        directory.forget()
        return (catalogue, added)
    }

    /// - Throws: `Refusal`: another edition came into force while the difference was worked out.
    private func check(_ base: String, in reader: Reader) throws {
        guard try cases.shelf.versions.currentVersion(in: reader) == base else {
            throw Refusal(.conflict, "catalogue.proposal.void")
        }
    }

    private func today() async throws -> Day {
        Day(cases.world.now, in: try await cases.shelf.zone())
    }

    private func proposal(
        _ version: String, _ difference: [String], _ state: CatalogueProposal.State,
        _ reason: String?, by account: AccountID?, from seat: PositionID?, in tx: Transaction
    ) throws -> CatalogueProposal {
        CatalogueProposal(
            id: cases.world.id(), version: version,
            base: try cases.shelf.versions.currentVersion(in: tx) ?? "", difference: difference,
            state: state, reason: reason, proposedBy: account, proposedFrom: seat,
            proposedAt: cases.world.now, decidedBy: nil, decidedAt: nil)
    }

    /// A proposal that waits for this officer, with the position from which he decides.
    private func open(
        _ id: CatalogueProposalID, to account: AccountID, on day: Day, in tx: Transaction
    ) throws -> (CatalogueProposal, PositionID) {
        guard let officer = try directory.officer(account, on: day, in: tx),
            let seat = officer.seat(.publishCatalogue)
        else { throw Refusal(.forbidden, "web.forbidden") }
        guard let proposal = try rows.find(id, in: tx) else {
            throw Refusal(.notFound, "catalogue.proposal.decided")
        }
        guard !proposal.isOwn(of: officer) else {
            throw Refusal(.forbidden, "catalogue.proposal.own")
        }
        let current = try cases.shelf.versions.currentVersion(in: tx)
        guard proposal.state == .open, proposal.base == current else {
            throw Refusal(
                .conflict,
                proposal.state == .open || proposal.state == .void
                    ? "catalogue.proposal.void" : "catalogue.proposal.decided")
        }
        return (proposal, seat.position)
    }

    private func publish(
        _ source: CatalogueSource, _ proposal: CatalogueProposal, in tx: Transaction
    ) throws -> Catalogue {
        guard source.version == proposal.version else {
            throw Refusal(.conflict, "catalogue.proposal.changed")
        }
        do {
            let catalogue = try cases.shelf.versions.publish(source, in: tx)
            _ = try complete(catalogue, tx)
            return catalogue
        } catch is CatalogueStore.NotPublished {
            // Sound when it was proposed; a newer house may ask for more.
            throw Refusal(.conflict, "catalogue.proposal.unsound")
        }
    }

    private func note(
        _ type: String, _ proposal: CatalogueProposal, _ actor: Actor,
        _ more: [String: JSONValue] = [:], in tx: Transaction
    ) throws {
        let facts: [String: JSONValue] = [
            "proposal": .string(proposal.id.text), "version": .string(proposal.version),
            "base": .string(proposal.base),
        ]
        try cases.ledger.append(
            LedgerEntry(
                type: type, actor: actor, facts: .object(facts.merging(more) { own, _ in own }),
                at: cases.world.now),
            key: nil, in: tx)
    }

    private func tell(
        _ template: String, _ account: AccountID, _ proposal: CatalogueProposal,
        _ values: [String: String] = [:], in tx: Transaction
    ) throws {
        let own = [
            "version": String(proposal.version.prefix(12)), "link": "\(cases.address)/meja/katalog",
        ]
        try cases.notices.enqueue(
            Notice(
                to: .account(account), template: template,
                values: own.merging(values) { mine, _ in mine },
                key: "\(template):\(proposal.id.text):\(account.text)"), in: tx)
    }
}
