import Store
import Testing

@Suite struct DatabaseURLTests {
    @Test(
        "the password is never shown",
        arguments: [
            "postgres://kota:rahasia@db:5432/pendopo?sslmode=require",
            "postgres://kota:ra@hasia@db/pendopo", "postgresql://kota@db/p?password=rahasia",
        ])
    func redacted(text: String) throws {
        let url = try DatabaseURL(text)
        for shown in [url.description, url.debugDescription, "\(url)", String(reflecting: url)] {
            #expect(!shown.contains("hasia"))
            #expect(shown.contains("db"))
        }
        var dumped = ""
        dump(url, to: &dumped)
        #expect(!dumped.contains("hasia"))
    }

    @Test("what is no database is refused", arguments: ["", "sqlite:", "mysql://x", "pendopo.db"])
    func refused(text: String) {
        #expect(throws: StoreError.invalidURL) { try DatabaseURL(text) }
    }

    @Test("another database on the same server keeps the rest")
    func replacing() throws {
        let url = try DatabaseURL("postgres://kota@/postgres?host=/tmp/x")
        #expect(url.replacing(database: "b")?.description == "postgres://kota@/b?host=/tmp/x")
    }
}
