import Cases
import Contracts
import Forms
import Kernel
import People

/// A permit as a row of an archive says it.
struct ImportedPermit: Sendable {
    var key = ""
    var number = ""
    var kind: ServiceCode
    var business, place, object: String?
    var holder = PermitHolder()
    var region: RegionCode?
    var issued: Day
    var until: Day?
    var term = PermitTerm()
    var successor: String?
    /// An option of the choice by which the kind is visited; empty: not said.
    var risk = ""
}

/// Reads a row of permits; the format is docs/import.md.
struct PermitRowReader: Sendable {
    let catalogue: Catalogue
    private let regions: [String: RegionCode]
    private let twice: Set<String>

    static let columns = [
        "kunci", "nomor", "jenis", "usaha", "nama", "nik", "nib", "kontak", "kelurahan", "tempat",
        "objek", "terbit", "berlaku_sampai", "keadaan", "keadaan_sejak", "dibekukan_sampai",
        "pengganti", "risiko", "risk",
    ]
    static let required = ["kunci", "nomor", "jenis", "terbit"]

    /// What a state in the file means.
    private enum State { case inForce, suspended, revoked, superseded }

    private static let states: [String: State] = [
        "berlaku": .inForce, "dibekukan": .suspended, "dicabut": .revoked, "diganti": .superseded,
    ]

    init(catalogue: Catalogue) {
        self.catalogue = catalogue
        var regions: [String: RegionCode] = [:]
        var twice: Set<String> = []
        for region in catalogue.places.regions {
            regions[region.code.text] = region.code
            regions[region.code.digits] = region.code
            let name = region.name.lowercased()
            if regions.updateValue(region.code, forKey: name) != nil { twice.insert(name) }
        }
        self.regions = regions
        self.twice = twice
    }

    /// The permit of a row, or everything that is wrong with it.
    func read(_ row: ImportRow) -> (permit: ImportedPermit?, problems: [ImportProblem]) {
        var fields = ImportFields(row)
        guard let kind = kind(&fields) else { return (nil, fields.problems) }
        var draft = ImportedPermit(kind: kind, issued: fields.day("terbit"))
        draft.key = fields.text("kunci", max: 100)
        draft.number = number(&fields)
        draft.business = fields.optionalText("usaha", max: PublicName.longest)
        draft.place = fields.optionalText("tempat", max: PublicName.longest)
        draft.object = fields.optionalText("objek", max: 200)
        draft.holder = holder(&fields)
        draft.region = region(&fields)
        draft.until = fields.optionalDay("berlaku_sampai")
        if draft.business == nil, draft.holder.name == nil {
            fields.note(
                "usaha", "missing", "is empty, and so is `nama`: one of them says whose it is")
        }
        if let until = draft.until, until < draft.issued {
            fields.note("berlaku_sampai", "order", "lies before the day of issue")
        }
        term(&draft, &fields)
        draft.risk = risk(kind, &fields) ?? ""
        return (fields.isRight ? draft : nil, fields.problems)
    }

    /// The kind that the row names; where that is wrong another one, so that the rest of the row is
    /// looked at too. Nothing where the city gives no permits.
    private func kind(_ fields: inout ImportFields) -> ServiceCode? {
        let code = ServiceCode(fields.text("jenis", max: 40))
        if let code, catalogue.services[code]?.terms.permit?.gift == .permit { return code }
        let known = catalogue.permitKinds.map(\.code).sorted()
        if fields.row["jenis"] != nil {
            let names = known.map(\.text).joined(separator: ", ")
            fields.note(
                "jenis", "unknown", "is no kind of permit of this city: write one of \(names)")
        }
        return known.first
    }

    private func number(_ fields: inout ImportFields) -> String {
        let number = fields.text("nomor", max: PermitNumber.longest)
        if !number.isEmpty, !PermitNumber.isValid(number) {
            fields.note(
                "nomor", "malformed", "has signs that no number has: letters, digits and / . - only"
            )
        }
        return number
    }

    private func holder(_ fields: inout ImportFields) -> PermitHolder {
        let nik = fields.value(
            "nik", "malformed", "is no NIK: sixteen digits with a day of birth"
        ) { try NIK($0).text }
        let nib = fields.value("nib", "malformed", "is no NIB: thirteen digits") {
            try BusinessNumber($0).text
        }
        let contact = fields.value(
            "kontak", "malformed", "is neither an e-mail address nor a phone number"
        ) { try Contact(typed: $0).address }
        return PermitHolder(
            name: fields.optionalText("nama", max: 120), nik: nik, nib: nib, contact: contact)
    }

    private func region(_ fields: inout ImportFields) -> RegionCode? {
        guard let text = fields.row["kelurahan"]?.lowercased() else { return nil }
        if twice.contains(text) {
            fields.note("kelurahan", "ambiguous", "is the name of several: write the code")
            return nil
        }
        guard let code = regions[text] else {
            fields.note("kelurahan", "unknown", "is no kelurahan of this city: code or name")
            return nil
        }
        return code
    }

    /// Code or name of a level by which the kind is visited.
    private func risk(_ kind: ServiceCode, _ fields: inout ImportFields) -> String? {
        let column = fields.row["risiko"] == nil ? "risk" : "risiko"
        guard let text = fields.optionalText(column, max: 120)?.lowercased() else { return nil }
        guard let levels = catalogue.services[kind]?.riskLevels?.options else {
            fields.note(
                column, "unknown",
                "says a risk, but `\(kind)` is not visited by risk: leave it empty")
            return nil
        }
        let found = levels.first { level in
            level.code == text || level.label.id.lowercased() == text
                || level.label.en.lowercased() == text
        }
        if found == nil {
            let names = levels.map(\.code).joined(separator: ", ")
            fields.note(column, "unknown", "is no risk of this kind: write one of \(names)")
        }
        return found?.code
    }

    private func term(_ draft: inout ImportedPermit, _ fields: inout ImportFields) {
        let state = fields.word("keadaan", Self.states) ?? .inForce
        let since = fields.optionalDay("keadaan_sejak")
        let end = fields.optionalDay("dibekukan_sampai")
        draft.successor = fields.optionalText("pengganti", max: PermitNumber.longest)
        guard state != .inForce else { return }
        guard let since else {
            if fields.row["keadaan_sejak"] == nil {
                fields.note("keadaan_sejak", "missing", "is empty: since when is the state so?")
            }
            return
        }
        if since < draft.issued {
            fields.note("keadaan_sejak", "order", "lies before the day of issue")
        }
        if state == .suspended, let end, end < since {
            fields.note("dibekukan_sampai", "order", "lies before the first day")
        }
        switch state {
        case .inForce: break
        case .suspended:
            draft.term.suspendedFrom = since
            draft.term.suspendedUntil = end
        case .revoked: draft.term.revoked = since
        case .superseded: draft.term.superseded = since
        }
    }
}
