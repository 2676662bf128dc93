import Cases
import Contracts
import Kernel
import Store

extension PermitTools {
    /// The public register, for those who are not this domain.
    public var lookup: PermitLookup {
        PermitLookup { typed in
            let catalogue = try await shelf.published()
            let key = PermitNumber.key(typed)
            let found = try await store.read("permit.lookup") { [rows] reader in
                try rows.find(key: key, in: reader)
            }
            return found.map { facts($0, catalogue) }
        } search: { text, after, limit in
            let catalogue = try await shelf.published()
            let today = Day(world.now, in: catalogue.profile.zone)
            let found = try await store.read("permit.search") { [rows] reader in
                try rows.search(
                    PermitFilter(text: text), after: after.map { PermitNumber.key($0) },
                    limit: max(1, min(limit, 500)), on: today, in: reader)
            }
            return found.permits.map { facts($0, catalogue) }
        }
    }

    private func facts(_ permit: Permit, _ catalogue: Catalogue) -> PermitFacts {
        let today = Day(world.now, in: catalogue.profile.zone)
        let place = [permit.place, permit.region.map(catalogue.placeName)].compactMap(\.self)
        return PermitFacts(
            number: permit.number, kind: permit.kind,
            title: catalogue.permitTitle(permit.kind), holder: permit.holder,
            place: place.joined(separator: ", "), issued: permit.issued, until: permit.until,
            state: permit.state(on: today), successor: permit.successor,
            since: permit.since(on: today), address: PermitURL.one(permit.number))
    }
}
