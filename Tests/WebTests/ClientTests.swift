import HTTPTypes
import Testing

@testable import Web

@Suite("Which client a call is counted for")
struct ClientTests {
    private func address(_ peer: String, _ forwarded: String?, _ proxies: Set<String>) -> String {
        var headers = HTTPFields()
        if let forwarded, let name = HTTPField.Name("X-Forwarded-For") {
            headers[name] = forwarded
        }
        return Client.address(peer, headers, proxies: proxies)
    }

    @Test("a proxy of the city names the client, and nobody else does")
    func forwarded() {
        let own: Set = ["127.0.0.1"]
        #expect(address("127.0.0.1", "203.0.113.9", own) == "203.0.113.9")
        // What the client itself wrote stands before what the proxy adds.
        #expect(address("127.0.0.1", "10.0.0.1, 203.0.113.9", own) == "203.0.113.9")
        #expect(address("127.0.0.1", nil, own) == "127.0.0.1")
        #expect(address("198.51.100.4", "203.0.113.9", own) == "198.51.100.4")
        #expect(address("127.0.0.1", "203.0.113.9", []) == "127.0.0.1")
    }
}
