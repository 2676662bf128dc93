/// A file that came with a form, within the limits of its field.
public struct UploadedFile: Sendable, Hashable {
    public let field: String
    /// The name as the browser gave it, made harmless; for showing only.
    public let name: String
    /// By its first bytes, not by what the browser says.
    public let type: String
    public let bytes: [UInt8]

    public init(field: String, name: String, type: String, bytes: [UInt8]) {
        self.field = field
        self.name = name
        self.type = type
        self.bytes = bytes
    }
}
