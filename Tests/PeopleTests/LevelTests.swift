import Contracts
import Kernel
import Store
import Synchronization
import TestKit
import Testing

@testable import People

/// A register in a test that says what it is told to say.
final class ScriptedRegister: Sendable {
    private let state = Mutex<(answer: Result<ResidentAnswer, ResidentLookupError>, asked: Int)>(
        (.success(.matched), 0))

    func say(_ answer: ResidentAnswer) { state.withLock { $0.answer = .success(answer) } }
    func fail(_ error: ResidentLookupError) { state.withLock { $0.answer = .failure(error) } }
    var asked: Int { state.withLock { $0.asked } }

    var lookup: ResidentLookup {
        ResidentLookup { [self] _ throws(ResidentLookupError) in
            let answer = state.withLock { state in
                state.asked += 1
                return state.answer
            }
            return try answer.get()
        }
    }
}

@Suite("Level 1: data that match the register")
struct LevelTests {
    static let nik = "3271031708900001"

    static func claim(_ nik: String = nik, name: String = "Budi Contoh") throws -> ResidentClaim {
        ResidentClaim(
            nik: try NIK(nik), familyCard: try FamilyCardNumber("3271030101100001"), name: name,
            born: try #require(Day(iso: "1990-08-17")))
    }

    private func run(
        _ engine: TestEngine, _ body: @Sendable (House, ScriptedRegister) async throws -> Void
    ) async throws {
        try await withStore(engine, House.tables) { store in
            try await body(try await House(store), ScriptedRegister())
        }
    }

    @Test("a match raises this account, seals the NIK, is told", arguments: TestEngine.available)
    func matched(_ engine: TestEngine) async throws {
        try await run(engine) { house, register in
            let account = try await house.register("budi@contoh.example", name: "budi").account
            try await house.accounts.match(
                account, Self.claim(), by: register.lookup, from: House.home)
            let citizen = try #require(try await house.accounts.citizen(account))
            #expect(citizen.level == .matched)
            #expect(citizen.name == "Budi Contoh")
            let standing = try #require(try await house.accounts.levelStanding(of: account))
            #expect(standing.maskedNIK == "3271********0001")
            #expect(standing.way == .register)
            #expect(house.letters.templates.last == .matched)
            let row = try #require(
                try await house.store.read("test") {
                    try $0.row("SELECT nik FROM people_accounts WHERE id = \(account)")
                })
            #expect(!String(decoding: row.bytes(0), as: UTF8.self).contains(Self.nik))
            // The name is now the register's.
            #expect(
                await refusal { try await house.accounts.rename(account, to: "Lain") }
                    == "people.name.proven")
        }
    }

    @Test("whatever does not match is told by one sentence, and nothing changes")
    func oneSentence() async throws {
        for answer: ResidentAnswer in [
            .differs([.name]), .differs([.born, .familyCard]), .unknown, .notAlive,
        ] {
            try await run(.sqlite) { house, register in
                register.say(answer)
                let account = try await house.register("budi@contoh.example").account
                let told = await refusal {
                    try await house.accounts.match(
                        account, Self.claim(), by: register.lookup, from: House.home)
                }
                #expect(told == "people.match.none")
                #expect(try await house.accounts.citizen(account)?.level == .contact)
                #expect(house.letters.templates.last == .registrationCode)
            }
        }
    }

    @Test("three tries a day; a register that is away costs none", arguments: TestEngine.available)
    func throttled(_ engine: TestEngine) async throws {
        try await run(engine) { house, register in
            let account = try await house.register("budi@contoh.example").account
            let ask: @Sendable () async -> String? = {
                await refusal {
                    try await house.accounts.match(
                        account, Self.claim(), by: register.lookup, from: House.home)
                }
            }
            for error: ResidentLookupError in [
                .away("timed-out"), .refused("403"), .untrusted("nonce"), .away("resting"),
            ] {
                register.fail(error)
                #expect(await ask() == "people.match.away")
            }
            register.say(.unknown)
            for _ in 0..<3 { #expect(await ask() == "people.match.none") }
            #expect(await ask() == "people.match.too-often")
            #expect(register.asked == 7)
            house.pass(minutes: 24 * 60 + 1)
            register.say(.matched)
            #expect(await ask() == nil)
            #expect(await ask() == "people.match.done")
        }
    }

    @Test("tries at once share no count", arguments: TestEngine.available)
    func atOnce(_ engine: TestEngine) async throws {
        try await run(engine) { house, register in
            register.say(.unknown)
            let account = try await house.register("budi@contoh.example").account
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        _ = await refusal {
                            try await house.accounts.match(
                                account, Self.claim(), by: register.lookup, from: House.home)
                        }
                    }
                }
            }
            #expect(register.asked == 3)
        }
    }

    @Test("a network that asks for many accounts is stopped")
    func network() async throws {
        try await run(.sqlite) { house, register in
            register.say(.unknown)
            var told: [String?] = []
            for n in 0..<21 {
                let visitor = Visitor(address: "198.51.100.\(n)", agent: "x")
                let account = try await house.register("w\(n)@contoh.example", from: visitor)
                    .account
                told.append(
                    await refusal {
                        try await house.accounts.match(
                            account, Self.claim(), by: register.lookup, from: House.home)
                    })
            }
            #expect(told.dropLast().allSatisfy { $0 == "people.match.none" })
            #expect(told.last == "people.match.network")
        }
    }

    @Test("two accounts may match one NIK and learn nothing of each other")
    func two() async throws {
        try await run(.sqlite) { house, register in
            let first = try await house.register("satu@contoh.example").account
            let second = try await house.register("dua@contoh.example").account
            for account in [first, second] {
                try await house.accounts.match(
                    account, Self.claim(), by: register.lookup, from: House.home)
            }
            #expect(try await house.accounts.citizen(first)?.level == .matched)
            #expect(try await house.accounts.citizen(second)?.level == .matched)
            #expect(house.letters.all.filter { $0.template == .matched }.count == 2)
        }
    }

    @Test("questions are logged without their data")
    func log() async throws {
        try await run(.sqlite) { house, register in
            let account = try await house.register("budi@contoh.example").account
            register.fail(.away("timed-out"))
            _ = await refusal {
                try await house.accounts.match(
                    account, Self.claim(), by: register.lookup, from: House.home)
            }
            register.say(.differs([.name]))
            _ = await refusal {
                try await house.accounts.match(
                    account, Self.claim(), by: register.lookup, from: House.home)
            }
            let rows = try await house.store.read("test") {
                try $0.rows(
                    """
                    SELECT account, purpose, nik_index, outcome FROM people_resident_queries \
                    ORDER BY id
                    """
                ).map { ($0.id(0) as AccountID, $0.text(1), $0.bytes(2), $0.text(3)) }
            }
            let expected = house.accounts.nikIndex(try NIK(Self.nik))
            #expect(rows.map(\.3) == ["away-timed-out", "differs"])
            #expect(rows.allSatisfy { $0.0 == account && $0.1 == "account-level" })
            #expect(rows.allSatisfy { $0.2 == expected })
        }
    }
}
