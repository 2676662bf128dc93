import Kernel

/// A change of a report that a client sends with `POST servicerequestupdates`, or that is sent to
/// another server.
public struct GeoUpdatePost: Sendable, Hashable {
    public var requestID: String
    /// Of the sender; the same one again is the same update.
    public var updateID: String
    public var status: GeoUpdateStatus
    public var updatedAt: Instant
    public var description: String
    public var person: GeoPerson
    /// Such as `Ibu`.
    public var title: String?
    public var accountID: String?
    public var serviceCode: String?
    public var mediaURLs: [String]
    public var attributes: [GeoInput]

    public init(
        requestID: String, updateID: String, status: GeoUpdateStatus, updatedAt: Instant,
        description: String
    ) {
        self.requestID = requestID
        self.updateID = updateID
        self.status = status
        self.updatedAt = updatedAt
        self.description = description
        person = GeoPerson()
        mediaURLs = []
        attributes = []
    }

    /// Reads a form; `api_key` is not its matter.
    /// - Throws: `Refusal` of the kind `invalid` with every parameter that is wrong.
    public init(_ parameters: GeoParameters) throws(Refusal) {
        var problems = GeoProblems()
        let required = [
            "service_request_id", "update_id", "status", "updated_datetime", "description",
        ]
        for name in required where parameters.word(name) == nil { problems.add("missing", name) }
        let status = parameters.word("status").map { GeoUpdateStatus(reading: $0) }
        if case .some(.none) = status { problems.add("update-status", "status") }
        let text = parameters.text("description") ?? ""
        _ = problems.holds(text, "description", atMost: GeoPost.longestDescription)
        self.init(
            requestID: problems.word(parameters, "service_request_id") ?? "",
            updateID: problems.word(parameters, "update_id") ?? "",
            status: (status ?? nil) ?? .open,
            updatedAt: problems.moment(parameters, "updated_datetime")?.instant
                ?? Instant(milliseconds: 0),
            description: text)
        person = GeoPerson(parameters, &problems)
        title = problems.word(parameters, "title")
        accountID = problems.word(parameters, "account_id")
        serviceCode = problems.word(parameters, "service_code")
        mediaURLs = problems.media(parameters)
        attributes = problems.attributes(parameters)
        try problems.end()
    }
}
