import CRE2

/// A regular expression of RE2: matching takes time linear in the text, whatever the pattern.
public struct RE2Pattern: Sendable {
    public let source: String
    private let handle: Handle

    /// Refuses with `pattern.length` above 500 bytes and `pattern.form` (value `reason`, in
    /// English, from RE2).
    public init(_ source: String) throws(Refusal) {
        guard source.utf8.count <= 500 else { throw Refusal(.invalid, "pattern.length") }
        var error = [CChar](repeating: 0, count: 200)
        var copy = source
        let made = copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                cre2_new(text.baseAddress, text.count, 1 << 20, &error, error.count)
            }
        }
        guard let made else {
            let reason = String(
                decoding: error.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw Refusal(.invalid, "pattern.form", values: ["reason": reason])
        }
        self.source = source
        handle = Handle(made)
    }

    /// Whether the text has a match anywhere; anchor the pattern with `^…$` to match all of it.
    public func matches(_ text: String) -> Bool {
        var copy = text
        return copy.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                cre2_partial_match(handle.pattern, text.baseAddress, text.count) == 1
            }
        }
    }
}

// Safe: the pointer never changes, and RE2's const methods may be called by any threads at once.
private final class Handle: @unchecked Sendable {
    let pattern: OpaquePointer

    init(_ pattern: OpaquePointer) {
        self.pattern = pattern
    }

    deinit { cre2_free(pattern) }
}
