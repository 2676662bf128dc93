import HTTPTypes

/// Header names that the library does not know.
enum Names {
    static let fetchSite = name("Sec-Fetch-Site")
    static let forwardedFor = name("X-Forwarded-For")
    static let formToken = name("X-Tanda")
    static let lastEventID = name("Last-Event-ID")

    /// Names in this house are plain words; one that is not would be dropped by the shell.
    static func name(_ text: String) -> HTTPField.Name { HTTPField.Name(text) ?? .range }
}
