/// Kinds of file that a form accepts. The kind is found from the content, never from the name.
public enum FileKind: String, Sendable, Hashable, CaseIterable {
    case pdf, jpeg, png

    public var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        }
    }

    /// As people know it.
    public var label: String { self == .jpeg ? "JPG" : rawValue.uppercased() }

    /// The kind of the file that begins (and, for whole files, ends) like this.
    ///
    /// PDF readers look for the header in the first 1,024 bytes, so do we; a file that claims to
    /// be two things at once (a PDF header behind a picture's) counts as the picture.
    public static func sniff(_ bytes: some Collection<UInt8>) -> FileKind? {
        let start = Array(bytes.prefix(1024))
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            // The first chunk of a PNG is always its header.
            return start.dropFirst(12).starts(with: Array("IHDR".utf8)) ? .png : nil
        }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) {
            guard start.count > 3, start[3] >= 0xC0, start[3] != 0xFF else { return nil }
            return .jpeg
        }
        let header = Array("%PDF-".utf8)
        guard start.count >= header.count else { return nil }
        for offset in 0...(start.count - header.count)
        where start[offset..<offset + header.count].elementsEqual(header) {
            return .pdf
        }
        return nil
    }
}
