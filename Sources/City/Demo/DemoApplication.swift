import Cases
import Contracts
import Forms
import Kernel
import Store

/// Fills in and sends an application, as its page would.
package struct DemoApplication: Sendable {
    let house: House
    static let service = ServiceCode("penelitian")

    package init(house: House) { self.house = house }

    package func submit(
        _ n: Int, _ person: DemoNames.Person, _ account: AccountID
    ) async throws -> CaseID {
        let draft = try await draft(n, person, account, groups: nil)
        _ = try await house.cases.submit(
            draft, by: account, language: n % 15 == 14 ? .en : .id, declared: true)
        return draft
    }

    /// A draft with the first `groups` groups filled in; all of them for nothing.
    package func draft(
        _ n: Int, _ person: DemoNames.Person, _ account: AccountID, groups: Int?
    ) async throws -> CaseID {
        guard let code = Self.service else { throw OperatingProblem("No service is named.") }
        let today = Day(house.world.now, in: house.zone)
        let districts = try await house.shelf.published().regions.map(\.code)
            .filter { $0.level == .kecamatan }.map(\.text)
        var answers = answers(n, person, today)
        if !districts.isEmpty {
            answers["kecamatan"] = .text(districts[n % districts.count])
        }
        return try await draft(of: code, n, answers, account, groups: groups)
    }

    /// A draft of any service with these answers, an invented one wherever else an answer must be
    /// given, and a file wherever one is asked for.
    package func draft(
        of code: ServiceCode, _ n: Int, _ answers: Answers, _ account: AccountID,
        groups: Int? = nil
    ) async throws -> CaseID {
        let catalogue = try await house.shelf.published()
        guard let service = catalogue.services[code] else {
            throw OperatingProblem("The demo needs the service `\(code)` of kota-bogor.")
        }
        let today = Day(house.world.now, in: house.zone)
        let whole =
            groups == nil
            ? DemoAnswers(n: n, today: today).completing(answers, of: service.form) : answers
        return try await draft(
            of: service, typed: TypedAnswers(showing: whole, service.form.places), account,
            number: n, groups: groups)
    }

    /// A draft with what is typed into it, as its pages would keep it.
    /// - Parameter into: an empty draft that is there already.
    package func draft(
        of service: Service, typed: TypedAnswers, _ account: AccountID, number n: Int = 0,
        groups: Int? = nil, into: CaseID? = nil
    ) async throws -> CaseID {
        let version = try await house.shelf.published().version
        let today = Day(house.world.now, in: house.zone)
        let answers = typed.read(service.form, group: nil).answers
        let asked = service.form.asked(answers, now: today).flatMap(\.fields)
        let files = try await files(n, asked, isWanted: groups == nil)
        return try await house.store.write("demo.draft") { tx in
            let id =
                try into
                ?? house.drafts.begin(
                    account: account, service: service.code, version: version, in: tx)
            let begun = try house.drafts.load(id, account: account, in: tx)?.sections ?? [:]
            for group in service.form.groups.prefix(groups ?? service.form.groups.count) {
                let part = typed.only(group)
                _ = try house.drafts.save(
                    id, account: account, group: group.id,
                    content: SectionContent(
                        answers: part.read(service.form, group: group.id).answers, typed: part),
                    revision: begun[group.id]?.revision ?? 0, in: tx)
            }
            for file in files {
                try house.drafts.attach(
                    file.stored, named: "\(file.field).\(file.kind.rawValue)", kind: file.kind,
                    to: file.field, rule: file.rule, draft: id, account: account,
                    isUrgent: false, in: tx)
            }
            return id
        }
    }

    private struct DemoFile: Sendable {
        let field: String
        let rule: FileRule
        let kind: FileKind
        let stored: StoredBlob
    }

    private func files(_ n: Int, _ fields: [Field], isWanted: Bool) async throws -> [DemoFile] {
        guard isWanted else { return [] }
        var files: [DemoFile] = []
        for field in fields {
            guard case .file(let rule) = field.kind else { continue }
            let file = DemoFiles.file(
                rule, "\(field.label.en) \(n + 1): invented for the demo")
            files.append(
                DemoFile(
                    field: field.id, rule: rule, kind: file.kind,
                    stored: try await house.blobs.put(file.bytes)))
        }
        return files
    }

    func answers(_ n: Int, _ person: DemoNames.Person, _ today: Day) -> Answers {
        var values: [String: AnswerValue] = [
            "kewarganegaraan": .text("wni"),
            "nama_lengkap": .text(person.name),
            "nik": .text(person.nik),
            "alamat": .text("Jalan Contoh Nomor \(n + 1), Kota Bogor"),
            "telepon": .text(person.phone),
            "surel": .text(person.email),
            "jenis_lembaga": .text("perguruan_tinggi"),
            "nama_lembaga": .text(DemoNames.school(n)),
            "nomor_induk": .text("\(20_210_000 + n)"),
            "jenis_kegiatan": .text(n % 5 == 4 ? "penelitian" : "skripsi"),
            "judul": .text(DemoNames.subject(n)),
            "lokasi": .text("Kelurahan dan sekolah di Kota Bogor"),
            "kecamatan": .text("32.71.0\(1 + n % 6)"),
            "tanggal_mulai": .day(today.adding(days: 21)),
            "tanggal_selesai": .day(today.adding(days: 21 + 60 + n % 90)),
            "berkelompok": .yesNo(n % 6 == 5),
            "pernyataan_taat": .yesNo(true),
        ]
        if n % 6 == 5 {
            let members = (1...3).map { DemoNames.person(n * 3 + $0 + 200).name }
            values["jumlah_anggota"] = .integer(4)
            values["nama_anggota"] = .text(members.joined(separator: "\n"))
        }
        return Answers(values)
    }
}

/// Applications that their owners have not finished.
struct DemoDrafts: Sendable {
    let house: House
    let people: DemoPeople

    func make() async throws {
        for n in stride(from: 0, to: 60, by: 7) {
            let citizen = people.citizens[n]
            _ = try await DemoApplication(house: house).draft(
                300 + n, citizen.person, citizen.account, groups: 1 + n % 3)
        }
    }
}
