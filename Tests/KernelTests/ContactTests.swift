import Testing

@testable import Kernel

@Suite struct ContactTests {
    @Test(arguments: [
        ("0812-3456-7890", "+6281234567890"), ("62812 3456 7890", "+6281234567890"),
        ("+62 812.3456.7890", "+6281234567890"), ("+62 (0)812 3456 7890", "+6281234567890"),
        ("(0251) 8321075", "+622518321075"), ("+65 6123 4567", "+6561234567"),
    ])
    func `Telephone numbers come to one form`(typed: String, text: String) throws {
        #expect(try PhoneNumber(typed).text == text)
    }

    @Test(arguments: [
        ("08123", "phone.length"), ("0812345678901234", "phone.length"),
        ("812345678", "phone.start"),
        ("08l2-3456-7890", "phone.characters"), ("++6281234567890", "phone.characters"),
        ("", "phone.start"),
        ("00812345678", "phone.start"), ("+0123456789", "phone.start"),
    ])
    func `Other telephone numbers are refused`(typed: String, key: String) {
        #expect(refusal { () throws(Refusal) in try PhoneNumber(typed) } == [key])
    }

    @Test func `A telephone number is shown grouped or masked`() throws {
        let phone = try PhoneNumber("081234567890")
        #expect(phone.display == "+62 812-3456-7890")
        #expect("\(phone)" == "+62812*****890")
        #expect(phone.isMobile)
    }

    @Test(arguments: ["a@b.id", "siti.aminah+kota@Example.GO.ID", " x@y.co.id ", "o'neil@a-b.org"])
    func `Plain e-mail addresses are accepted`(typed: String) throws {
        let email = try EmailAddress(typed)
        #expect(email.domain == email.domain.lowercased())
        #expect(!email.text.contains(" "))
    }

    @Test(arguments: [
        "", "@", "a@b", "a@b.", ".a@b.id", "a..b@c.id", "a b@c.id", "a@b..id", "a@-b.id",
        "a@b.1", "\"a\"@b.id", "a@[1.2.3.4]", "á@b.id", "a@b.id\nBcc: x@y.id",
    ])
    func `Other e-mail addresses are refused`(typed: String) {
        #expect(refusal { () throws(Refusal) in try EmailAddress(typed) } == ["email.form"])
    }

    @Test func `An e-mail address is masked`() throws {
        #expect("\(try EmailAddress("Siti@Contoh.id"))" == "S***@contoh.id")
        #expect(try EmailAddress("Siti@Contoh.id").normalized == "siti@contoh.id")
    }

    @Test(arguments: [
        ("1.500.000", 1_500_000), ("Rp 1.500.000,-", 1_500_000), ("1500000", 1_500_000),
        ("Rp1.500.000,00", 1_500_000), ("-Rp5.000", -5000), ("IDR 20.000", 20_000), ("0", 0),
    ])
    func `Amounts are read as people type them`(typed: String, amount: Int64) throws {
        #expect(try Rupiah(parsing: typed).amount == amount)
    }

    @Test(arguments: ["", "Rp", "1.50", "1.0000", "1,50", "1.500.00", "abc", "--5", ".500", "1e3"])
    func `Other amounts are refused`(typed: String) {
        #expect(refusal { () throws(Refusal) in try Rupiah(parsing: typed) } == ["rupiah.form"])
    }
}
