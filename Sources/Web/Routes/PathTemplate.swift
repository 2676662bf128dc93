import Kernel

/// The shape of a path, such as `/berkas/{kode}`: fixed segments and named ones.
public struct PathTemplate: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible
{
    enum Segment: Sendable, Hashable {
        case fixed(String)
        case named(String)
    }

    public let description: String
    let segments: [Segment]

    public init(stringLiteral value: StaticString) { self.init("\(value)") }

    init(_ text: String) {
        description = text
        segments = text.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .named(String(part.dropFirst().dropLast())) : .fixed(String(part))
        }
    }

    /// Names of the segments that vary, in order.
    public var names: [String] {
        segments.compactMap { if case .named(let name) = $0 { name } else { nil } }
    }

    /// The path with values in place of names, each percent-encoded: how every link is made.
    public func filled(_ values: String...) -> String {
        var rest = values[...]
        let parts = segments.map { segment in
            switch segment {
            case .fixed(let text): text
            case .named: PercentCoding.encode(rest.popFirst() ?? "")
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
