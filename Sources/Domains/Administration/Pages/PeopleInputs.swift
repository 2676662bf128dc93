import Contracts
import Kernel
import People
import Web

/// A search among officers.
struct PeopleInput: RouteInput {
    static let fields: [InputField] = [.query("q"), .query("hal", .integer)]
    let text: String
    let page: Int
    init(_ fields: inout FieldReader) {
        text = fields.optionalText("q") ?? ""
        page = fields.page()
    }
}

/// A new officer with the first post.
struct NewcomerInput: RouteInput {
    static let fields: [InputField] = [
        .form("nip", max: 30), .form("nama", max: 200), .form("pangkat", max: 100),
        .form("email", max: 254), .form("jabatan", max: 60), .form("mulai", .day),
        .form("nomor", max: DecreeText.longest), .form("tanggal", .day),
    ]
    let wish: Appointment?
    init(_ fields: inout FieldReader) {
        let nip = fields.parsed("nip") { try NIP($0) }
        let name = fields.text("nama").singleSpaced
        let rank = fields.optionalText("pangkat")?.singleSpaced
        let email = fields.parsed("email") { try EmailAddress($0) }
        let post = fields.post()
        guard let nip, let email, let post else {
            wish = nil
            return
        }
        wish = Appointment(
            who: .newcomer(Newcomer(nip: nip, name: name, rank: rank, email: email)),
            position: post.position, begin: post.begin, decree: post.decree)
    }
}

/// A post for an officer, perhaps instead of another.
struct AppointInput: RouteInput {
    static let fields: [InputField] = [
        .path("id", max: 60), .form("jabatan", max: 60), .form("meninggalkan", max: 60),
        .form("mulai", .day), .form("nomor", max: DecreeText.longest), .form("tanggal", .day),
    ]
    let account: AccountID
    let wish: Appointment?
    init(_ fields: inout FieldReader) throws {
        account = try fields.id("id", else: "web.notFound")
        let leaving = fields.optionalValue("meninggalkan") { HoldingID(text: $0) }
        let account = account
        wish = fields.post().map {
            Appointment(
                who: .officer(account, leaving: leaving), position: $0.position, begin: $0.begin,
                decree: $0.decree)
        }
    }
}

/// The end of a post.
struct EndInput: RouteInput {
    static let fields: [InputField] = [
        .path("id", max: 60), .form("pegang", max: 60), .form("sejak", .day),
        .form("nomor_akhir", max: DecreeText.longest), .form("tanggal_akhir", .day),
    ]
    let account: AccountID
    let holding: HoldingID?
    let day: Day?
    let decree: String?
    init(_ fields: inout FieldReader) throws {
        account = try fields.id("id", else: "web.notFound")
        holding = fields.value("pegang") { HoldingID(text: $0) }
        day = fields.day("sejak")
        decree = fields.decree("_akhir")
    }
}

/// Another e-mail address of an officer.
struct EmailInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 60), .form("surel", max: 200)]
    let account: AccountID
    let email: EmailAddress?
    init(_ fields: inout FieldReader) throws {
        account = try fields.id("id", else: "web.notFound")
        email = fields.parsed("surel") { try EmailAddress($0) }
    }
}

/// The end of an account.
struct CloseInput: RouteInput {
    static let fields: [InputField] = [
        .path("id", max: 60), .form("nomor_tutup", max: DecreeText.longest),
        .form("tanggal_tutup", .day),
    ]
    let account: AccountID
    let decree: String?
    init(_ fields: inout FieldReader) throws {
        account = try fields.id("id", else: "web.notFound")
        decree = fields.decree("_tutup")
    }
}

struct AccountInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 60)]
    let account: AccountID
    init(_ fields: inout FieldReader) throws {
        account = try fields.id("id", else: "web.notFound")
    }
}

/// What somebody decides about a request.
struct DecideInput: RouteInput {
    static let fields: [InputField] = [
        .path("id", max: 60), .form("putusan", max: 10), .form("alasan", max: 1_000),
    ]
    let id: OfficeRequestID
    let isApproved: Bool
    let answer: String
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("id", else: "web.notFound")
        isApproved = fields.text("putusan") == "setuju"
        answer = fields.optionalText("alasan") ?? ""
    }
}

extension FieldReader {
    /// Number and date of a decree.
    fileprivate mutating func decree(_ ending: String = "") -> String? {
        let number = text("nomor" + ending)
        guard let day = day("tanggal" + ending), !number.isEmpty else { return nil }
        return DecreeText.of(number, day)
    }

    fileprivate mutating func post() -> (position: PositionID, begin: Day, decree: String)? {
        let position = value("jabatan") { PositionID(text: $0) }
        let begin = day("mulai")
        let decree = decree()
        guard let position, let begin, let decree else { return nil }
        return (position, begin, decree)
    }
}
