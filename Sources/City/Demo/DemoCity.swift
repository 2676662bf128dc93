import Cases
import Contracts
import Kernel
import People
import Store

/// The demo: invented officers, citizens and cases, made by the real engine in the order in which
/// they would have happened over the last weeks.
public enum DemoCity {
    /// The file that says "this directory was made by a demo", so that nothing else is ever
    /// cleared.
    static let mark = "DEMO"
    /// One password for all invented people.
    public static let password = "pendopo-demo"

    /// Fills an empty house; a house with cases is left as it is.
    public static func fill(
        _ settings: Settings, world: World = .system, hashing: Argon2Parameters = .standard,
        cases count: Int = 120, tell: @Sendable (String) -> Void
    ) async throws {
        try DemoMark.set(settings.dataDirectory)
        let now = world.now
        // Seven weeks back: the oldest cases are long closed.
        let clock = ManualClock(now.adding(hours: -24 * 49))
        let past = World(clock: clock.clock, random: .seeded(20_261_123))
        let house = try await House.open(settings, world: past, hashing: hashing)
        try await house.closing { house in
            let known = try await house.store.read("demo.known") { reader in
                try reader.row("SELECT 1 FROM cases LIMIT 1") != nil
            }
            if !known {
                tell("Making a demo city: invented people, \(count) cases …")
                let people = try await DemoPeople.make(in: house)
                let play = DemoPlay(house: house, clock: clock, people: people, until: now)
                try await play.run(
                    count: max(1, count - DemoAdvertisements.count), tell: tell)
                try await house.readOnce()
                try await DemoSurveys.fill(house, sparing: people)
                try await DemoOffice.fill(house, until: now)
                // Its secret is thrown away: the page has something to show.
                let shown = people.citizens[DemoPeople.shown].account
                _ = try await house.tokens.give(
                    shown, name: "Sistem rumah sakit (contoh)",
                    scopes: [.cases, .drafts, .events, .webhooks], days: 90, by: .citizen(shown))
                try await DemoSigning.fill(house)
                try await DemoNotices.askForList(house)
                try await DemoNotices.fill(house)
                tell("The demo city is ready. Everything in it is invented.")
            }
        }
    }

    /// Throws the data of a demo away. Refuses a directory that no demo made.
    public static func clear(_ settings: Settings) throws {
        try DemoMark.clear(settings.dataDirectory)
    }
}

/// The invented people of a demo.
package struct DemoPeople: Sendable {
    package let citizens: [(account: AccountID, person: DemoNames.Person)]
    /// The citizen of the demo's shortcut, who has something of everything.
    package static let shown = 5

    /// Officers for every post, and so many citizens.
    /// - Parameter level: how sure the house is who the citizens are.
    package static func make(
        in house: House, citizens count: Int = 60, level: IdentityLevel = .proven
    ) async throws -> DemoPeople {
        let hash = try await house.hasher.hash(DemoCity.password)
        let catalogue = try await house.shelf.published()
        let importer = OrganisationImport(
            vault: house.vault, ledger: house.ledger, world: house.world, zone: house.zone)
        try await house.store.write("demo.officers") { tx in
            for (index, position) in catalogue.positions.enumerated() {
                try importer.save(
                    OfficerRecord(
                        nip: try DemoNames.nip(index), name: DemoNames.officer(index),
                        rank: DemoNames.rank(of: position.role.text),
                        positions: [position.code.text], passwordHash: hash), in: tx)
            }
        }
        house.directory.forget()
        let citizens = try await house.store.write("demo.citizens") { tx in
            try (0..<count).map { n in
                let person = DemoNames.person(n)
                let account = try house.accounts.createCitizen(
                    CitizenRecord(
                        name: person.name, contact: .email(try EmailAddress(person.email)),
                        language: n % 15 == 14 ? .en : .id, level: level,
                        nik: level > .contact ? try NIK(person.nik) : nil, passwordHash: hash),
                    in: tx)
                return DemoCitizen(account: account, person: person)
            }
        }
        return DemoPeople(citizens: citizens.map { ($0.account, $0.person) })
    }
}

private struct DemoCitizen: Sendable {
    let account: AccountID
    let person: DemoNames.Person
}
