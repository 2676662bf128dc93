import Foundation
import Kernel
import Testing

@testable import City

@Suite("The file that names the population register")
struct RegisterFileTests {
    private func load(_ json: String, key: String = "kunci-yang-cukup-panjang") async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/daftar-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try key.write(toFile: folder + "/kunci", atomically: true, encoding: .utf8)
        let text = json.replacing("KEY", with: folder + "/kunci")
        try text.write(toFile: folder + "/daftar.json", atomically: true, encoding: .utf8)
        let file = try await RegisterFile.load(folder + "/daftar.json")
        #expect(file.settings != nil)
    }

    @Test(
        "takes a token or a signing key, by file",
        arguments: [
            #"{"address": "https://register.example/a", "token_file": "KEY"}"#,
            #"{"address": "http://127.0.0.1:9/a", "hmac_key_file": "KEY", "hmac_key_id": "b"}"#,
        ])
    func right(_ json: String) async throws { try await load(json) }

    @Test(
        "says what is wrong instead of starting",
        arguments: [
            "[]", "{", "{}", #"{"address": "https://register.example/a"}"#,
            #"{"address": "https://register.example/a", "token": "KEY"}"#,
            #"{"address": "http://register.example/a", "token_file": "KEY"}"#,
            #"{"address": "https://r.example", "token_file": "KEY", "hmac_key_file": "KEY"}"#,
            #"{"address": "https://r.example", "hmac_key_file": "KEY"}"#,
            #"{"address": "https://r.example", "token_file": "KEY.tidak-ada"}"#,
            #"{"address": "https://r.example", "token_file": "KEY", "timeout_ms": 90000}"#,
        ])
    func wrong(_ json: String) async throws {
        await #expect(throws: OperatingProblem.self) { try await load(json) }
    }

    @Test("a short secret is none, and no file is no register")
    func short() async throws {
        await #expect(throws: OperatingProblem.self) {
            try await load(
                #"{"address": "https://r.example", "token_file": "KEY"}"#, key: "pendek")
        }
        #expect(try await RegisterFile.load(nil).settings == nil)
    }
}
