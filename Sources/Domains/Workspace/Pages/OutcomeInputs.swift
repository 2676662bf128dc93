import Cases
import Contracts
import Kernel
import Web

/// A payment as the treasury enters it.
struct PayInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("tanggal_bayar", .day), .form("jumlah_bayar", max: 40),
            .form("bukti_bayar", max: 200),
        ]
    let seen: Seen
    let payment: Payment?
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        let day = fields.day("tanggal_bayar")
        let rupiah = fields.parsed("jumlah_bayar") { try Rupiah(parsing: $0) }
        let reference = fields.text("bukti_bayar")
        payment = day.flatMap { day in
            rupiah.map { Payment(day: day, rupiah: $0.amount, reference: reference) }
        }
    }
}

enum RefuseRecordText: TextName { static let name = "alasan_dokumen" }
enum ExtendText: TextName { static let name = "alasan_perpanjangan" }

struct PauseInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("sebab", max: 60), .form("catatan_jeda", max: CaseLimits.message * 2),
        ]
    let seen: Seen
    let reason, note: String
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        reason = fields.optionalText("sebab") ?? ""
        note = fields.optionalText("catatan_jeda") ?? ""
    }
}

struct RerouteInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("unit", max: 60), .form("alasan_alih", max: CaseLimits.message * 2),
        ]
    let seen: Seen
    let unit: UnitCode?
    let reason: String
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        unit = fields.value("unit", "case.reroute.unit") { UnitCode($0) }
        reason = fields.optionalText("alasan_alih") ?? ""
    }
}

struct ReopenInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("langkah", max: 60), .form("alasan_buka", max: CaseLimits.message * 2),
        ]
    let seen: Seen
    let step, reason: String
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        step = fields.optionalText("langkah") ?? ""
        reason = fields.optionalText("alasan_buka") ?? ""
    }
}

struct RevokeInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("sebab_cabut", max: 20), .form("nomor_pengganti", max: 120),
            .form("alasan_cabut", max: CaseLimits.message * 2),
        ]
    let seen: Seen
    let ground: RevocationGround?
    let words, successor: String
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        ground = RevocationGround(rawValue: fields.optionalText("sebab_cabut") ?? "")
        words = fields.optionalText("alasan_cabut") ?? ""
        successor = fields.optionalText("nomor_pengganti") ?? ""
        if ground == nil { fields.refuse("sebab_cabut", "case.revoke.ground") }
    }
}

struct LinkInput: ActInput {
    static let fields =
        Seen.fields + [
            .form("jenis_kaitan", max: 20), .form("berkas_lain", max: 40),
            .form("alasan_kaitan", max: CaseLimits.message * 2),
        ]
    let seen: Seen
    let kind: LinkKind?
    let other: TrackingCode?
    let reason: String
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        kind = fields.value("jenis_kaitan", "case.link.kind") { LinkKind(rawValue: $0) }
        other = fields.value("berkas_lain", "case.not_found") { try? TrackingCode($0) }
        reason = fields.optionalText("alasan_kaitan") ?? ""
    }
}

struct UnlinkInput: ActInput {
    static let fields = Seen.fields + [.form("kaitan", max: 60)]
    let seen: Seen
    let link: MessageID?
    init(_ fields: inout FieldReader) throws {
        seen = try Seen(&fields)
        link = fields.optionalText("kaitan").flatMap { MessageID(text: $0) }
    }
}
