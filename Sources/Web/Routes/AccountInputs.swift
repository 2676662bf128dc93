import Kernel
import People

/// The path to go on to, for pages on the way to signing in.
public struct NextInput: RouteInput {
    public static let fields: [InputField] = [.query(NextPath.field, max: 2_000)]
    public let next: String?
    public init(_ fields: inout FieldReader) { next = fields.optionalText(NextPath.field) }
}

/// A code that was typed: one that was sent, one of an authenticator app, or a spare one.
public struct TypedCodeInput: RouteInput {
    public static let fields: [InputField] = [
        .form("kode", max: 40), .form(NextPath.field, max: 2_000),
    ]
    public let code: String
    public let next: String?
    public init(_ fields: inout FieldReader) {
        code = fields.text("kode")
        next = fields.optionalText(NextPath.field)
    }
}

/// The password that is known and the one to come.
public struct NewPasswordInput: RouteInput {
    public static let fields: [InputField] = [
        .form("sandi_lama", max: 1_000), .form("sandi", max: 1_000),
    ]
    public let current: String
    public let password: String
    public init(_ fields: inout FieldReader) {
        current = fields.secret("sandi_lama")
        password = fields.secret("sandi")
    }
}

/// One of the sessions of an account, by the segment `{id}`.
public struct SessionInput: RouteInput {
    public static let fields: [InputField] = [.path("id", max: 40)]
    public let session: SessionID
    public init(_ fields: inout FieldReader) throws {
        session = try fields.id("id", else: "web.notFound")
    }
}

/// What somebody says of a resident, to be compared with the population register: the fields `nik`,
/// `kk`, `nama` and `lahir`.
extension ResidentClaim {
    public static let inputs: [InputField] = [
        .form("nik", max: 60), .form("kk", max: 60), .form("nama", max: 400),
        .form("lahir", .day),
    ]

    /// Nil when a field is missing or wrong; each problem stands at its field.
    public static func read(_ fields: inout FieldReader) -> ResidentClaim? {
        let nik = fields.parsed("nik") { try NIK($0) }
        let card = fields.parsed("kk") { try FamilyCardNumber($0) }
        let name = fields.text("nama")
        let born = fields.day("lahir")
        guard let nik, let card, let born else { return nil }
        return ResidentClaim(nik: nik, familyCard: card, name: name, born: born)
    }
}
