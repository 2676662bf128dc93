import Kernel
import People
import Residents

/// The register of a demo: the invented citizens, and some who have no account yet. Their names end
/// in “Contoh”, so that nobody takes them for real.
enum DemoRegister {
    static let people: [RegisterEntry] =
        (0..<60).compactMap { entry($0, DemoNames.person($0).name) }
        + newcomers

    /// For whoever tries the demo with an account of their own.
    static var samples: [ResidentClaim] {
        newcomers.filter(\.isAlive).map {
            ResidentClaim(nik: $0.nik, familyCard: $0.familyCard, name: $0.name, born: $0.born)
        }
    }

    private static let newcomers: [RegisterEntry] = (900..<904).compactMap { n in
        let word = DemoNames.person(n).name.split(separator: " ").first ?? ""
        return entry(n, "\(word) Warga Contoh", isAlive: n != 903)
    }

    private static func entry(_ n: Int, _ name: String, isAlive: Bool = true) -> RegisterEntry? {
        let person = DemoNames.person(n)
        guard let nik = try? NIK(person.nik), let card = try? card(n) else { return nil }
        return RegisterEntry(
            nik: nik, familyCard: card, name: name, born: person.born, isAlive: isAlive)
    }

    /// Family cards recorded on 1 March 2015; the serial follows the person.
    private static func card(_ n: Int) throws(Refusal) -> FamilyCardNumber {
        try FamilyCardNumber("32710\(1 + n % 6)010315\(7_000 + n)")
    }
}
