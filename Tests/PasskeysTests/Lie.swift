import Passkeys
import Testing

/// One change of an honest answer, and what must be said about it.
struct Lie: Sendable, CustomTestStringConvertible {
    let name: String
    let error: PasskeyError
    let change: @Sendable (inout SoftAuthenticator) -> Void

    init(
        _ name: String, _ error: PasskeyError,
        _ change: @escaping @Sendable (inout SoftAuthenticator) -> Void
    ) {
        self.name = name
        self.error = error
        self.change = change
    }

    var testDescription: String { name }

    /// Lies of the browser or about the page: the same at registration and at sign-in.
    static let ofPages: [Lie] = [
        Lie("another challenge", .wrongChallenge) { $0.challenge = PasskeyChallenge() },
        Lie("a padded challenge", .wrongChallenge) {
            $0.clientData = text($0, challenge: $0.challenge.text + "=")
        },
        Lie("a shortened challenge", .wrongChallenge) {
            $0.clientData = text($0, challenge: String($0.challenge.text.dropLast(4)))
        },
        Lie("no challenge", .wrongChallenge) { $0.clientData = text($0, challenge: "") },
        Lie("another origin", .wrongOrigin) { $0.origin = "https://contoh.example" },
        Lie("an origin with more behind", .wrongOrigin) {
            $0.origin = "https://layanan.example.go.id.contoh.example"
        },
        Lie("an origin with more before", .wrongOrigin) {
            $0.origin = "https://xlayanan.example.go.id"
        },
        Lie("a subdomain", .wrongOrigin) { $0.origin = "https://a.layanan.example.go.id" },
        Lie("the parent domain", .wrongOrigin) { $0.origin = "https://example.go.id" },
        Lie("http", .wrongOrigin) { $0.origin = "http://layanan.example.go.id" },
        Lie("another port", .wrongOrigin) { $0.origin = "https://layanan.example.go.id:444" },
        Lie("a slash behind", .wrongOrigin) { $0.origin = "https://layanan.example.go.id/" },
        Lie("capitals", .wrongOrigin) { $0.origin = "https://LAYANAN.example.go.id" },
        Lie("no origin at all", .wrongOrigin) { $0.origin = "null" },
        Lie("inside another page", .crossOrigin) { $0.more = #","crossOrigin":true"# },
        Lie("with a page above", .crossOrigin) {
            $0.more = #","crossOrigin":false,"topOrigin":"https://layanan.example.go.id""#
        },
        Lie("crossOrigin as text", .malformedClientData) { $0.more = #","crossOrigin":"no""# },
        Lie("an unknown type", .wrongType) { $0.type = "payment.get" },
        Lie("a name twice", .malformedClientData) {
            $0.more = #","origin":"https://layanan.example.go.id""#
        },
        Lie("a name twice, once escaped", .malformedClientData) {
            $0.more = #","t\u0079pe":"webauthn.get""#
        },
        Lie("half a document", .malformedClientData) {
            $0.clientData = text($0, challenge: $0.challenge.text).dropLast()
        },
        Lie("something behind the document", .malformedClientData) {
            $0.clientData = text($0, challenge: $0.challenge.text) + Array("{}".utf8)
        },
        Lie("a list", .malformedClientData) { $0.clientData = Array("[]".utf8) },
        Lie("nothing", .malformedClientData) { $0.clientData = [] },
        Lie("malformed UTF-8", .malformedClientData) {
            let honest = text($0, challenge: $0.challenge.text)
            $0.clientData = honest.dropLast() + Array(#","a":""#.utf8) + [0xC0, 0xAF, 0x22, 0x7D]
        },
        Lie("deep nesting", .malformedClientData) {
            $0.more = #","a":"# + String(repeating: "[", count: 500)
        },
        Lie("giant client data", .tooLarge) {
            $0.more = #","a":""# + String(repeating: "a", count: 2_048) + "\""
        },
        Lie("another relying party", .wrongRelyingParty) { $0.partyID = "contoh.example" },
        Lie("the parent as relying party", .wrongRelyingParty) { $0.partyID = "example.go.id" },
        Lie("nobody touched it", .notPresent) { $0.flags = 0x04 },
        Lie("nobody was verified", .notVerified) { $0.flags = 0x01 },
        Lie("neither", .notPresent) { $0.flags = 0 },
        Lie("copied but not to be copied", .backupContradiction) { $0.flags = 0x15 },
        Lie("bytes behind the data", .malformedAuthenticatorData) { $0.dataTail = [0] },
        Lie("extensions promised but missing", .malformedAuthenticatorData) { $0.flags = 0x85 },
        Lie("extensions that are no map", .malformedAuthenticatorData) {
            $0.flags = 0x85
            $0.dataTail = [0x01]
        },
        Lie("an extension twice", .malformedAuthenticatorData) {
            $0.flags = 0x85
            $0.dataTail = CBOR.map([
                (CBOR.text("a"), CBOR.integer(1)), (CBOR.text("a"), CBOR.integer(2)),
            ])
        },
        Lie("bytes behind the extensions", .malformedAuthenticatorData) {
            $0.flags = 0x85
            $0.dataTail = CBOR.map([]) + [0]
        },
        Lie("an answer about another id", .wrongCredential) { $0.answerID = [9] },
        Lie("an answer with a giant id", .tooLarge) {
            $0.answerID = Array(repeating: 1, count: 1_024)
        },
    ]

    private static func text(_ honest: SoftAuthenticator, challenge: String) -> [UInt8] {
        Array(
            """
            {"type":"\(honest.purpose)","challenge":"\(challenge)","origin":"\(honest.origin)"}
            """.utf8)
    }
}
