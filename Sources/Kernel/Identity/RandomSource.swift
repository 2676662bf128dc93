import Synchronization

/// Where random bytes come from.
public struct RandomSource: Sendable {
    /// As many bytes as asked for.
    public let bytes: @Sendable (Int) -> [UInt8]

    public init(bytes: @escaping @Sendable (Int) -> [UInt8]) {
        self.bytes = bytes
    }

    /// The generator of the operating system, fit for secrets.
    public static let system = RandomSource { count in
        // Each word is a call of the system: eight bytes of it are used, not one.
        var generator = SystemRandomNumberGenerator()
        return [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            while filled < count {
                withUnsafeBytes(of: generator.next()) { word in
                    for byte in word.prefix(count - filled) {
                        bytes.initializeElement(at: filled, to: byte)
                        filled += 1
                    }
                }
            }
        }
    }

    /// The same bytes for the same seed: for demo data and tests, never for secrets.
    public static func seeded(_ seed: UInt64) -> RandomSource {
        let generator = SharedGenerator(seed: seed)
        return RandomSource { generator.bytes($0) }
    }

    /// A number below `bound` (at least 1), each equally likely.
    public func number(below bound: Int) -> Int {
        guard bound > 1 else { return 0 }
        let limit = UInt64(bound)
        // Values of the last, incomplete round would favour small results.
        let usable = UInt64.max - UInt64.max % limit
        while true {
            let value = bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            if value < usable { return Int(value % limit) }
        }
    }
}

/// SplitMix64 behind a lock.
private final class SharedGenerator: Sendable {
    private let state: Mutex<UInt64>

    init(seed: UInt64) {
        state = Mutex(seed)
    }

    func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            var result: [UInt8] = []
            result.reserveCapacity(count)
            while result.count < count {
                state &+= 0x9E37_79B9_7F4A_7C15
                var mixed = state
                mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                mixed ^= mixed >> 31
                for shift in 0..<min(8, count - result.count) {
                    result.append(UInt8(truncatingIfNeeded: mixed >> UInt64(shift * 8)))
                }
            }
            return result
        }
    }
}
