import Kernel
import Testing

@testable import Permits

@Suite("Numbers and names of permits")
struct PermitsTests {
    @Test("a number is compared without blanks and case, and comes back from its address")
    func numbers() {
        let number = "500.16.7.2/0123/IPR/DPMPTSP/2026"
        #expect(PermitNumber.key(" 500.16.7.2 / 0123/ipr/dpmptsp/2026") == PermitNumber.key(number))
        #expect(PermitNumber.key(slug: PermitNumber.slug(number)) == PermitNumber.key(number))
        #expect(!PermitNumber.slug(number).contains("/"))
        #expect(PermitNumber.isValid(number) && !PermitNumber.isValid("a~b"))
        #expect(!PermitNumber.isValid("") && !PermitNumber.isValid("Ä1"))
    }

    @Test("names of companies are compared by what tells them apart")
    func names() {
        #expect(PublicName.key("PT. Maju-Jaya, Tbk") == PublicName.key("maju jaya"))
        #expect(PublicName.key("CV") == Array("cv".utf8))
        #expect(PublicName.key("Toko Sari") == Array("toko sari".utf8))
    }
}
