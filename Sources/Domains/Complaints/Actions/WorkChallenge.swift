import Contracts
import Crypto
import Kernel
import Store

/// Work that a browser does before a code is sent: eight numbers, each of which, behind the seed,
/// gives a SHA-256 that begins with so many zero bits. It holds for one draft, for a while, once.
struct WorkChallenge: Sendable, Hashable {
    static let parts = 8
    /// How long it may be solved, in seconds.
    static let seconds: Int64 = 900

    let bits: Int
    let until: Instant
    /// The house's signature: what the work is done on.
    let seal: [UInt8]
    private let nonce: [UInt8]

    var seed: String { Base64URL.encode(seal) }

    /// As a form carries it.
    var text: String {
        "\(bits).\(until.milliseconds).\(Base64URL.encode(nonce)).\(seed)"
    }

    init(for draft: CaseID, bits: Int, world: World, vault: Vault) {
        let nonce = world.random.bytes(12)
        let until = world.now.adding(seconds: Self.seconds)
        self.init(bits, until, nonce, Self.seal(draft, bits, until, nonce, vault))
    }

    private init(_ bits: Int, _ until: Instant, _ nonce: [UInt8], _ seal: [UInt8]) {
        self.bits = bits
        self.until = until
        self.nonce = nonce
        self.seal = seal
    }

    /// What came back; nil when the house did not give it for this draft.
    init?(_ text: String, for draft: CaseID, vault: Vault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let bits = Int(parts[0]), let milliseconds = Int64(parts[1]),
            let nonce = Base64URL.decode(parts[2], limit: 16),
            let sent = Base64URL.decode(parts[3], limit: 16)
        else { return nil }
        let until = Instant(milliseconds: milliseconds)
        let seal = Self.seal(draft, bits, until, nonce, vault)
        guard ConstantTime.isEqual(seal, sent) else { return nil }
        self.init(bits, until, nonce, seal)
    }

    private static func seal(
        _ draft: CaseID, _ bits: Int, _ until: Instant, _ nonce: [UInt8], _ vault: Vault
    ) -> [UInt8] {
        vault.index(
            "\(draft.text) \(bits) \(until.milliseconds) \(Base64URL.encode(nonce))",
            "report.work")
    }

    /// Whether the numbers, with dots between them, are the work.
    func isSolved(by answer: String) -> Bool {
        let numbers = answer.split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == Self.parts else { return false }
        return numbers.enumerated().allSatisfy { part, number in
            (1...12).contains(number.utf8.count)
                && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
                && Self.zeros(Array("\(seed).\(part).\(number)".utf8)) >= bits
        }
    }

    /// Leading zero bits of the hash.
    static func zeros(_ bytes: [UInt8]) -> Int {
        var zeros = 0
        for byte in SHA256.hash(data: bytes) {
            zeros += byte.leadingZeroBitCount
            guard byte == 0 else { break }
        }
        return zeros
    }
}

/// What a form says of the work; both empty where no script ran.
struct WorkAnswer: Sendable {
    static let challenge = "tantangan"
    static let answer = "bukti"

    let challenge, answer: String

    var isThere: Bool { !challenge.isEmpty && !answer.isEmpty }
}
