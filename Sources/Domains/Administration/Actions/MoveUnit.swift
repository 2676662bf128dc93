import Contracts
import Kernel
import People
import Store
import Web

extension OfficeDesk {
    var unitRequests: UnitRequestRows { UnitRequestRows(vault: vault) }

    /// Asks that a unit stand below another one, or by itself, and tells whoever may decide.
    /// - Returns: how many may.
    /// - Throws: `Refusal`: not permitted, a circle, nothing that changes, asked for already.
    @discardableResult
    func ask(
        that unit: UnitCode, standBelow parent: UnitCode?, by account: AccountID
    ) async throws -> Int {
        try await store.write("office.unit.ask") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            let tree = try directory.units(in: tx)
            let found = try place(unit, below: parent, tree)
            guard found.parent != parent else {
                throw Refusal(.conflict, "administration.unit.same", field: "induk")
            }
            guard try !unitRequests.isOpen(unit, in: tx) else {
                throw Refusal(.conflict, "administration.unit.asked", field: "induk")
            }
            let request = UnitRequest(
                id: world.id(), unit: unit, from: found.parent, to: parent, state: .open,
                askedBy: account, askedFrom: seat, askedAt: world.now, decidedBy: nil,
                decidedAt: nil, answer: nil)
            try unitRequests.insert(request, in: tx)
            try note("unit-asked", officer.actor(seat), unit: unit, facts(of: request), in: tx)
            let deciders = try deciders(of: request, in: tx)
            for other in deciders {
                try tell("asked", other, about: request.id.text, in: tx) { words in
                    [
                        "who": officer.name, "what": sentence(request, tree, words),
                        "link": address + AdministrationURL.requests.filled(),
                    ]
                }
            }
            return deciders.count
        }
    }

    /// Decides a request of either kind.
    func settle(
        _ id: OfficeRequestID, approving isApproved: Bool, answer: String, by account: AccountID
    ) async throws {
        let isOfUnit = try await store.read("office.request") { [self] reader in
            try unitRequests.find(id, in: reader) != nil
        }
        if isOfUnit {
            try await move(id, approving: isApproved, answer: answer, by: account)
        } else {
            try await decide(id, approving: isApproved, answer: answer, by: account)
        }
    }

    /// Lets the unit stand where somebody else asked for, or refuses it.
    /// - Throws: `Refusal`: not permitted, one's own request, oneself would see more, decided
    ///   meanwhile, the units have changed.
    private func move(
        _ id: OfficeRequestID, approving isApproved: Bool, answer typed: String,
        by account: AccountID
    ) async throws {
        let answer = typed.singleSpaced
        guard isApproved || answer.count >= 10 else {
            throw Refusal(.invalid, "administration.answer.short", field: "alasan")
        }
        try await store.write("office.unit.decide") { [self] tx in
            let (officer, seat) = try seat(.grant, of: account, in: tx)
            guard
                let request = try unitRequests.end(
                    id, as: isApproved ? .approved : .refused, answer: isApproved ? nil : answer,
                    by: account, at: world.now, in: tx),
                // A stand-in on the seat that asked is no second pair of eyes.
                !officer.isBehind(request.askedBy, from: request.askedFrom)
            else { throw Refusal(.conflict, "administration.decided") }
            guard !request.gains(officer) else {
                throw Refusal(.forbidden, "administration.unit.own")
            }
            let tree = try directory.units(in: tx)
            let actor = officer.actor(seat)
            if isApproved {
                _ = try place(request.unit, below: request.to, tree)
                guard try OrganisationRows.place(request.unit, below: request.to, in: tx) else {
                    throw Refusal(.notFound, "administration.unit.gone")
                }
                try note("unit-moved", actor, unit: request.unit, facts(of: request), in: tx)
                try tellOfMove(request, tree, besides: [account, request.askedBy], in: tx)
            } else {
                try note("unit-refused", actor, unit: request.unit, facts(of: request), in: tx)
            }
            try tell("decided", request.askedBy, about: id.text, in: tx) { words in
                [
                    "what": sentence(request, tree, words),
                    "decision": words(
                        "administration.request.\(isApproved ? "approved" : "refused")"),
                    "link": address + AdministrationURL.requests.filled(),
                ]
            }
        }
        directory.forget()
    }

    /// The unit, when it may stand there.
    private func place(
        _ unit: UnitCode, below parent: UnitCode?, _ tree: UnitTree
    ) throws(Refusal) -> OrganisationUnit {
        guard let found = tree.units[unit], found.isActive else {
            throw Refusal(.notFound, "administration.unit.gone")
        }
        guard let parent else { return found }
        guard tree.units[parent]?.isActive == true else {
            throw Refusal(.invalid, "administration.unit.parent", field: "induk")
        }
        guard !tree.reach(unit).contains(parent) else {
            throw Refusal(.invalid, "administration.unit.circle", field: "induk")
        }
        return found
    }

    /// Everybody who may decide: not who asked, nor who would see more by it.
    private func deciders(
        of request: UnitRequest, in reader: Reader
    ) throws -> Set<AccountID> {
        let all = Set(try directory.holders(of: .grant, on: today, in: reader))
        return try all.subtracting([request.askedBy]).filter { account in
            guard let officer = try directory.officer(account, on: today, in: reader) else {
                return false
            }
            return !request.gains(officer)
        }
    }

    /// Whoever leads one of the units, and the inspectorate.
    private func tellOfMove(
        _ request: UnitRequest, _ tree: UnitTree, besides: Set<AccountID>, in tx: Transaction
    ) throws {
        var told = Set(try directory.holders(of: .inspect, on: today, in: tx))
        for unit in [request.unit, request.from, request.to].compactMap({ $0 }) {
            told.formUnion(try leaders(of: unit, besides: [], in: tx))
        }
        for account in told.subtracting(besides) {
            try tell("unit", account, about: request.id.text, in: tx) { words in
                [
                    "what": sentence(request, tree, words),
                    "unit": words(tree.name(request.unit)),
                ]
            }
        }
    }

    func sentence(_ request: UnitRequest, _ tree: UnitTree, _ words: Wording) -> String {
        let unit = words(tree.name(request.unit))
        guard let to = request.to else {
            return words("administration.sentence.alone", ["unit": unit])
        }
        return words(
            "administration.sentence.below", ["unit": unit, "parent": words(tree.name(to))])
    }

    private func facts(of request: UnitRequest) -> [String: JSONValue] {
        [
            "request": .string(request.id.text), "unit": .string(request.unit.text),
            "from": request.from.map { .string($0.text) } ?? .null,
            "to": request.to.map { .string($0.text) } ?? .null,
        ]
    }
}

extension UnitTree {
    func name(_ code: UnitCode) -> LocalizedText {
        units[code]?.name ?? LocalizedText(id: code.text, en: code.text)
    }
}
