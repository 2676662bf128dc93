import Kernel

/// Another city's endpoint, and the addresses and bodies of what is asked of it.
public struct GeoServer: Sendable, Hashable {
    /// With a slash at its end.
    public let endpoint: String
    public let format: GeoFormat
    /// The city that is meant, where an endpoint serves several.
    public let jurisdiction: String?
    /// Nil where only open things are asked.
    public let apiKey: String?
    /// In which moments are written.
    public let zone: Zone

    /// Nil when the endpoint is no address of the web, or has a query.
    public init?(
        endpoint: String, format: GeoFormat, zone: Zone, jurisdiction: String? = nil,
        apiKey: String? = nil
    ) {
        guard Self.isWeb(endpoint), !endpoint.contains("?"), !endpoint.contains("#") else {
            return nil
        }
        self.endpoint = endpoint.hasSuffix("/") ? endpoint : endpoint + "/"
        self.format = format
        self.zone = zone
        self.jurisdiction = jurisdiction
        self.apiKey = apiKey
    }

    /// Whether a text looks like an address of the web with a host, in one word.
    static func isWeb(_ text: String) -> Bool {
        let lower = text.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else {
            return false
        }
        let host = lower.utf8.dropFirst(scheme.utf8.count).prefix { $0 != UInt8(ascii: "/") }
        return !host.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    // MARK: Addresses

    public var discovery: String { address(["discovery"]) }

    public var services: String { address(["services"]) }

    public func definition(_ serviceCode: String) -> String { address(["services", serviceCode]) }

    public func request(_ id: String, isExtended: Bool = false) -> String {
        address(["requests", id], isExtended ? [("extensions", "true")] : [])
    }

    public func requests(_ listing: GeoListing) -> String {
        address(["requests"], listing.pairs(zone))
    }

    /// To send a report to.
    public var posting: String { endpoint + "requests." + format.rawValue }

    public func token(_ token: String) -> String { address(["tokens", token]) }

    /// The key goes with it, as mySociety's servers want.
    public func updates(_ listing: GeoUpdateListing) -> String {
        address(["servicerequestupdates"], key + listing.pairs(zone))
    }

    /// To send an update to.
    public var updatePosting: String { endpoint + "servicerequestupdates." + format.rawValue }

    // MARK: Bodies

    /// The type of the bodies.
    public static let formType = "application/x-www-form-urlencoded; charset=utf-8"

    public func form(_ post: GeoPost) -> [UInt8] { Array(Self.coded(common + post.pairs).utf8) }

    public func form(_ update: GeoUpdatePost) -> [UInt8] {
        Array(Self.coded(common + update.pairs(zone)).utf8)
    }

    // MARK: -

    private typealias Pairs = [(String, String)]

    private var key: Pairs { apiKey.map { [("api_key", $0)] } ?? [] }
    private var city: Pairs { jurisdiction.map { [("jurisdiction_id", $0)] } ?? [] }
    private var common: Pairs { key + city }

    private func address(_ path: [String], _ query: [(String, String)] = []) -> String {
        let place = path.map(Self.segment).joined(separator: "/")
        let query = Self.coded(city + query)
        let ending = query.isEmpty ? "" : "?" + query
        return endpoint + place + "." + format.rawValue + ending
    }

    private static func segment(_ text: String) -> String { PercentCoding.encode(text) }

    private static func coded(_ pairs: [(String, String)]) -> String {
        pairs.map { PercentCoding.encode($0) + "=" + PercentCoding.encode($1) }
            .joined(separator: "&")
    }
}
