import Crypto
import Foundation
import Kernel

/// The printed facts of a letter, as its QR code states them and the city signs them.
public struct PrintedFacts: Sendable, Hashable {
    public var number: String
    /// What kind of letter.
    public var kind: String
    public var holder: String
    /// What it is about: a place, a business, a purpose.
    public var object: String
    public var issued: Day
    public var validUntil: Day?
    /// SHA-256 of the letter's canonical data (RFC 8785), which the PDF carries as an attachment.
    public var dataHash: [UInt8]

    public init(
        number: String, kind: String, holder: String, object: String, issued: Day,
        validUntil: Day?, dataHash: [UInt8]
    ) {
        self.number = number
        self.kind = kind
        self.holder = holder
        self.object = object
        self.issued = issued
        self.validUntil = validUntil
        self.dataHash = dataHash
    }

    /// The hash of canonical data.
    public static func hash(_ data: JSONValue) -> [UInt8] {
        Array(SHA256.hash(data: data.canonical))
    }
}

/// A compact signed statement of the printed facts: a CWT (RFC 8392) in COSE_Sign1 with ES256
/// (RFC 9052, RFC 9053), so that a telephone without network can check a paper.
public struct PrintedStatement: Sendable, Hashable {
    public enum Problem: Error, Sendable, Hashable {
        case tooLong
        case unreadable
        /// Signed by no key that the city published.
        case unknownKey
        case signatureDiffers
    }

    /// Bytes that a statement takes at most, so that its QR code stays easy to read.
    public static let most = 300

    public let facts: PrintedFacts
    /// The first eight bytes of SHA-256 of the public key.
    public let key: [UInt8]

    // Names of RFC 8392 §3.1; the city's own are private (below -65536 by RFC 9597's registry).
    private static let issuedAt: Int64 = 6
    private static let expires: Int64 = 4
    private static let subject: Int64 = 2
    private static let own = (kind: Int64(-70_001), object: Int64(-70_002), hash: Int64(-70_003))
    private static let number: Int64 = 7

    /// - Parameter zone: of the city, in which days begin and end.
    /// - Throws: `.tooLong` when the facts do not fit even shortened.
    public static func sign(
        _ facts: PrintedFacts, by key: SigningKey, zone: Zone
    ) throws -> [UInt8] {
        var facts = facts
        while true {
            let statement = try encode(facts, key, zone)
            if statement.count <= most { return statement }
            // The paper has it in full; the beginning tells it apart.
            guard
                shorten(&facts.object, to: 8) || shorten(&facts.kind, to: 24)
                    || shorten(&facts.holder, to: 32)
            else { throw Problem.tooLong }
        }
    }

    /// - Returns: false for a text that has at most so many bytes.
    private static func shorten(_ text: inout String, to least: Int) -> Bool {
        guard text.utf8.count > least else { return false }
        text = String(text.dropLast(4)) + "…"
        return true
    }

    private static func encode(
        _ facts: PrintedFacts, _ key: SigningKey, _ zone: Zone
    ) throws -> [UInt8] {
        var claims: [Int64: CBORItem] = [
            subject: .text(facts.holder), number: .bytes(Array(facts.number.utf8)),
            own.kind: .text(facts.kind), own.object: .text(facts.object),
            own.hash: .bytes(facts.dataHash),
            issuedAt: .integer(facts.issued.start(in: zone).milliseconds / 1000),
        ]
        if let last = facts.validUntil {
            claims[expires] = .integer(
                last.adding(days: 1).start(in: zone).milliseconds / 1000 - 1)
        }
        let protected = CBORItem.map([1: .integer(-7)]).encoded
        let payload = CBORItem.map(claims).encoded
        let signature = try key.rawSignature(of: toBeSigned(protected, payload))
        return CBORItem.tagged(
            18,
            .array([
                .bytes(protected), .map([4: .bytes(identifier(key.publicKey))]),
                .bytes(payload), .bytes(signature),
            ])
        ).encoded
    }

    /// The Sig_structure of RFC 9052 §4.4.
    private static func toBeSigned(_ protected: [UInt8], _ payload: [UInt8]) -> [UInt8] {
        CBORItem.array([
            .text("Signature1"), .bytes(protected), .bytes([]), .bytes(payload),
        ]).encoded
    }

    /// How a statement names its key.
    public static func identifier(_ publicKey: [UInt8]) -> [UInt8] {
        Array(SHA256.hash(data: publicKey).prefix(8))
    }

    /// Reads and checks a statement against the city's published keys.
    public init(
        _ bytes: [UInt8], keys: [[UInt8]], zone: Zone
    ) throws(Problem) {
        guard bytes.count <= Self.most,
            case .tagged(18, .array(let parts))? =
                CBORItem(encoded: bytes), parts.count == 4, let protected = parts[0].bytesValue,
            CBORItem(encoded: protected) == .map([1: .integer(-7)]),
            let payload = parts[2].bytesValue, let raw = parts[3].bytesValue,
            let name = parts[1].mapValue?[4]?.bytesValue,
            let claims = CBORItem(encoded: payload)?.mapValue
        else { throw .unreadable }
        guard let published = keys.first(where: { Self.identifier($0) == name }),
            let key = try? P256.Signing.PublicKey(derRepresentation: published)
        else { throw .unknownKey }
        guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: raw),
            key.isValidSignature(signature, for: Data(Self.toBeSigned(protected, payload)))
        else { throw .signatureDiffers }
        guard let facts = Self.facts(claims, zone) else { throw .unreadable }
        self.facts = facts
        self.key = name
    }

    private static func facts(_ claims: [Int64: CBORItem], _ zone: Zone) -> PrintedFacts? {
        guard let holder = claims[subject]?.textValue, let number = claims[number]?.bytesValue,
            let kind = claims[own.kind]?.textValue, let object = claims[own.object]?.textValue,
            let hash = claims[own.hash]?.bytesValue, let issued = claims[issuedAt]?.integerValue
        else { return nil }
        func day(_ seconds: Int64) -> Day? {
            guard abs(seconds) < 1 << 40 else { return nil }
            return Day(Instant(milliseconds: seconds * 1000), in: zone)
        }
        guard let issuedOn = day(issued) else { return nil }
        return PrintedFacts(
            number: String(decoding: number, as: UTF8.self), kind: kind, holder: holder,
            object: object, issued: issuedOn,
            validUntil: claims[expires]?.integerValue.flatMap(day), dataHash: hash)
    }

    /// The text of a QR code: the address of the page, and the statement behind `#`, which
    /// browsers do not send.
    public static func code(_ address: String, _ statement: [UInt8]) -> String {
        "\(address)#\(Base64URL.encode(statement))"
    }

    /// The statement in the text of a QR code, or in what stands behind its `#` alone.
    public static func statement(inCode text: String) -> [UInt8]? {
        let part = text.split(separator: "#").last ?? ""
        return Base64URL.decode(part, limit: most)
    }
}
