/// Reads CBOR over bytes, in one pass. Order of names and shortest lengths are not insisted on, as
/// some authenticators are careless there; two equal names are refused.
struct CBORReader {
    struct Fault: Error {}

    /// CTAP2 permits four levels (CTAP 2.1 §8 "Message Encoding").
    private static let deepest = 4

    let bytes: [UInt8]
    private(set) var place: Int

    init(_ bytes: [UInt8], from place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    var isAtEnd: Bool { place == bytes.count }

    mutating func value() throws(Fault) -> CBORValue { try value(depth: 1) }

    /// A map at the top, with the bytes of each value as they were sent.
    mutating func slices() throws(Fault) -> [String: (value: CBORValue, bytes: [UInt8])] {
        let (major, count) = try head()
        guard major == 5 else { throw Fault() }
        var members: [String: (value: CBORValue, bytes: [UInt8])] = [:]
        for _ in 0..<(try length(count)) {
            guard let name = try value(depth: 2).textValue else { throw Fault() }
            let start = place
            let member = try value(depth: 2)
            guard members.updateValue((member, Array(bytes[start..<place])), forKey: name) == nil
            else { throw Fault() }
        }
        return members
    }

    private mutating func value(depth: Int) throws(Fault) -> CBORValue {
        guard depth <= Self.deepest else { throw Fault() }
        let (major, argument) = try head()
        switch major {
        case 0, 1:
            guard let number = Int64(exactly: argument) else { throw Fault() }
            return .integer(major == 0 ? number : -1 - number)
        case 2: return .bytes(try take(argument))
        case 3:
            guard let text = String(validating: try take(argument), as: UTF8.self) else {
                throw Fault()
            }
            return .text(text)
        case 4: return try array(argument, depth)
        case 5: return try map(argument, depth)
        case 7 where argument == 20 || argument == 21: return .bool(argument == 21)
        case 7 where argument == 22: return .null
        default: throw Fault()
        }
    }

    private mutating func array(_ count: UInt64, _ depth: Int) throws(Fault) -> CBORValue {
        var elements: [CBORValue] = []
        for _ in 0..<(try length(count)) { elements.append(try value(depth: depth + 1)) }
        return .array(elements)
    }

    private mutating func map(_ count: UInt64, _ depth: Int) throws(Fault) -> CBORValue {
        var members: [CBORValue.Key: CBORValue] = [:]
        for _ in 0..<(try length(count)) {
            let key: CBORValue.Key
            switch try value(depth: depth + 1) {
            case .integer(let number): key = .integer(number)
            case .text(let text): key = .text(text)
            default: throw Fault()
            }
            let member = try value(depth: depth + 1)
            guard members.updateValue(member, forKey: key) == nil else { throw Fault() }
        }
        return .map(members)
    }

    /// The kind and the number of the next item. Items of unknown length are not permitted.
    private mutating func head() throws(Fault) -> (major: UInt8, argument: UInt64) {
        guard place < bytes.count else { throw Fault() }
        let byte = bytes[place]
        place += 1
        let short = byte & 31
        switch short {
        case 0..<24: return (byte >> 5, UInt64(short))
        // A float or a simple value of more than one byte would look like a number here.
        case 24..<28 where byte >> 5 != 7:
            let number = try take(1 << UInt64(short - 24)).reduce(0) { $0 << 8 | UInt64($1) }
            return (byte >> 5, number)
        default: throw Fault()
        }
    }

    /// Each element takes a byte at least, so that a lie about the count costs nothing.
    private func length(_ count: UInt64) throws(Fault) -> Int {
        guard count <= UInt64(bytes.count - place) else { throw Fault() }
        return Int(count)
    }

    private mutating func take(_ count: UInt64) throws(Fault) -> [UInt8] {
        let end = place + (try length(count))
        defer { place = end }
        return Array(bytes[place..<end])
    }
}
