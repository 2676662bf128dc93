import Cases
import Contracts
import Kernel
import People
import Store

extension House {
    /// Who holds a post on a day, such as `dpmptsp-kepala`; nothing when nobody does.
    package func officer(post: String, on day: Day) async throws -> Officer? {
        let account = try await store.read("house.post") { reader -> AccountID? in
            guard let position = try directory.position(code: post, in: reader) else {
                return nil
            }
            return try directory.appointed(position.id, on: day, in: reader)
        }
        guard let account else { return nil }
        return try await directory.officer(account, on: day)
    }

    /// Somebody who may do tasks of a role in a unit, by the city's files; not one of `besides`.
    package func officer(
        unit: UnitCode, role: RoleCode, on day: Day, besides: Set<AccountID> = []
    ) async throws -> Officer? {
        let posts = try await shelf.published().positions.filter {
            $0.unit == unit && $0.role == role
        }
        for post in posts {
            if let officer = try await officer(post: post.code.text, on: day),
                !besides.contains(officer.account)
            {
                return officer
            }
        }
        return nil
    }

    /// Somebody who leads cases of a unit.
    package func leader(of unit: UnitCode, on day: Day) async throws -> Officer? {
        let catalogue = try await shelf.published()
        let roles = Set(catalogue.roles.filter(\.leads).map(\.code))
        for post in catalogue.positions where post.unit == unit && roles.contains(post.role) {
            if let officer = try await officer(post: post.code.text, on: day) { return officer }
        }
        return nil
    }
}
