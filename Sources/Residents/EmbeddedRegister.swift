import Contracts
import Kernel

/// One person of a register that lives in the house: of a demo or a test, never of real people.
public struct RegisterEntry: Sendable, Hashable {
    public let nik: NIK
    public let familyCard: FamilyCardNumber
    public let name: String
    public let born: Day
    public let isAlive: Bool

    public init(
        nik: NIK, familyCard: FamilyCardNumber, name: String, born: Day, isAlive: Bool = true
    ) {
        self.nik = nik
        self.familyCard = familyCard
        self.name = name
        self.born = born
        self.isAlive = isAlive
    }
}

extension ResidentLookup {
    /// A register of the given people, as strict as a real one.
    public static func embedded(_ people: [RegisterEntry]) -> ResidentLookup {
        let known = Dictionary(people.map { ($0.nik, $0) }) { first, _ in first }
        return ResidentLookup { question throws(ResidentLookupError) in
            guard let entry = known[question.nik] else { return .unknown }
            guard entry.isAlive else { return .notAlive }
            var wrong: Set<ResidentElement> = []
            if entry.familyCard != question.familyCard { wrong.insert(.familyCard) }
            if ComparedName(entry.name) != ComparedName(question.name) { wrong.insert(.name) }
            if entry.born != question.born { wrong.insert(.born) }
            return wrong.isEmpty ? .matched : .differs(wrong)
        }
    }
}

/// A name as registers compare it: capitals, single blanks.
struct ComparedName: Hashable {
    let text: String

    init(_ name: String) {
        text = name.singleSpaced.uppercased()
    }
}
