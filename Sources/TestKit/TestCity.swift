import Cases
import City
import Contracts
import Documents
import Forms
import Foundation
import Kernel
import Ledger
import Notices
import People
import Store
import Web

/// A whole city in a test: the files of Kota Bogor, invented people, a clock that stands still,
/// mail that is caught. Each test has its own.
public struct TestCity: Sendable {
    public let house: House
    public let clock: ManualClock
    public let citizens: [AccountID]
    private let directory: String

    /// Monday 23 November 2026, 09.00 WIB, in office hours.
    public static let start = Day(iso: "2026-11-23")?.at(hour: 9, minute: 0, in: .wib)

    /// Opens a city on a database of its own, runs the body, audits what it left behind, and takes
    /// the city away.
    /// - Parameter tampers: the body changes what the house keeps behind its back, so that an audit
    ///   must not fit.
    public static func run(
        on engine: TestEngine = .sqlite, citizens: Int = 3, level: IdentityLevel = .proven,
        files: String = cityFiles, residents: String? = nil, seal: SealSource = .none,
        tampers: Bool = false, _ body: (TestCity) async throws -> Void
    ) async throws {
        try await withDatabase(engine, House.migrations) { url in
            let city = try await open(
                url, citizens: citizens, level: level, files: files, residents: residents,
                seal: seal)
            do {
                try await body(city)
                if !tampers { try await city.audit() }
            } catch {
                await city.close()
                throw error
            }
            await city.close()
        }
    }

    /// Whatever a test does with the city, each case must be what its entries say.
    private func audit() async throws {
        try await house.ledger.number()
        let cases = CaseAudit(store: house.store, blobs: house.blobs)
        let audit = try await house.ledgerLog.audit(comparing: [cases.comparer])
        if let difference = audit.difference {
            throw TestProblem("the ledger does not fit what the test left: \(difference)")
        }
    }

    public static func open(
        _ database: DatabaseURL, citizens: Int = 3, level: IdentityLevel = .proven,
        files: String = cityFiles, residents: String? = nil, seal: SealSource = .none
    ) async throws -> TestCity {
        let clock = ManualClock(start ?? Instant(milliseconds: 0))
        let world = World(clock: clock.clock, random: .system)
        let directory =
            FileManager.default.temporaryDirectory.path + "/pendopo-test-\(world.uuid().text)"
        var settings = Settings(
            mode: .demo, database: database, dataDirectory: directory,
            cityDirectory: files, publicAddress: "https://uji.example")
        settings.program = TestProgram.path
        settings.residentsFile = residents
        settings.seal = seal
        let house = try await House.open(settings, world: world, hashing: .cheap)
        let people = try await DemoPeople.make(in: house, citizens: citizens, level: level)
        return TestCity(
            house: house, clock: clock, citizens: people.citizens.map(\.account),
            directory: directory)
    }

    /// `cities/kota-bogor` beside the sources of this package.
    public static var cityFiles: String {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/") + "/cities/kota-bogor"
    }

    public func close() async {
        await house.close()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// A second node on the same database, with the same clock.
    public func withTwin(_ body: (TestCity) async throws -> Void) async throws {
        let other = try await House.open(house.settings, world: house.world, hashing: .cheap)
        let twin = TestCity(
            house: other, clock: clock, citizens: citizens, directory: directory)
        do {
            try await body(twin)
        } catch {
            await other.close()
            throw error
        }
        await other.close()
    }

    // MARK: People

    /// Who fills a post, such as `dpmptsp-kepala`.
    public func officer(_ post: String) async throws -> Officer {
        let day = Day(clock.now, in: house.zone)
        house.directory.forget()
        guard let officer = try await house.officer(post: post, on: day) else {
            throw TestProblem("nobody fills the post \(post)")
        }
        return officer
    }

    // MARK: Time

    public func wait(hours: Int64) { clock.advance(milliseconds: hours * 3_600_000) }

    public func wait(days: Int64) { wait(hours: 24 * days) }

    // MARK: Cases

    /// A ready draft of a research permit.
    public func draft(_ n: Int = 0, of citizen: Int = 0) async throws -> CaseID {
        try await DemoApplication(house: house).draft(
            n, DemoNames.person(citizen), citizens[citizen], groups: nil)
    }

    /// A submitted case.
    public func submitted(_ n: Int = 0, of citizen: Int = 0) async throws -> CaseID {
        try await DemoApplication(house: house).submit(
            n, DemoNames.person(citizen), citizens[citizen])
    }

    /// A submitted application for an advertisement, for which four agencies work side by side:
    /// two always, one for what stands a year (`tetap`), one in a park.
    public func advertisement(
        tetap: Bool = true, park: Bool = true, of citizen: Int = 0
    ) async throws -> CaseID {
        try await DemoAdvertisement(house: house, isFixed: tetap, isInPark: park).submit(
            0, DemoNames.person(citizen), citizens[citizen])
    }

    public func standing(_ id: CaseID) async throws -> CaseStanding {
        guard let found = try await house.cases.standing(of: id) else {
            throw TestProblem("no such case")
        }
        return found
    }

    /// An act of an officer who has just looked at the case.
    public func act(_ id: CaseID, _ post: String) async throws -> OfficerAct {
        OfficerAct(
            caseID: id, revision: try await standing(id).record.revision,
            officer: try await officer(post))
    }

    /// Lets go of what people wrote in a closed case, with the act that says so.
    /// - Returns: false when it was erased before.
    @discardableResult
    public func erase(_ id: CaseID) async throws -> Bool {
        try await house.store.write("test.erase") { tx in
            guard try house.cases.erase(id, in: tx) else { return false }
            try house.ledger.append(
                LedgerEntry(
                    type: "privacy.forgotten", actor: .system("privacy"),
                    facts: ["cases": 1, "keys": house.ledger.erased([id.value])], at: clock.now),
                key: nil, in: tx)
            return true
        }
    }

    /// The kinds of the case's acts so far.
    public func acts(_ id: CaseID) async throws -> [String] {
        try await house.store.read("test.acts") { reader in
            try house.ledger.acts(of: id, after: 0, limit: 500, in: reader).map(\.type)
        }
    }

    /// Subjects of the mails to a citizen, oldest first.
    public func mails(to citizen: Int = 0) async throws -> [String] {
        try await house.workOnce()
        let account = citizens[citizen]
        return try await house.store.read("test.mails") { reader in
            try house.notices.recent(limit: 200, in: reader)
                .filter { $0.account == account }.map(\.subject)
        }.reversed()
    }
}

/// A test that cannot go on.
public struct TestProblem: Error, CustomStringConvertible {
    public let description: String
    public init(_ text: String) { description = text }
}
