import Cases
import City
import Contracts
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

/// Two citizens of a test city: the first gives, the second acts.
struct ProxyScene {
    let city: TestCity
    let giver: AccountID
    let agent: AccountID

    static let research = "penelitian"

    init(_ city: TestCity) {
        self.city = city
        giver = city.citizens[0]
        agent = city.citizens[1]
    }

    var mandates: Mandates { city.house.mandates }
    var today: Day { Day(city.clock.now, in: city.house.zone) }

    func services(_ codes: String...) throws -> Set<ServiceCode> {
        Set(try codes.map { try #require(ServiceCode($0)) })
    }

    /// The agent holds a power of attorney of the giver for these services.
    @discardableResult
    func given(
        _ codes: String..., from: Day? = nil, until: Day? = nil
    ) async throws -> MandateID {
        let chosen = Set(try codes.map { try #require(ServiceCode($0)) })
        let (id, code) = try await mandates.offer(
            MandateOffer(
                role: .attorney, services: chosen, from: from ?? today,
                until: until ?? today.adding(days: 30)),
            for: giver, by: giver)
        _ = try await mandates.take(code.text, by: agent)
        try await mandates.confirm(id, by: giver)
        return id
    }

    /// Who did the acts on a case, in their order.
    func actors(of id: CaseID) async throws -> [Actor] {
        try await city.house.store.read("test.actors") { reader in
            try city.house.ledger.outline(of: id, in: reader).map(\.actor)
        }
    }
}

/// The code that stands large on the page of a browser.
func shownCode(_ browser: TestBrowser) async throws -> String {
    let shown = await browser.text.split(separator: "counter-code\"><strong>")
        .dropFirst().first?.prefix { $0 != "<" }
    return String(try #require(shown))
}
