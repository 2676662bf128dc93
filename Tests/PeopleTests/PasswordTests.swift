import Kernel
import Testing

@testable import People

@Suite("Passwords")
struct PasswordTests {
    @Test(
        "short, common and repeated passwords are refused",
        arguments: [
            ("pendek", "people.password.short"), ("1234567890", "people.password.common"),
            ("PassWord123", "people.password.common"), ("aaaaaaaaaaaa", "people.password.common"),
            ("abcdefghijkl", "people.password.common"), ("Bismillah-123", "people.password.common"),
            ("Siti Aminah1", "people.password.common"),
            (String(repeating: "kuda ", count: 50), "people.password.long"),
        ])
    func refused(_ password: String, _ key: String) async {
        let answer = await refusal {
            try PasswordRules.check(password, avoiding: ["Siti Aminah"])
        }
        #expect(answer == key)
    }

    @Test("a few plain words are a good password")
    func accepted() throws {
        try PasswordRules.check("empat ekor kuda hijau", avoiding: ["Siti Aminah"])
    }

    @Test("a hash holds its parameters and fits its own password only")
    func hash() async throws {
        let hasher = PasswordHasher(parameters: .cheap)
        let hash = try await hasher.hash("kata yang panjang")
        #expect(hash.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
        #expect(try await hasher.verify("kata yang panjang", against: hash))
        #expect(try await !hasher.verify("kata yang pendek", against: hash))
        #expect(try await !hasher.verify("kata yang panjang", against: nil))
        #expect(try await hasher.hash("kata yang panjang") != hash)
    }

    @Test("both ways of writing an accent are the same password")
    func accents() async throws {
        let hasher = PasswordHasher(parameters: .cheap)
        let hash = try await hasher.hash("caf\u{E9} di pojok")
        #expect(try await hasher.verify("cafe\u{301} di pojok", against: hash))
    }

    @Test("too many waiting are refused at once and not queued")
    func bounded() async throws {
        let hasher = PasswordHasher(
            parameters: Argon2Parameters(passes: 3, kibibytes: 4096), threads: 1, queue: 2)
        let refused = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    await refusal { _ = try await hasher.verify("x", against: nil) }
                        == "people.sign-in.busy"
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(refused > 0 && refused < 24)
    }

    @Test(
        "networks are counted as households",
        arguments: [
            ("203.0.113.7", "203.0.113.7"), ("2001:db8:0:12::1", "2001:db8:0:12::/64"),
            ("2001:0db8:0000:0012:ffff::9", "2001:db8:0:12::/64"), ("::1", "0:0:0:0::/64"),
            ("::ffff:203.0.113.7", "203.0.113.7"), ("fe80::1%eth0", "fe80:0:0:0::/64"),
        ])
    func networks(_ address: String, _ network: String) {
        #expect(Visitor(address: address, agent: "").network == network)
    }
}
