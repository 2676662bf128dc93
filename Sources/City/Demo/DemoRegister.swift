import Kernel
import People
import Residents

/// The register of a demo: the invented citizens, and some who have no account yet. Their names end
/// in “Contoh”, so that nobody takes them for real.
enum DemoRegister {
    static let people: [RegisterEntry] =
        (0..<60).compactMap { entry($0, DemoNames.person($0).name) }
        + newcomers + children.map(\.child)

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

    /// Children of the first citizens, on their family cards, for whoever tries to act for one.
    static let children: [(parent: String, child: RegisterEntry)] = (0..<6).compactMap { n in
        guard let card = try? card(n),
            let born = Day(year: 2016, month: 3, day: 10 + n),
            let nik = try? NIK("32710\(1 + n % 6)\(10 + n)0316\(7_000 + n)")
        else { return nil }
        let word = DemoNames.person(910 + n).name.split(separator: " ").first ?? ""
        return (
            DemoNames.person(n).name,
            RegisterEntry(
                nik: nik, familyCard: card, name: "\(word) Anak Contoh", born: born)
        )
    }

    /// What somebody who tries the demo types for the own child, by the parent's name.
    static var childSamples: [String: ResidentClaim] {
        Dictionary(
            children.map { parent, child in
                (
                    parent,
                    ResidentClaim(
                        nik: child.nik, familyCard: child.familyCard, name: child.name,
                        born: child.born)
                )
            }
        ) { first, _ in first }
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

/// Children of the demo's citizens.
public enum DemoFamily {
    /// What a parent says of the own child.
    /// - Parameter parent: the number of the citizen, 0 to 5.
    public static func child(_ parent: Int) -> ResidentClaim? {
        DemoRegister.childSamples[DemoNames.person(parent).name]
    }
}
