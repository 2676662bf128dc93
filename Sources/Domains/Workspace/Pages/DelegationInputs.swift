import Contracts
import Kernel
import People
import Web

/// A delegation as it is typed. The person comes from the list, or by NIP.
struct DelegationInput: RouteInput {
    static let fields: [InputField] = [
        .form("jabatan", max: 60), .form("petugas", max: 60), .form("nip", max: 40),
        .form("kapasitas", max: 20), .form("mulai", .day), .form("sampai", .day),
        .form("nomor_surat", max: 200), .form("tanggal_surat", .day),
    ]
    let position: PositionID?
    let person: AccountID?
    let nip: NIP?
    let capacity: Capacity?
    let from, until, dated: Day?
    let number: String

    init(_ fields: inout FieldReader) {
        position = fields.value("jabatan") { PositionID(text: $0) }
        person = fields.optionalValue("petugas") { AccountID(text: $0) }
        nip = fields.optionalParsed("nip") { try NIP($0) }
        if !fields.has("petugas"), !fields.has("nip") {
            fields.refuse("petugas", "workspace.delegation.who")
        }
        capacity = fields.value("kapasitas", "people.delegation.capacity") {
            Capacity(rawValue: $0)
        }
        from = fields.day("mulai")
        until = fields.day("sampai")
        number = fields.text("nomor_surat")
        dated = fields.day("tanggal_surat")
    }

    /// The form's field for a field of the rules.
    static let names = [
        "position": "jabatan", "account": "petugas", "capacity": "kapasitas", "from": "mulai",
        "until": "sampai", "reason": "nomor_surat",
    ]
}

struct EndDelegationInput: RouteInput {
    static let fields: [InputField] = [.path("penugasan")]
    let id: DelegationID
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("penugasan", else: "people.delegation.ended")
    }
}
