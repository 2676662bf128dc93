import Kernel
import People
import Web

/// What a browser answers when a passkey was asked; filled in by `passkey.js`.
struct PasskeyInput: RouteInput {
    static let fields: [InputField] = [
        .form(PasskeyFields.prefix + "id", max: 1_400),
        .form(PasskeyFields.prefix + "client", max: 2_800),
        .form(PasskeyFields.prefix + "auth", max: 2_800),
        .form(PasskeyFields.prefix + "signature", max: 1_400),
        .form(PasskeyFields.prefix + "user", max: 100), .form(NextPath.field, max: 2_000),
    ]
    let answer: PasskeyAnswer
    let next: String?
    init(_ fields: inout FieldReader) {
        answer = PasskeyAnswer { fields.optionalText(PasskeyFields.prefix + $0) ?? "" }
        next = fields.optionalText(NextPath.field)
    }
}

/// What a browser sends when a passkey was made.
struct NewPasskeyInput: RouteInput {
    static let fields: [InputField] = [
        .form(PasskeyFields.prefix + "id", max: 1_400),
        .form(PasskeyFields.prefix + "client", max: 2_800),
        .form(PasskeyFields.prefix + "attestation", max: 22_000),
        .form(PasskeyFields.prefix + "transports", max: 200), .form("nama", max: 200),
        .form(NextPath.field, max: 2_000),
    ]
    let passkey: NewPasskey
    let next: String?
    init(_ fields: inout FieldReader) {
        func part(_ name: String) -> String {
            fields.optionalText(PasskeyFields.prefix + name) ?? ""
        }
        passkey = NewPasskey(
            id: part("id"), client: part("client"), attestation: part("attestation"),
            transports: part("transports"), name: fields.optionalText("nama") ?? "")
        next = fields.optionalText(NextPath.field)
    }
}

struct FactorInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 40)]
    let factor: FactorID
    init(_ fields: inout FieldReader) throws {
        factor = try fields.id("id", else: "web.notFound")
    }
}
