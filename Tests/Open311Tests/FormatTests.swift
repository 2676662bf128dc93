import Testing

@testable import Open311

@Suite("Formats")
struct FormatTests {
    @Test("the ending of the path says the format; the last dot counts")
    func split() {
        #expect(GeoFormat.split("services.json")?.name == "services")
        #expect(GeoFormat.split("services.xml")?.format == .xml)
        #expect(GeoFormat.split("a.b.json")?.name == "a.b")
        #expect(GeoFormat.split("a.xml.json")?.name == "a.xml")
        for wrong in ["services", "services.", ".json", "services.html", "services.JSON", ""] {
            #expect(GeoFormat.split(wrong) == nil)
        }
    }

    @Test("content types are the specification's, bare for discovery as the validator wants them")
    func types() {
        #expect(GeoFormat.xml.contentType == "text/xml; charset=utf-8")
        #expect(GeoFormat.json.contentType == "application/json; charset=utf-8")
        #expect(GeoFormat.xml.discoveryContentType == "text/xml")
        #expect(GeoFormat.json.discoveryContentType == "application/json")
    }
}
