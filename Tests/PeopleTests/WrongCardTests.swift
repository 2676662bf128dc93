import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import People

@Suite("Cards that do not fit an account")
struct WrongCardTests {
    private func card(_ nik: String, isOther: Bool = false) throws -> CounterCard {
        CounterCard(
            nik: try NIK(nik), name: "Siti Aminah", isCardShown: true, isFaceCompared: true,
            isOther: isOther)
    }

    @Test(
        "an officer cannot ask one NIK after the other; a colleague can still do the work",
        arguments: TestEngine.available)
    func bounded(_ engine: TestEngine) async throws {
        try await Counter.run(engine) { counter in
            let (house, desk) = (counter.house, counter.desk)
            let other = try await house.register("budi@example.id", name: "Budi").account
            try await house.store.write("test.matched") { tx in
                let row = try #require(try AccountRow.find(other, in: tx))
                try house.accounts.set(
                    try NIK("3271031708900005"), "Budi", .matched, by: .register, of: row, in: tx)
            }
            func visit(_ officer: Officer) async throws -> CounterVisitID {
                try await desk.makeCode(for: other)
                let code = try #require(try await desk.code(of: other))
                return try await desk.take(code.code.text, by: officer)
            }
            let first = try await visit(counter.officer)
            func answer(_ nik: String) async -> String? {
                await refusal {
                    try await desk.prove(first, try card(nik), by: counter.officer)
                }
            }
            #expect(await answer(Counter.nik) == "people.prove.owned")
            for serial in 6..<10 {
                #expect(await answer("327103170890000\(serial)") == "people.prove.differs")
            }
            #expect(await answer("3271031708900010") == "people.prove.tries")
            #expect(await answer(Counter.nik) == "people.prove.tries")
            house.pass(minutes: 10)
            #expect(await answer(Counter.nik) == "people.prove.owned")
            #expect(await answer(Counter.nik) == "people.prove.tries")
            let second = try await visit(counter.colleague)
            try await desk.prove(
                second, try card("3271031708900005"), by: counter.colleague)
            #expect(try await house.accounts.citizen(other)?.level == .proven)
        }
    }
}
