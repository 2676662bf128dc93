/// The questions of a service, in the order in which they are put.
public struct GeoServiceDefinition: Sendable, Hashable {
    public let serviceCode: String
    /// The place in the list is the `order` on the wire, from 1.
    public let attributes: [GeoAttribute]

    public init(serviceCode: String, attributes: [GeoAttribute]) {
        self.serviceCode = serviceCode
        self.attributes = attributes
    }
}

/// How a question is answered.
public enum GeoDatatype: String, Sendable, Hashable, CaseIterable {
    /// One line.
    case string
    case number
    /// ISO 8601 with a zone.
    case datetime
    /// May have line breaks.
    case text
    case singlevaluelist
    case multivaluelist

    /// Whether the answer is chosen among values.
    public var isList: Bool { self == .singlevaluelist || self == .multivaluelist }
}

/// A question, or a text that is only shown.
public struct GeoAttribute: Sendable, Hashable {
    public let code: String
    public let datatype: GeoDatatype
    /// Whether an answer is wanted; else `description` is only shown.
    public var isVariable: Bool
    public var isRequired: Bool
    /// The question, or what is shown.
    public var description: String?
    /// How the answer is to be written.
    public var datatypeDescription: String?
    /// What lists offer.
    public var values: [GeoChoice]

    public init(
        code: String, datatype: GeoDatatype, isVariable: Bool = true, isRequired: Bool = false,
        description: String? = nil, datatypeDescription: String? = nil, values: [GeoChoice] = []
    ) {
        self.code = code
        self.datatype = datatype
        self.isVariable = isVariable
        self.isRequired = isRequired
        self.description = description
        self.datatypeDescription = datatypeDescription
        self.values = values
    }
}

/// One of the values of a list.
public struct GeoChoice: Sendable, Hashable {
    public let key: String
    public let name: String

    public init(key: String, name: String) {
        self.key = key
        self.name = name
    }
}
