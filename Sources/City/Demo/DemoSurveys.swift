import Cases
import Store
import Surveys

/// Invented opinions of most people whose demo case has ended.
enum DemoSurveys {
    /// - Parameter people: of whom the one with the shortcut has not answered yet.
    static func fill(_ house: House, sparing people: DemoPeople) async throws {
        let shown = people.citizens[DemoPeople.shown].account
        var number = 0
        for id in try await house.surveys.unanswered() {
            let ending = try await house.store.read("demo.ending") { reader in
                try Cases.ending(of: id, in: reader)
            }
            number += 1
            // Every fourth says nothing, as in life not everybody does.
            guard number % 4 != 0, ending?.applicant != shown else { continue }
            try await house.surveys.answer(
                id, scores: scores(number), suggestion: suggestions[number % 12])
        }
    }

    /// Good more often than not; the waiting time a little less.
    private static func scores(_ number: Int) -> [Int] {
        (0..<9).map { element in
            let chance = (number * 31 + element * 17) % 20
            let score = chance < 2 ? 2 : chance < 12 ? 3 : 4
            return element == 2 && score > 2 ? score - 1 : score
        }
    }

    private static let suggestions = [
        1: "Loket sebaiknya buka juga pada jam istirahat.",
        5: "Formulir di ponsel mudah sekali, terima kasih.",
        8: "Beri tahu lebih jelas foto seperti apa yang diterima.",
    ]
}
