import Kernel
import Outbound
import Signatures
import Store

/// How officials sign in a deployment, from a file: addresses and secrets are none of the city's
/// catalogue.
struct SignersFile: Sendable {
    /// Another server that takes part in signing.
    struct Service: Sendable {
        let url: String
        let headers: [OutboundHeader]
        let timeout: Int
    }

    /// Officials must sign themselves; otherwise whoever has a key does.
    var isRequired = false
    var bsre: Service?
    var version = BSrESigner.Version.first
    /// A time-stamp service (RFC 3161): signatures become PAdES B-T.
    var stamps: Service?

    /// - Returns: nothing when there is no file.
    /// - Throws: `OperatingProblem` with what is wrong in it.
    static func load(_ path: String?) async throws -> SignersFile? {
        guard let path else { return nil }
        let json = try await OperatingFile.read(path, "--signers", limit: 1 << 16)
        let top = try GatewayEntry(json, path, known: ["officials", "bsre", "stamps"])
        var file = SignersFile()
        switch top.json["officials"]?.stringValue ?? "offered" {
        case "required": file.isRequired = true
        case "offered": break
        default: throw OperatingProblem("\(path): officials is required or offered.")
        }
        if let entry = top.json["bsre"] {
            let reader = try GatewayEntry(
                entry, "\(path), bsre",
                known: ["url", "user", "password_file", "version", "timeout_ms"])
            guard
                let version = BSrESigner.Version(
                    rawValue: entry["version"]?.integerValue ?? 1)
            else { throw OperatingProblem("\(reader.place): version is 1 or 2.") }
            file.version = version
            file.bsre = try await reader.service()
        }
        if let entry = top.json["stamps"] {
            let reader = try GatewayEntry(
                entry, "\(path), stamps",
                known: ["url", "user", "password_file", "timeout_ms"])
            file.stamps = try await reader.service()
        }
        return file
    }
}

extension SignersFile {
    /// Nothing where signatures carry no time-stamp.
    func stampSource(_ random: RandomSource) -> StampSource? {
        stamps.map { service in
            TimeStampClient.source(
                nonce: { random.bytes(12) }, post: SignerCalls(service, "stamps").stamp)
        }
    }
}

extension GatewayEntry {
    fileprivate func service() async throws -> SignersFile.Service {
        let url = try address().url
        let timeout = try timeout(30_000)
        var headers: [OutboundHeader] = []
        if let user = json["user"]?.stringValue, let path = json["password_file"]?.stringValue {
            let pair = user + ":" + (try await secret(path))
            headers.append(
                OutboundHeader("authorization", "Basic " + Base64.encode(Array(pair.utf8))))
        }
        return SignersFile.Service(url: url, headers: headers, timeout: timeout)
    }
}
