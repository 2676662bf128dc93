import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("An officer's second factor")
struct SecondFactorTests {
    @Test(
        "codes are those of RFC 6238, appendix B",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"),
            (1_234_567_890, "005924"), (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func vectors(seconds: Int64, code: String) {
        let totp = TOTP(secret: Array("12345678901234567890".utf8))
        let moment = Instant(milliseconds: seconds * 1_000)
        #expect(totp.code(step: TOTP.step(at: moment)) == code)
        #expect(totp.text == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    }

    @Test(
        "a password alone opens nothing; the app is set up and then asked for",
        arguments: TestEngine.available)
    func compulsory(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let account = try await house.officer()
            let step = try await house.atTheDoor()
            #expect(try await house.sessions.list(account).isEmpty)
            #expect(try await house.accounts.secondStep(step)?.mustEnrol == true)
            let (signedIn, totp, _) = try await house.enrol(step)
            #expect(try await house.sessions.resolve(signedIn.token)?.account == account)
            #expect(house.letters.templates.last == .factorsChanged)
            // The step is used up.
            #expect(try await house.accounts.secondStep(step) == nil)

            house.pass(minutes: 1)
            let again = try await house.atTheDoor()
            let found = try #require(try await house.accounts.secondStep(again))
            #expect(!found.mustEnrol && found.hasCode && !found.hasPasskey)
            let second = try await house.accounts.finishSecond(
                again, code: house.code(totp), from: House.home, replacing: signedIn.token)
            #expect(try await house.sessions.resolve(second.token) != nil)
            house.pass(minutes: 1)
            #expect(try await house.sessions.resolve(signedIn.token) == nil)
        }
    }

    @Test("a code counts once, and only near its half minute", arguments: TestEngine.available)
    func once(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.officer()
            let (_, totp, _) = try await house.enrol(try await house.atTheDoor())
            // The code with which the app was set up is used already.
            let used = house.code(totp)
            #expect(await wrong(house, used) == "people.proof.wrong")
            house.pass(minutes: 1)
            #expect(await wrong(house, used) == "people.proof.wrong")
            let fresh = house.code(totp)
            #expect(await wrong(house, fresh) == nil)
            #expect(await wrong(house, fresh) == "people.proof.wrong")
        }
    }

    /// The refusal of a code at a new door; nil when it opens.
    private func wrong(_ house: House, _ code: String) async -> String? {
        await refusal {
            let step = try await house.atTheDoor()
            _ = try await house.accounts.finishSecond(
                step, code: code, from: House.home, replacing: nil)
        }
    }

    @Test(
        "spare codes count once each and are told apart from others' codes",
        arguments: TestEngine.available)
    func spare(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.officer()
            let (_, _, spare) = try await house.enrol(try await house.atTheDoor())
            #expect(Set(spare).count == 8)
            #expect(await wrong(house, spare[0]) == nil)
            #expect(await wrong(house, spare[0]) == "people.proof.wrong")
            #expect(await wrong(house, spare[1].replacing("-", with: " ")) == nil)
            let other = "197001012000012002"
            _ = try await house.officer(other)
            let (_, _, theirs) = try await house.enrol(try await house.atTheDoor(other))
            #expect(await wrong(house, theirs[0]) == "people.proof.wrong")
        }
    }

    @Test(
        "guessing ends after five tries at a door and does not keep the owner out",
        arguments: TestEngine.available)
    func guessing(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.officer()
            let (_, totp, _) = try await house.enrol(try await house.atTheDoor())
            house.pass(minutes: 1)
            // A thief who knows the password, from a network of many addresses.
            var answers: [String?] = []
            for number in 0..<6 {
                let thief = Visitor(address: "198.51.100.\(number)", agent: "bot")
                let step = try await house.atTheDoor(from: thief)
                for _ in 0..<4 {
                    answers.append(
                        await refusal {
                            _ = try await house.accounts.finishSecond(
                                step, code: "000000", from: thief, replacing: nil)
                        })
                }
            }
            #expect(answers.filter { $0 == "people.proof.wrong" }.count == 10)
            #expect(answers.suffix(14).allSatisfy { $0 == "people.proof.too-often" })
            #expect(await wrong(house, house.code(totp)) == nil)
            // One door takes five tries.
            house.pass(minutes: 60)
            let door = try await house.atTheDoor()
            for _ in 0..<5 {
                _ = await refusal {
                    _ = try await house.accounts.finishSecond(
                        door, code: "000000", from: House.home, replacing: nil)
                }
            }
            let late = await refusal {
                _ = try await house.accounts.finishSecond(
                    door, code: house.code(totp), from: House.home, replacing: nil)
            }
            #expect(late == "people.step.expired")
        }
    }

    @Test(
        "of many presses with the same code one opens a session",
        arguments: TestEngine.available)
    func race(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.officer()
            let (_, totp, _) = try await house.enrol(try await house.atTheDoor())
            house.pass(minutes: 1)
            var doors: [SecretToken] = []
            for _ in 0..<5 { doors.append(try await house.atTheDoor()) }
            let code = house.code(totp)
            let opened = await withTaskGroup(of: Bool.self) { group in
                for door in doors {
                    group.addTask {
                        let found = try? await house.accounts.finishSecond(
                            door, code: code, from: House.home, replacing: nil)
                        return found != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(opened == 1)
        }
    }

    @Test(
        "a step runs out, and a password cannot add a factor to an account that has one",
        arguments: TestEngine.available)
    func noSecondEnrolment(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.officer()
            let early = try await house.atTheDoor()
            let offer = try #require(try await house.accounts.offerTOTP(early, issuer: "x"))
            let totp = try TOTP(secret: #require(House.bytes(base32: offer.secret)))
            _ = try await house.enrol(try await house.atTheDoor())
            house.pass(minutes: 1)
            let thief = await refusal {
                _ = try await house.accounts.finishEnrolment(
                    early, code: house.code(totp), name: "",
                    from: House.home, replacing: nil)
            }
            #expect(thief == "people.step.expired")
            let door = try await house.atTheDoor()
            house.pass(minutes: 11)
            #expect(try await house.accounts.secondStep(door) == nil)
        }
    }

    @Test(
        "the last factor of an officer stays; an administrator can empty them",
        arguments: TestEngine.available)
    func last(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            let account = try await house.officer()
            let (signedIn, _, _) = try await house.enrol(try await house.atTheDoor())
            let totp = try #require(
                try await house.accounts.factors(of: account).first { $0.kind == .totp })
            let refused = await refusal {
                try await house.accounts.removeFactor(totp.id, of: account, keeping: nil)
            }
            #expect(refused == "people.factor.last")
            try await house.accounts.resetFactors(account, by: .system("test"))
            #expect(try await house.accounts.factors(of: account).isEmpty)
            #expect(try await house.sessions.resolve(signedIn.token) == nil)
            let step = try await house.atTheDoor()
            #expect(try await house.accounts.secondStep(step)?.mustEnrol == true)
        }
    }

    @Test(
        "what is asked again after a quarter of an hour gives a new token",
        arguments: TestEngine.available)
    func stepUp(_ engine: TestEngine) async throws {
        try await withStore(engine, House.tables) { store in
            let house = try await House(store)
            _ = try await house.officer()
            let (signedIn, totp, spare) = try await house.enrol(try await house.atTheDoor())
            #expect(try await house.accounts.proofChoice(signedIn.token) == nil)
            house.pass(minutes: 15)
            let choice = try #require(try await house.accounts.proofChoice(signedIn.token))
            #expect(choice.takesCode && !choice.takesPassword)
            for bad: ProofAnswer in [.code("123456"), .password(House.password)] {
                let answer = await refusal {
                    _ = try await house.accounts.prove(
                        signedIn.token, bad, browser: "b", from: House.home)
                }
                #expect(answer == "people.proof.wrong")
            }
            let fresh = try await house.accounts.prove(
                signedIn.token, .code(house.code(totp)), browser: "b", from: House.home)
            #expect(try await house.sessions.resolve(signedIn.token) == nil)
            #expect(try await house.accounts.proofChoice(fresh.token) == nil)
            house.pass(minutes: 20)
            let last = try await house.accounts.prove(
                fresh.token, .code(spare[3]), browser: "b", from: House.home)
            #expect(try await house.sessions.resolve(last.token) != nil)
        }
    }
}
