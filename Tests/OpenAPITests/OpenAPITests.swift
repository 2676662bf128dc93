import OpenAPI
import Testing

@Suite("OpenAPI")
struct OpenAPITests {
    @Test("has words in both languages")
    func words() {
        #expect(OpenAPI().words.count >= 2)
    }
}
