import Contracts
import Kernel
import Logging
import Outbound
import People
import Residents
import Store

/// The population register that the house asks, from a file of the deployment: its address and its
/// secret are none of the city's catalogue.
struct RegisterFile: Sendable {
    /// Nil without a file: then nobody is matched by data, and the counter remains.
    let settings: RegisterSettings?

    /// - Throws: `OperatingProblem` with what is wrong in the file.
    static func load(_ path: String?) async throws -> RegisterFile {
        guard let path else { return RegisterFile(settings: nil) }
        let json = try await OperatingFile.read(path, "--residents", limit: 1 << 16)
        guard let members = json.objectValue else {
            throw OperatingProblem("\(path): no object")
        }
        let known: Set = ["address", "token_file", "hmac_key_file", "hmac_key_id", "timeout_ms"]
        if let other = members.keys.sorted().first(where: { !known.contains($0) }) {
            throw OperatingProblem("\(path): “\(other)” is unknown.")
        }
        guard let address = members["address"]?.stringValue else {
            throw OperatingProblem("\(path): address is needed.")
        }
        let settings = RegisterSettings(
            address: address, secret: try await secret(json, path),
            timeout: Int(members["timeout_ms"]?.integerValue ?? 5_000))
        guard let settings else {
            throw OperatingProblem(
                "\(path): address is https (or this machine), timeout_ms 100 to 30000.")
        }
        return RegisterFile(settings: settings)
    }

    /// Secrets stand in files of their own, so that this one can be shown to anybody.
    private static func secret(
        _ json: JSONValue, _ path: String
    ) async throws -> RegisterSettings.Secret {
        switch (json["token_file"]?.stringValue, json["hmac_key_file"]?.stringValue) {
        case (let file?, nil): return .bearer(try await read(file, path))
        case (nil, let file?):
            guard let id = json["hmac_key_id"]?.stringValue else {
                throw OperatingProblem("\(path): hmac_key_id is needed with hmac_key_file.")
            }
            return .hmac(key: try await read(file, path), id: id)
        default:
            throw OperatingProblem("\(path): either token_file or hmac_key_file is needed.")
        }
    }

    private static func read(_ file: String, _ path: String) async throws -> String {
        guard let bytes = try? await FileTree.read(file, limit: 4_096) else {
            throw OperatingProblem("\(path): \(file) cannot be read.")
        }
        let text = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        guard text.utf8.count >= 16 else {
            throw OperatingProblem("\(path): \(file) holds fewer than 16 characters.")
        }
        return text
    }
}

extension House {
    /// The register of the file; that of invented people in a demo; else none.
    static func residents(
        _ file: RegisterFile, _ mode: Settings.Mode, world: World
    ) -> ResidentLookup? {
        guard let settings = file.settings else {
            return mode == .demo ? .embedded(DemoRegister.people) : nil
        }
        let threads = BlockingThreads(name: "register", count: 4, waiting: 32)
        let remote = ResidentLookup.remote(
            settings, outbound: .curl(limits: settings.limits, threads: threads), world: world)
        return ResidentLookup { question throws(ResidentLookupError) in
            do throws(ResidentLookupError) {
                return try await remote.ask(question)
            } catch {
                // A word of ours and the question's id; nothing of the person.
                Logger(label: "pendopo.register").warning(
                    "no answer", metadata: ["id": "\(question.id.text)", "word": "\(error.word)"])
                throw error
            }
        }
    }
}
