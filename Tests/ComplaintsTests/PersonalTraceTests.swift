import Testing

@testable import Complaints

@Suite("What should not stand in a public text")
struct PersonalTraceTests {
    @Test(
        "numbers and addresses are found",
        arguments: [
            ("hubungi 0812-3456-7890 ya", [PersonalTraces.phone]),
            ("NIK saya 3271 0101 0160 0001", [.nik]),
            ("surel ani@contoh.example", [.email]),
            ("di Jalan Pajajaran no 12, RT 003 RW 007", []),
            ("kode pos 16121, harga Rp1.250.000", []),
        ] as [(String, [PersonalTraces])])
    func found(text: String, kinds: [PersonalTraces]) {
        #expect(PersonalTraces.find(in: text) == kinds)
    }
}
