import Contracts
import Forms
import Kernel
import Store

extension Cases {
    /// What is taken of a service's places from today on; nothing for a service without places.
    public func taken(_ service: Service, limit: Int = 200) async throws -> [Booking] {
        guard service.terms.booking != nil else { return [] }
        let today = Day(world.now, in: try await shelf.zone())
        return try await store.read("booking.taken") { reader in
            try BookingRows.taken(service.code, from: today, limit: limit, in: reader)
        }
    }

    /// Whether the place is free for these answers, looked at before anything is sent.
    public func collision(
        _ answers: Answers, _ service: Service, besides id: CaseID
    ) async throws -> Booking? {
        let today = Day(world.now, in: try await shelf.zone())
        let answers = service.form.relevant(answers, now: today)
        guard let wanted = service.booking(answers, service.bindings(answers, on: today)) else {
            return nil
        }
        return try await store.read("booking.collision") { reader in
            try BookingRows.collision(wanted, service.code, besides: id, in: reader)
        }
    }
}

extension Service {
    /// The place and time that answers ask for; nothing while they are not known.
    func booking(_ answers: Answers, _ bindings: [String: ExpressionValue]) -> Booking? {
        guard let rule = terms.booking, let place = answers.text(rule.place),
            case .date(let from)? = try? rule.from.evaluate(bindings),
            case .date(let to)? = try? rule.to.evaluate(bindings)
        else { return nil }
        var (first, last): (Int64, Int64) = (0, 24)
        if let hours = rule.hours {
            guard case .int(let begin)? = try? hours.from.evaluate(bindings),
                case .int(let end)? = try? hours.to.evaluate(bindings), begin < end
            else { return nil }
            (first, last) = (begin, end)
        }
        return Booking(place: place, from: from, to: to, fromHour: first, toHour: last)
    }
}

extension Scene {
    /// Takes the place again for a case that is open again. Where another has it meanwhile the case
    /// goes on without: it cannot be granted until the applicant asks for another.
    func rebook() throws {
        guard service.terms.booking != nil else { return }
        guard let wanted = try wanted(), try take(wanted) == nil else {
            try note(.placeLost)
            return
        }
    }

    /// Whether the case has no place and cannot have the one that it asks for.
    func lacksPlace() throws -> Bool {
        guard service.terms.booking != nil, let wanted = try wanted() else { return false }
        return try other(wanted) != nil
    }

    /// Takes the place that the newest answers ask for, in exchange for the one that this case
    /// had; nothing changes when it has that already.
    func book() throws {
        guard let rule = service.terms.booking else { return }
        guard let wanted = try wanted() else {
            throw Refusal(.invalid, "case.booking.unclear", field: rule.place)
        }
        guard let other = try take(wanted) else { return }
        throw Refusal(
            .conflict, "case.booking.taken", field: rule.place,
            values: ["from": other.from.iso, "to": other.to.iso])
    }

    private func wanted() throws -> Booking? { service.booking(try answers(), try bindings()) }

    /// Whoever else has the place.
    private func other(_ wanted: Booking) throws -> Booking? {
        try BookingRows.collision(wanted, service.code, besides: record.id, in: tx)
    }

    /// Takes the place, unless another has it. Of two that come at once the second finds the
    /// first: a lock lets them in one after the other.
    private func take(_ wanted: Booking) throws -> Booking? {
        try tx.lock("bookings")
        if let other = try other(wanted) { return other }
        try BookingRows.insert(wanted, of: record.id, service.code, in: tx)
        return nil
    }
}
