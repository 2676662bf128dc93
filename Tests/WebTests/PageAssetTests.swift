import Testing

@testable import Web

@Suite("What single pages load")
struct PageAssetTests {
    @Test("Its address says what is in it, and it is served from there")
    func address() throws {
        let one = PageAsset("peta", .script, "let a = 1")
        let other = PageAsset("peta", .script, "let a = 2")
        #expect(one.address.hasPrefix("/aset/peta-"))
        #expect(one.address.hasSuffix(".js"))
        #expect(one.address != other.address)
        let assets = Assets(styles: [], script: "", more: [], icon: "", pages: [one, other])
        let name = String(one.address.dropFirst("/aset/".count))
        let file = try #require(assets.file(name))
        #expect(file.plain == Array("let a = 1".utf8))
        #expect(file.type.hasPrefix("text/javascript"))
    }

    @Test("A page may show pictures of the one host that it names, and of no other")
    func pictures() {
        let usual = SecurityHeaders.contentPolicy
        #expect(usual.contains("img-src 'self' data:; "))
        let wider = SecurityHeaders.contentPolicy(pictures: "https://peta.example")
        #expect(wider.contains("img-src 'self' data: https://peta.example; "))
        #expect(wider.replacing(" https://peta.example", with: "") == usual)
        for wrong in ["http://a.example", "https://a.example; script-src *", "*", "https://a/b"] {
            #expect(SecurityHeaders.contentPolicy(pictures: wrong) == usual)
        }
    }
}
