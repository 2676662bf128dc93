/// A format of Open311; the raw value is the ending of a path.
public enum GeoFormat: String, Sendable, Hashable, CaseIterable {
    /// Every server has it.
    case xml
    /// Optional by the specification; almost every client wants it.
    case json

    /// `123.json` as what is asked for and in which format; nil without a known ending or with
    /// nothing before it. The last dot counts, for codes may have dots.
    public static func split(_ segment: String) -> (name: String, format: GeoFormat)? {
        guard let dot = segment.lastIndex(of: "."), dot != segment.startIndex,
            let format = GeoFormat(rawValue: String(segment[segment.index(after: dot)...]))
        else { return nil }
        return (String(segment[..<dot]), format)
    }

    /// Of every answer but that of discovery.
    public var contentType: String { mediaType + "; charset=utf-8" }

    /// Of discovery: a widespread validator wants it without the encoding, which the XML
    /// declaration carries as well.
    public var discoveryContentType: String { mediaType }

    /// As discovery lists it among the formats of an endpoint.
    public var mediaType: String {
        switch self {
        case .xml: "text/xml"
        case .json: "application/json"
        }
    }
}
