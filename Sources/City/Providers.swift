import Identity
import Kernel
import OpenID
import Outbound
import People
import Store
import Web

/// The providers through which people sign in, from a file of the deployment: secrets and addresses
/// are none of the city's catalogue.
struct ProviderFile: Sendable {
    let settings: [(rules: ProviderRules, provider: ProviderSettings)]

    /// - Throws: `OperatingProblem` with what is wrong in the file.
    static func load(_ path: String?) async throws -> ProviderFile {
        guard let path else { return ProviderFile(settings: []) }
        let json = try await OperatingFile.read(path, "--providers", limit: 1 << 20)
        guard case .array(let entries)? = json["providers"] else {
            throw OperatingProblem("\(path) has no list “providers”.")
        }
        var settings: [(rules: ProviderRules, provider: ProviderSettings)] = []
        for (index, entry) in entries.enumerated() {
            let place = "\(path), provider \(index + 1)"
            settings.append(try await provider(entry, place))
        }
        guard Set(settings.map(\.rules.code)).count == settings.count else {
            throw OperatingProblem("\(path) names a provider twice.")
        }
        return ProviderFile(settings: settings)
    }

    private static func provider(
        _ entry: JSONValue, _ place: String
    ) async throws -> (rules: ProviderRules, provider: ProviderSettings) {
        guard case .object(let members) = entry else {
            throw OperatingProblem("\(place): no object")
        }
        let known: Set = [
            "code", "name", "issuer", "client_id", "client_secret", "client_secret_file", "serves",
            "level", "proves_second_factor", "nip_claim", "nik_claim", "scopes", "uses_userinfo",
        ]
        if let other = members.keys.sorted().first(where: { !known.contains($0) }) {
            throw OperatingProblem("\(place): “\(other)” is unknown.")
        }
        guard let code = entry["code"]?.stringValue, let issuer = entry["issuer"]?.stringValue,
            let client = entry["client_id"]?.stringValue,
            let serves = entry["serves"]?.stringValue.flatMap(AccountKind.init(rawValue:))
        else {
            throw OperatingProblem(
                "\(place): code, issuer, client_id and serves (citizen or officer) are needed.")
        }
        let level = entry["level"]?.integerValue ?? 0
        guard let level = IdentityLevel(rawValue: Int(level)), level != .matched else {
            throw OperatingProblem("\(place): level is 0, or 2 with nik_claim.")
        }
        let rules = ProviderRules(
            code: code, serves: serves, level: level,
            provesSecond: entry["proves_second_factor"] == .bool(true),
            nipClaim: entry["nip_claim"]?.stringValue ?? "nip",
            nikClaim: entry["nik_claim"]?.stringValue)
        guard (rules.nikClaim != nil) == (level == .proven), level == .contact || serves == .citizen
        else {
            throw OperatingProblem(
                "\(place): level 2 serves citizens and names the claim of the NIK (nik_claim); "
                    + "nik_claim needs level 2.")
        }
        do {
            return (
                rules,
                try ProviderSettings(
                    code: code, name: name(entry, code), issuer: issuer, clientID: client,
                    clientSecret: try await secret(entry, place),
                    scopes: scopes(entry) ?? ["openid", "profile", "email"],
                    usesUserInfo: entry["uses_userinfo"] != .bool(false))
            )
        } catch let problem as ProviderSettings.Problem {
            throw OperatingProblem("\(place): \(problem.rawValue) cannot be right.")
        }
    }

    private static func name(_ entry: JSONValue, _ code: String) -> LocalizedText {
        if let text = entry["name"]?.stringValue { return LocalizedText(id: text, en: text) }
        let name = entry["name"]
        return LocalizedText(
            id: name?["id"]?.stringValue ?? code,
            en: name?["en"]?.stringValue ?? name?["id"]?.stringValue ?? code)
    }

    private static func scopes(_ entry: JSONValue) -> [String]? {
        guard case .array(let scopes)? = entry["scopes"] else { return nil }
        return scopes.compactMap(\.stringValue)
    }

    private static func secret(_ entry: JSONValue, _ place: String) async throws -> String? {
        guard let path = entry["client_secret_file"]?.stringValue else {
            return entry["client_secret"]?.stringValue
        }
        guard let bytes = try? await FileTree.read(path, limit: 4_096) else {
            throw OperatingProblem("\(place): \(path) cannot be read.")
        }
        return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    }
}

extension House {
    /// Providers ready to be asked; they share a few threads.
    static func providers(_ file: ProviderFile, world: World) -> [Provider] {
        guard !file.settings.isEmpty else { return [] }
        let threads = BlockingThreads(name: "outbound", count: 4, waiting: 12)
        let outbound = Outbound.curl(
            limits: OutboundLimits(connectTimeout: 3_000, timeout: 5_000), threads: threads)
        return file.settings.map { entry in
            Provider(
                rules: entry.rules,
                party: RelyingParty(settings: entry.provider, outbound: outbound, world: world))
        }
    }

    func links(_ kind: AccountKind) -> [ProviderLink] {
        providers.filter { $0.rules.serves == kind }.map { $0.link }
    }
}
