import Kernel

/// Where a city's endpoints are and how to come to a key.
public struct GeoDiscovery: Sendable, Hashable {
    /// When this changed last; in the past. Nil where another server writes no readable moment.
    public let changeset: Instant?
    public let contact: String
    /// The address of a page about keys.
    public let keyService: String
    /// Validators want two at least, one of them for trying out.
    public let endpoints: [GeoEndpoint]

    public init(
        changeset: Instant?, contact: String, keyService: String, endpoints: [GeoEndpoint]
    ) {
        self.changeset = changeset
        self.contact = contact
        self.keyService = keyService
        self.endpoints = endpoints
    }
}

/// One endpoint that discovery names.
public struct GeoEndpoint: Sendable, Hashable {
    /// What the specification calls itself, letter by letter.
    public static let geoReportV2 = "http://wiki.open311.org/GeoReport_v2"

    public let specification: String
    /// Without a slash at its end.
    public let url: String
    public let changeset: Instant?
    public let isProduction: Bool
    /// Media types, such as `text/xml`.
    public let formats: [String]

    public init(
        url: String, changeset: Instant?, isProduction: Bool,
        specification: String = GeoEndpoint.geoReportV2,
        formats: [String] = GeoFormat.allCases.map(\.mediaType)
    ) {
        self.specification = specification
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.changeset = changeset
        self.isProduction = isProduction
        self.formats = formats
    }

    /// Whether this is an endpoint of the version that is spoken here, as loosely as others write.
    public var isGeoReportV2: Bool { specification.lowercased().contains("georeport_v2") }
}
