import Kernel
import People
import Web

struct MandateInput: RouteInput {
    static let fields: [InputField] = [.path("mandat", max: 40)]
    let id: MandateID
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("mandat", else: "people.mandate.unknown")
    }
}

/// A mandate by its id, or nothing for oneself.
struct ActInput: RouteInput {
    static let fields: [InputField] = [.form("mandat", max: 40), .form("lanjut", max: 2_000)]
    let id: MandateID?
    let next: String?
    init(_ fields: inout FieldReader) {
        id = fields.optionalValue("mandat") { MandateID(text: $0) }
        next = fields.optionalText("lanjut").flatMap(NextPath.local)
    }
}

struct CodeForInput: RouteInput {
    static let fields: [InputField] = [.form("mandat", max: 40)]
    let id: MandateID?
    init(_ fields: inout FieldReader) {
        id = fields.optionalValue("mandat") { MandateID(text: $0) }
    }
}

struct TakeInput: RouteInput {
    static let fields: [InputField] = [.form("kode", max: 60)]
    let code: String
    init(_ fields: inout FieldReader) { code = fields.text("kode") }
}

struct BusinessInput: RouteInput {
    static let fields: [InputField] = [
        .form("nama", max: 400), .form("nib", max: 60), .form("npwp", max: 60),
    ]
    let claim: BusinessClaim?
    init(_ fields: inout FieldReader) {
        let name = fields.text("nama")
        let number = fields.parsed("nib") { try BusinessNumber($0) }
        let tax =
            fields.has("npwp") ? fields.parsed("npwp") { try BusinessTaxNumber($0) } : nil
        claim = number.map { BusinessClaim(name: name, number: $0, tax: tax) }
    }
}

struct ChildInput: RouteInput {
    static let fields = ResidentClaim.inputs
    let claim: ResidentClaim?
    init(_ fields: inout FieldReader) { claim = ResidentClaim.read(&fields) }
}

/// What is offered to somebody: a power of attorney, or a place among the people of a business.
struct OfferInput: RouteInput {
    static let fields: [InputField] = [
        .form("peran", max: 20), .form("layanan", .choices), .form("dari", .day),
        .form("sampai", .day),
    ]
    let role: Mandate.Role?
    let services: [String]
    let from: Day?
    let until: Day?
    init(_ fields: inout FieldReader) {
        role = fields.optionalValue("peran") { Mandate.Role(rawValue: $0) }
        services = fields.choices("layanan")
        from = fields.optionalDay("dari")
        until = fields.optionalDay("sampai")
    }
}

struct InviteInput: RouteInput {
    static let fields = MandateInput.fields + OfferInput.fields
    let id: MandateID
    let offer: OfferInput
    init(_ fields: inout FieldReader) throws {
        id = try MandateInput(&fields).id
        offer = OfferInput(&fields)
    }
}

struct VisitInput: RouteInput {
    static let fields: [InputField] = [.path("id", max: 40)]
    let id: MandateVisitID
    init(_ fields: inout FieldReader) throws {
        id = try fields.id("id", else: "people.prove.gone")
    }
}

struct PapersInput: RouteInput {
    static let fields: [InputField] =
        VisitInput.fields + [
            .form("nomor_surat", max: 60), .form("nama", max: 400), .form("surat", .flag),
            .form("ktp", .flag),
        ]
    let id: MandateVisitID
    let papers: PartyPapers
    init(_ fields: inout FieldReader) throws {
        id = try VisitInput(&fields).id
        papers = PartyPapers(
            number: fields.text("nomor_surat"), name: fields.text("nama"),
            arePapersShown: fields.flag("surat"), isCardShown: fields.flag("ktp"))
    }
}

struct PaperInput: RouteInput {
    static let fields: [InputField] =
        VisitInput.fields + [
            .form("nik", max: 60), .form("nama", max: 400), .form("nomor_surat", max: 200),
            .form("layanan", .choices), .form("sampai", .day), .form("surat", .flag),
        ]
    let id: MandateVisitID
    let nik: NIK?
    let name, paper: String
    let services: [String]
    let until: Day?
    let arePapersShown: Bool
    init(_ fields: inout FieldReader) throws {
        id = try VisitInput(&fields).id
        nik = fields.parsed("nik") { try NIK($0) }
        name = fields.text("nama")
        paper = fields.text("nomor_surat")
        services = fields.choices("layanan")
        until = fields.day("sampai")
        arePapersShown = fields.flag("surat")
    }
}
