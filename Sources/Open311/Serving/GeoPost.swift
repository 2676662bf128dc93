import Kernel

/// A report that a client sends with `POST requests`, or that is sent to another server.
public struct GeoPost: Sendable, Hashable {
    public var serviceCode: String
    /// One of the three is there at least.
    public var point: GeoPoint?
    public var addressString: String?
    public var addressID: String?
    /// Plain text with line feeds; whatever looks like markup in it is text as well.
    public var description: String?
    public var person: GeoPerson
    public var deviceID: String?
    public var accountID: String?
    public var mediaURLs: [String]
    /// By the code of the question, in the order in which they came.
    public var attributes: [GeoInput]

    public init(serviceCode: String, point: GeoPoint? = nil, description: String? = nil) {
        self.serviceCode = serviceCode
        self.point = point
        self.description = description
        person = GeoPerson()
        mediaURLs = []
        attributes = []
    }

    /// Characters of a description (GeoReport v2).
    public static let longestDescription = 4_000
    static let longestWord = 250
    static let longestAddress = 1_000
    static let longestURL = 2_000
    static let mostMedia = 20
    static let mostAttributes = 200

    /// Whether files of a form under this name are pictures of the report: `media` of `three` and
    /// of draft 2.1, `photo1` and so on of FixMyStreet.
    public static func isMedia(field name: String) -> Bool {
        let base = name.hasSuffix("[]") ? String(name.dropLast(2)) : name
        if base == "media" { return true }
        let rest = base.utf8.dropFirst("photo".utf8.count)
        return base.hasPrefix("photo") && rest.allSatisfy(Numeral.isDigit)
    }

    /// Reads a form; `api_key` is not its matter.
    /// - Throws: `Refusal` of the kind `invalid` with every parameter that is wrong.
    public init(_ parameters: GeoParameters) throws(Refusal) {
        var problems = GeoProblems()
        let code = problems.word(parameters, "service_code")
        if parameters.word("service_code") == nil { problems.add("missing", "service_code") }
        self.init(serviceCode: code ?? "")
        readPlace(parameters, &problems)
        if let text = parameters.text("description"),
            problems.holds(text, "description", atMost: Self.longestDescription)
        {
            description = text
        }
        person = GeoPerson(parameters, &problems)
        deviceID = problems.word(parameters, "device_id")
        accountID = problems.word(parameters, "account_id")
        mediaURLs = problems.media(parameters)
        attributes = problems.attributes(parameters)
        try problems.end()
    }

    private mutating func readPlace(
        _ parameters: GeoParameters, _ problems: inout GeoProblems
    ) {
        addressString = problems.word(parameters, "address_string", atMost: Self.longestAddress)
        addressID = problems.word(parameters, "address_id")
        let lat = parameters.word("lat")
        let long = parameters.word("long")
        if let lat, let long {
            point = GeoPoint(lat: lat, long: long)
            let bounds = [("lat", lat, GeoPoint.pole), ("long", long, GeoPoint.dateLine)]
            for (name, text, bound) in bounds
            where GeoPoint.microDegrees(text, within: bound) == nil {
                problems.add("coordinate", name, ["bound": String(bound / 1_000_000)])
            }
        } else if lat != nil {
            problems.add("pair", "long")
        } else if long != nil {
            problems.add("pair", "lat")
        } else if parameters.word("address_string") == nil, parameters.word("address_id") == nil {
            problems.add("location", "lat")
        }
    }
}

/// Who reports, as far as they say.
public struct GeoPerson: Sendable, Hashable {
    public var firstName: String?
    public var lastName: String?
    public var email: String?
    public var phone: String?

    public init() {}

    init(_ parameters: GeoParameters, _ problems: inout GeoProblems) {
        firstName = problems.word(parameters, "first_name")
        lastName = problems.word(parameters, "last_name")
        email = problems.word(parameters, "email")
        phone = problems.word(parameters, "phone")
    }
}

/// The answer to one question of a service.
public struct GeoInput: Sendable, Hashable {
    public let code: String
    /// One, or several where several may be chosen.
    public let values: [String]

    public init(code: String, values: [String]) {
        self.code = code
        self.values = values
    }

    /// The parameter on the wire.
    public var parameter: String { "attribute[\(code)]" }
}

extension GeoProblems {
    /// A value in one line; nil also when it is too long.
    mutating func word(
        _ parameters: GeoParameters, _ name: String, atMost limit: Int = GeoPost.longestWord
    ) -> String? {
        guard let word = parameters.word(name), holds(word, name, atMost: limit) else {
            return nil
        }
        return word
    }

    /// `media_url`, also several times and as `media_url[]`: addresses of the web.
    mutating func media(_ parameters: GeoParameters) -> [String] {
        let urls = parameters.words("media_url") + parameters.words("media_url[]")
        guard urls.count <= GeoPost.mostMedia else {
            add("too-many", "media_url", ["limit": String(GeoPost.mostMedia)])
            return []
        }
        for url in urls where holds(url, "media_url", atMost: GeoPost.longestURL) {
            if !GeoServer.isWeb(url) { add("address", "media_url") }
        }
        return urls
    }

    mutating func attributes(_ parameters: GeoParameters) -> [GeoInput] {
        let found = parameters.attributes
        guard found.count <= GeoPost.mostAttributes else {
            add("too-many", "attribute", ["limit": String(GeoPost.mostAttributes)])
            return []
        }
        return found.compactMap { name, code, values in
            guard let code else {
                add("attribute.name", name)
                return nil
            }
            for value in values {
                guard holds(value, name, atMost: GeoPost.longestDescription) else { return nil }
            }
            return GeoInput(code: code, values: values.map(GeoParameters.trimmed))
        }
    }
}
