import Contracts
import Kernel
import People
import Store
import Web

extension OfficeDesk {
    /// Asks that somebody get a post, and tells whoever may decide.
    /// - Returns: how many may.
    /// - Throws: `Refusal`: not permitted, for oneself, taken, asked for already.
    @discardableResult
    func ask(_ wish: Appointment, by account: AccountID) async throws -> Int {
        try checkDecree(wish.decree)
        let today = today
        guard wish.begin >= today, wish.begin.days(since: today) <= 366 else {
            throw Refusal(.invalid, "administration.begin", field: "mulai")
        }
        return try await store.write("office.ask") { [self] tx in
            let (officer, seat) = try seat(.manageCity, of: account, in: tx)
            let request = try request(wish, by: account, from: seat, in: tx)
            let position = try open(request, in: tx)
            let index = request.content.newcomer.map(nipIndex)
            guard try !requests.isOpen(request.position, nipIndex: index, in: tx) else {
                throw Refusal(.conflict, "administration.asked", field: "jabatan")
            }
            try requests.insert(request, nipIndex: index, in: tx)
            var facts: [String: JSONValue] = [
                "request": .string(request.id.text), "kind": .string(request.kind.rawValue),
                "position": .string(request.position.text), "from": .string(request.begin.iso),
            ]
            if let who = request.account { facts["account"] = .string(who.text) }
            try note("asked", officer.actor(seat), unit: position.unit, facts, in: tx)
            let deciders = try deciders(of: request, in: tx)
            for other in deciders {
                try tell("asked", other, about: request.id.text, in: tx) { words in
                    [
                        "who": officer.name, "what": sentence(request.kind, position, words),
                        "link": address + AdministrationURL.requests.filled(),
                    ]
                }
            }
            return deciders.count
        }
    }

    /// The same for an officer who keeps his posts.
    public func ask(
        that officer: AccountID, get position: PositionID, from day: Day, decree: String,
        by account: AccountID
    ) async throws {
        try await ask(
            Appointment(
                who: .officer(officer, leaving: nil), position: position, begin: day,
                decree: decree), by: account)
    }

    func nipIndex(_ newcomer: Newcomer) -> [UInt8] {
        vault.index(newcomer.nip.text, "office.nip")
    }

    /// Everybody who may decide a request: not who asked, not who gains.
    func deciders(of request: OfficeRequest, in reader: Reader) throws -> Set<AccountID> {
        let all = Set(try directory.holders(of: .grant, on: today, in: reader))
        return all.subtracting([request.askedBy, request.account].compactMap(\.self))
    }

    func sentence(
        _ kind: OfficeRequest.Kind, _ position: Position, _ words: Wording
    ) -> String {
        words("administration.sentence.\(kind.rawValue)", ["position": words(position.title)])
    }

    private func request(
        _ wish: Appointment, by account: AccountID, from seat: PositionID, in tx: Transaction
    ) throws -> OfficeRequest {
        let kind: OfficeRequest.Kind
        var who: AccountID?
        var leaving: HoldingID?
        var newcomer: Newcomer?
        switch wish.who {
        case .officer(let officer, let left):
            kind = left == nil ? .appoint : .move
            (who, leaving) = (officer, left)
        case .newcomer(let person):
            kind = .newcomer
            newcomer = person
            guard try accounts.account(of: person.nip, in: tx) == nil else {
                throw Refusal(.conflict, "administration.nip.known", field: "nip")
            }
        }
        guard who != account else {
            throw Refusal(.forbidden, "administration.own", field: "jabatan")
        }
        return OfficeRequest(
            id: world.id(), kind: kind, account: who, position: wish.position, leaving: leaving,
            begin: wish.begin,
            content: OfficeRequest.Content(decree: wish.decree, newcomer: newcomer),
            state: .open, askedBy: account, askedFrom: seat, askedAt: world.now, decidedBy: nil,
            decidedAt: nil, answer: nil)
    }

    /// The post of a request, when it is free from that day on and the person may get it.
    func open(_ request: OfficeRequest, in tx: Transaction) throws -> Position {
        guard try OrganisationRows.hold(request.position, in: tx),
            let position = try directory.position(request.position, in: tx)
        else { throw Refusal(.notFound, "administration.position.gone", field: "jabatan") }
        let taken = try directory.holdings(of: request.position, in: tx).contains {
            !$0.isOver(on: request.begin)
        }
        guard !taken else { throw Refusal(.conflict, "administration.taken", field: "jabatan") }
        if let account = request.account {
            guard try accounts.officer(account, in: tx)?.isActive == true else {
                throw Refusal(.notFound, "administration.person.gone")
            }
        }
        if let leaving = request.leaving {
            guard let holding = try directory.holding(leaving, in: tx),
                holding.account == request.account, !holding.isOver(on: request.begin)
            else { throw Refusal(.conflict, "administration.holding.over", field: "meninggalkan") }
        }
        return position
    }
}
