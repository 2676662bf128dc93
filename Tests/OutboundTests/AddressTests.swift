import Testing

@testable import Outbound

@Suite("Addresses of other servers")
struct AddressTests {
    @Test(
        "kinds of addresses",
        arguments: [
            ("8.8.8.8", .open), ("100.63.255.255", .open),
            ("172.32.0.1", .open), ("2606:4700::1111", .open),
            ("::ffff:8.8.8.8", .open), ("64:ff9b::808:808", .open),
            ("127.0.0.1", .loopback), ("127.255.0.9", .loopback),
            ("::1", .loopback), ("::ffff:127.0.0.1", .loopback),
            ("0.0.0.0", .inside), ("10.1.2.3", .inside), ("100.64.0.1", .inside),
            ("169.254.169.254", .inside), ("172.16.0.1", .inside),
            ("172.31.255.255", .inside), ("192.168.1.1", .inside),
            ("198.18.0.1", .inside), ("198.19.0.1", .inside),
            ("224.0.0.1", .inside), ("255.255.255.255", .inside),
            ("::", .inside), ("::ffff:10.0.0.1", .inside), ("::7f00:1", .inside),
            ("64:ff9b::a00:1", .inside), ("64:ff9b::7f00:1", .inside),
            ("64:ff9b:1::1", .inside), ("fe80::1", .inside),
            ("fd12::1", .inside), ("ff02::1", .inside), ("2001::1", .inside),
            ("2001:db8::1", .inside), ("2002:7f00:1::", .inside),
        ] as [(String, AddressKinds)])
    func kinds(address: String, kind: AddressKinds) {
        #expect(AddressKinds.of(address) == kind)
    }

    @Test(
        "addresses that are read",
        arguments: [
            ("https://a.example", "a.example"), ("HTTPS://A.Example:8443/x?y", "a.example"),
            ("http://127.0.0.1:1/", "127.0.0.1"), ("https://[::1]:443/", "::1"),
            ("https://a_b.example?x", "a_b.example"),
        ])
    func good(text: String, host: String) {
        #expect(WebAddress(text)?.host == host)
    }

    @Test(
        "addresses that are refused",
        arguments: [
            "", "a.example", "ftp://a.example", "file:///etc/passwd", "https://", "https:///x",
            "https://u:p@a.example", "https://a.example@b.example", "https://a.example#x",
            "https://a.example\\@b.example", "https://a b.example", "https://a.example/\n",
            "https://a.example:0/", "https://a.example:65536/", "https://a.example:+80/",
            "https://a.example:/", "https://[::1", "https://[::1]x/", "https://[x]/",
            "https://\u{e9}.example", "https://a%2eexample/", "javascript://a.example/",
        ])
    func bad(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test("what names this machine")
    func loopback() {
        let named = ["localhost", "LOCALHOST", "127.0.0.1", "127.9.9.9", "[::1]"]
        #expect(named.allSatisfy { WebAddress("http://\($0)/")?.namesLoopback == true })
        let others = [
            "localhost.example", "127.0.0.1.example", "127.1", "128.0.0.1", "127.0.0.256",
        ]
        #expect(others.allSatisfy { WebAddress("http://\($0)/")?.namesLoopback == false })
    }

    @Test("parameters join a query that is there")
    func adding() {
        let pairs = [(name: "a", value: "b c"), (name: "d&", value: "é+")]
        #expect(
            WebAddress("https://a.example/x")?.adding(pairs)
                == "https://a.example/x?a=b%20c&d%26=%C3%A9%2B")
        #expect(
            WebAddress("https://a.example/x?y=z")?.adding(pairs)
                == "https://a.example/x?y=z&a=b%20c&d%26=%C3%A9%2B")
    }
}
