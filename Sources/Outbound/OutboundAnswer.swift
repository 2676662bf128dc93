/// What another server answered.
public struct OutboundAnswer: Sendable, Hashable {
    public let status: Int
    public let headers: [OutboundHeader]
    public let body: [UInt8]

    public init(status: Int, headers: [OutboundHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of that name, in whatever case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The media type without parameters, in lower case; nil when the server names none.
    public var mediaType: String? {
        guard let value = header("content-type") else { return nil }
        return value.prefix { $0 != ";" }.lowercased().trimmed
    }

    /// Reads the lines of an answer's head; what is not `name: value` is left out.
    init(status: Int, head: [UInt8], body: [UInt8]) {
        let lines = head.split { $0 == 10 || $0 == 13 }
        let headers = lines.compactMap { line -> OutboundHeader? in
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex
            else { return nil }
            return OutboundHeader(
                String(decoding: line[..<colon], as: UTF8.self),
                String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed)
        }
        self.init(status: status, headers: headers, body: body)
    }
}

/// An answer may be a token: no log shows it by accident.
extension OutboundAnswer: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(status), \(body.count) bytes" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
    fileprivate var trimmed: String {
        let isSpace = { (character: Character) in character == " " || character == "\t" }
        let tail = drop(while: isSpace)
        return String(tail.reversed().drop(while: isSpace).reversed())
    }
}
