import Kernel
import People
import Web

/// The path to go on to after signing in.
struct NextInput: RouteInput {
    static let fields: [InputField] = [.query("lanjut", max: 2_000)]
    let next: String?
    init(_ fields: inout FieldReader) { next = fields.optionalText("lanjut") }
}

/// A code of an authenticator app, or a spare one.
struct CodeInput: RouteInput {
    static let fields: [InputField] = [.form("kode", max: 40), .form("lanjut", max: 2_000)]
    let code: String
    let next: String?
    init(_ fields: inout FieldReader) {
        code = fields.text("kode")
        next = fields.optionalText("lanjut")
    }
}

/// What a browser answers when a passkey was asked; filled in by `passkey.js`.
struct PasskeyInput: RouteInput {
    static let prefix = "kunci."
    static let fields: [InputField] = [
        .form("kunci.id", max: 1_400), .form("kunci.client", max: 2_800),
        .form("kunci.auth", max: 2_800), .form("kunci.signature", max: 1_400),
        .form("kunci.user", max: 100), .form("lanjut", max: 2_000),
    ]
    let answer: PasskeyAnswer
    let next: String?
    init(_ fields: inout FieldReader) {
        answer = PasskeyAnswer(
            id: fields.optionalText("kunci.id") ?? "",
            client: fields.optionalText("kunci.client") ?? "",
            authenticator: fields.optionalText("kunci.auth") ?? "",
            signature: fields.optionalText("kunci.signature") ?? "",
            user: fields.optionalText("kunci.user"))
        next = fields.optionalText("lanjut")
    }
}

/// What a browser sends when a passkey was made.
struct NewPasskeyInput: RouteInput {
    static let prefix = "kunci."
    static let fields: [InputField] = [
        .form("kunci.id", max: 1_400), .form("kunci.client", max: 2_800),
        .form("kunci.attestation", max: 22_000), .form("kunci.transports", max: 200),
        .form("nama", max: 200), .form("lanjut", max: 2_000),
    ]
    let passkey: NewPasskey
    let next: String?
    init(_ fields: inout FieldReader) {
        passkey = NewPasskey(
            id: fields.optionalText("kunci.id") ?? "",
            client: fields.optionalText("kunci.client") ?? "",
            attestation: fields.optionalText("kunci.attestation") ?? "",
            transports: fields.optionalText("kunci.transports") ?? "",
            name: fields.optionalText("nama") ?? "")
        next = fields.optionalText("lanjut")
    }
}

struct FactorInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 40)]
    let factor: FactorID?
    init(_ fields: inout FieldReader) { factor = FactorID(text: fields.text("id")) }
}

struct SessionInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 40)]
    let session: SessionID?
    init(_ fields: inout FieldReader) { session = SessionID(text: fields.text("id")) }
}

struct PasswordInput: RouteInput {
    static let fields: [InputField] = [
        .form("sandi_lama", max: 1_000), .form("sandi", max: 1_000),
    ]
    let current: String
    let password: String
    init(_ fields: inout FieldReader) {
        current = fields.secret("sandi_lama")
        password = fields.secret("sandi")
    }
}
