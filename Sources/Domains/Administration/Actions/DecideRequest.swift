import Cases
import Contracts
import Kernel
import People
import Store
import Web

extension OfficeDesk {
    /// Gives the post, or refuses it.
    /// - Throws: `Refusal`: not permitted, one's own request, oneself gains, decided meanwhile, the
    ///   post is taken by now.
    func decide(
        _ id: OfficeRequestID, approving isApproved: Bool, answer typed: String,
        by account: AccountID
    ) async throws {
        let answer = typed.singleSpaced
        guard isApproved || answer.count >= 10 else {
            throw Refusal(.invalid, "administration.answer.short", field: "alasan")
        }
        let moved = try await store.write("office.decide") { [self] tx -> AccountID? in
            let (officer, seat) = try seat(.grant, of: account, in: tx)
            guard
                let request = try requests.end(
                    id, as: isApproved ? .approved : .refused, answer: isApproved ? nil : answer,
                    by: account, at: world.now, in: tx),
                // A stand-in on the seat that asked is no second pair of eyes.
                !officer.isBehind(request.askedBy, from: request.askedFrom)
            else { throw Refusal(.conflict, "administration.decided") }
            guard request.account != account else {
                throw Refusal(.forbidden, "administration.own")
            }
            guard let position = try directory.position(request.position, in: tx) else {
                throw Refusal(.notFound, "administration.position.gone")
            }
            var facts: [String: JSONValue] = [
                "request": .string(id.text), "position": .string(position.id.text),
                "kind": .string(request.kind.rawValue), "from": .string(request.begin.iso),
            ]
            let actor = officer.actor(seat)
            if isApproved {
                let who = try give(request, position, by: actor, in: tx)
                facts["account"] = .string(who.text)
                try note("appointed", actor, unit: position.unit, facts, in: tx)
            } else {
                if request.kind == .newcomer { try requests.forget(id, in: tx) }
                try note("refused", actor, unit: position.unit, facts, in: tx)
            }
            try tell("decided", request.askedBy, about: id.text, in: tx) { words in
                [
                    "what": sentence(request.kind, position, words),
                    "decision": words(
                        "administration.request.\(isApproved ? "approved" : "refused")"),
                    "link": address + AdministrationURL.requests.filled(),
                ]
            }
            return isApproved && request.leaving != nil ? request.account : nil
        }
        directory.forget()
        if let moved { try await cases.freeTasks(of: moved) }
    }

    private func give(
        _ request: OfficeRequest, _ position: Position, by actor: Actor, in tx: Transaction
    ) throws -> AccountID {
        _ = try open(request, in: tx)
        let begin = max(request.begin, today)
        let decree = request.content.decree
        let who: AccountID
        if let newcomer = request.content.newcomer {
            who = try welcome(newcomer, in: tx)
        } else if let known = request.account {
            who = known
        } else {
            throw Refusal(.conflict, "administration.decided")
        }
        try OrganisationRows.appoint(
            who, to: position.id, from: begin, decree: decree, as: world.id(), in: tx)
        // After the new post is there: it may be the one that keeps the city from having nobody.
        if let leaving = request.leaving, let holding = try directory.holding(leaving, in: tx) {
            try leave(holding, from: begin, decree: decree, by: actor, isTold: false, in: tx)
        }
        try tell("appointed", who, about: request.id.text, in: tx) { words in
            [
                "position": words(position.title), "day": HumanText.day(begin, words.language),
                "decree": decree, "link": address + "/meja",
            ]
        }
        try tellUnit(
            position, request.id.text, "filled", from: begin, besides: [who], in: tx)
        return who
    }

    /// Makes the account and sends the code by which its owner chooses a password.
    private func welcome(_ newcomer: Newcomer, in tx: Transaction) throws -> AccountID {
        guard try accounts.account(of: newcomer.nip, in: tx) == nil else {
            throw Refusal(.conflict, "administration.nip.known")
        }
        let account = try importer.save(
            OfficerRecord(
                nip: newcomer.nip, name: newcomer.name, rank: newcomer.rank,
                contact: .email(newcomer.email)), in: tx)
        try invite(account, in: tx)
        return account
    }

    func invite(_ account: AccountID, in tx: Transaction) throws {
        let code = try accounts.invite(account, in: tx)
        try tell("invited", account, about: world.uuid().text, in: tx) { _ in
            [
                "code": code, "days": String(AccountStore.invitationDays),
                "link": address + AdministrationURL.start.filled(),
            ]
        }
    }

    /// Tells whoever leads the unit that a post has another holder.
    func tellUnit(
        _ position: Position, _ id: String, _ what: String, from day: Day,
        besides: Set<AccountID>, in tx: Transaction
    ) throws {
        for leader in try leaders(of: position.unit, besides: besides, in: tx) {
            try tell("seat", leader, about: id, in: tx) { words in
                [
                    "position": words(position.title), "day": HumanText.day(day, words.language),
                    "what": words("administration.seat.\(what)"),
                    "link": address + "/meja?daftar=tim",
                ]
            }
        }
    }
}
