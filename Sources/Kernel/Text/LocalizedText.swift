/// One text in every language.
public struct LocalizedText: Sendable, Hashable, Codable {
    public let id: String
    public let en: String

    public init(id: String, en: String) {
        self.id = id
        self.en = en
    }

    /// The same in every language, such as a name.
    public init(_ text: String) {
        self.init(id: text, en: text)
    }

    public func text(_ language: Language) -> String {
        switch language {
        case .id: id
        case .en: en
        }
    }
}
