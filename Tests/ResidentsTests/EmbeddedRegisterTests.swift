import Contracts
import Kernel
import Residents
import Testing

@Suite("A register in the house")
struct EmbeddedRegisterTests {
    @Test(
        "compares as strictly as a real one",
        arguments: [
            ("3271031708900001", "3271030101100001", "Budi Contoh", "1990-08-17", "matched"),
            ("3271031708900001", "3271030101100001", " budi  CONTOH ", "1990-08-17", "matched"),
            (
                "3271031708900001", "3271030101100002", "Budi Contoh", "1990-08-17",
                "differs family_card"
            ),
            ("3271031708900001", "3271030101100001", "Budi C.", "1990-08-17", "differs name"),
            ("3271031708900001", "3271030101100001", "Budi", "1990-08-18", "differs bornname"),
            ("3579015704920002", "3271030101100001", "Budi Contoh", "1990-08-17", "unknown"),
            ("3271066902960003", "3271030101100001", "Sari Contoh", "1996-02-29", "not-alive"),
        ])
    func compare(
        _ nik: String, _ card: String, _ name: String, _ born: String, _ expected: String
    ) async throws {
        let people = try [
            RegisterEntry(
                nik: NIK("3271031708900001"), familyCard: FamilyCardNumber("3271030101100001"),
                name: "BUDI CONTOH", born: try #require(Day(iso: "1990-08-17"))),
            RegisterEntry(
                nik: NIK("3271066902960003"), familyCard: FamilyCardNumber("3271030101100001"),
                name: "SARI CONTOH", born: try #require(Day(iso: "1996-02-29")), isAlive: false),
        ]
        let asked = try question(nik: nik, kk: card, name: name, born: born)
        #expect(await told(.embedded(people), asked) == expected)
    }
}
