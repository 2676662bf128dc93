import Kernel
import People

/// What a city decides about its site.
public struct ShellSettings: Sendable {
    /// The name in the header, such as "Kota Bogor".
    public var cityName: LocalizedText
    /// `https://pendopo.example.go.id`, without a slash at the end. Without it the `Host` header is
    /// believed, which is right for a demo only.
    public var origin: String?
    /// Behind https: cookies get `Secure` and the `__Host-` prefix.
    public var isSecure: Bool
    /// Login shortcuts, the notice in the footer and the page of components.
    public var isDemo: Bool
    /// Addresses of the city's own proxies: from them the last entry of `X-Forwarded-For` is the
    /// client. Without them a proxy makes the whole city one client.
    public var proxies: Set<String>
    /// 32 bytes that all nodes share; signs form tokens and messages.
    public var secret: [UInt8]
    public var language: Language
    public var navigation: [NavItem]
    /// How much waits behind entries of the navigation, by their address. Asked for every page of
    /// somebody who is signed in, so it must answer from memory nearly always.
    public var badges: Badges?
    /// Allowances per client address; empty means none (benches, tests).
    public var rates: [RateClass: Rate]
    public var signInPath: String
    public var officerSignInPath: String
    public var signOutPath: String
    public var maxConnections: Int
    /// Seconds in which a request's head must have come.
    public var headSeconds: Int64
    /// Seconds that a connection may rest between requests.
    public var idleSeconds: Int64
    /// Seconds that running requests get when the server is told to stop.
    public var drainSeconds: Int64
    /// Bytes of compressed public pages kept in memory.
    public var cacheBytes: Int
    /// Bytes of uploads in memory at one time, over all requests.
    public var uploadBytes: Int
    /// Event streams open at one time: over all, of one person who is signed in, and of the
    /// visitors behind one address (an office, a school).
    public var streams: Int
    public var streamsPerPerson: Int
    public var streamsPerAddress: Int

    public typealias Badges = @Sendable (Person) async -> [String: Int]

    public init(
        cityName: LocalizedText, origin: String? = nil, isSecure: Bool = false,
        isDemo: Bool = false, proxies: Set<String> = [], secret: [UInt8],
        language: Language = .id, navigation: [NavItem] = [],
        rates: [RateClass: Rate] = Rate.usual
    ) {
        self.cityName = cityName
        self.origin = origin
        self.isSecure = isSecure
        self.isDemo = isDemo
        self.proxies = proxies
        self.secret = secret
        self.language = language
        self.navigation = navigation
        self.rates = rates
        signInPath = "/masuk"
        officerSignInPath = "/petugas/masuk"
        signOutPath = "/keluar"
        maxConnections = 16_384
        headSeconds = 10
        idleSeconds = 60
        drainSeconds = 10
        cacheBytes = 160 * 1024 * 1024
        uploadBytes = 96 * 1024 * 1024
        // Ended ones count until their second heartbeat: ten thousand may come back at one time.
        streams = 24_000
        streamsPerPerson = 12
        streamsPerAddress = 60
    }
}

/// One entry of the navigation; domains bring theirs.
public struct NavItem: Sendable, Hashable {
    public enum Place: String, Sendable, Hashable { case visitor, citizen, officer, footer }

    /// Key of its words.
    public let key: String
    public let address: String
    public let place: Place
    /// Entries of a place stand in this order.
    public let order: Int
    /// Shown to officers with this permission only; nil: to all.
    public let permission: Permission?

    public init(
        _ key: String, _ address: String, in place: Place, order: Int = 100,
        needing permission: Permission? = nil
    ) {
        self.key = key
        self.address = address
        self.place = place
        self.order = order
        self.permission = permission
    }
}
