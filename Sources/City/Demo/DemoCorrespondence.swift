import Cases
import Contracts
import Correspondence
import Kernel
import People
import Store
import Web

/// Letters, instructions and folders of the demo: some from weeks ago, some from today, in every
/// state that a visitor may want to see.
struct DemoCorrespondence: Sendable {
    let house: House

    private var tools: CorrespondenceTools { house.correspondenceTools }
    private var today: Day { Day(house.world.now, in: house.zone) }

    private struct Desk: Sendable {
        let counter, head, division, analyst: Officer
        let headSeat, divisionSeat, analystSeat: PositionID
    }

    /// The people of the one-stop service; nothing in a city that has none.
    private func desk() async throws -> Desk? {
        let posts = [
            "dpmptsp-loket-1", "dpmptsp-kepala", "dpmptsp-kabid-perizinan", "dpmptsp-analis-1",
        ]
        var officers: [Officer] = []
        for post in posts {
            guard let officer = try await house.officer(post: post, on: today) else { return nil }
            officers.append(officer)
        }
        let seats = try await house.store.read("demo.seats") { reader in
            try posts.map { try house.directory.position(code: $0, in: reader)?.id }
        }
        guard let head = seats[1], let division = seats[2], let analyst = seats[3] else {
            return nil
        }
        return Desk(
            counter: officers[0], head: officers[1], division: officers[2],
            analyst: officers[3], headSeat: head, divisionSeat: division, analystSeat: analyst)
    }

    /// What happened weeks ago: one chain that is done, one that nobody answered.
    func begin() async throws {
        guard let desk = try await desk() else { return }
        let invitation = try await letter(
            "Undangan rapat koordinasi pelayanan terpadu", "Dinas Contoh Provinsi",
            "005/118/2026", "undangan", "000.1.5", .soon, desk)
        let order = try await give(
            .mail(invitation), to: desk.divisionSeat, ["hadiri"], "Wakili saya.", days: 2,
            by: desk.head)
        try await answer(order, "Sudah hadir. Notula terlampir di berkas bidang.", desk.division)
        try await accept(order, desk.head)
        let complaint = try await letter(
            "Permohonan data izin usaha tahun lalu", "Lembaga Contoh Penelitian",
            "12/LCP/2026", "permohonan", "000.5.3.4", .usual, desk)
        try await give(
            .mail(complaint), to: desk.analystSeat, ["siapkan-jawaban"],
            "Siapkan daftar tanpa data pribadi.", days: 4, by: desk.head)
    }

    /// What happens now: a letter that waits, a chain on its way, drafts, and paper.
    func make() async throws {
        guard let desk = try await desk() else { return }
        _ = try await letter(
            "Permintaan penjelasan tentang persyaratan reklame", "Asosiasi Contoh Periklanan",
            "07/ACP/2026", "surat-dinas", "000.8.3.2", .usual, desk)
        let report = try await letter(
            "Laporan bangunan tanpa izin di Jalan Contoh", "Contoh Warga Peduli", "1/2026",
            "surat-dinas", "000.8.3.4", .atOnce, desk, isPerson: true)
        let order = try await give(
            .mail(report), to: desk.divisionSeat, ["tindak-lanjuti", "periksa-lapangan"],
            "Koordinasikan dengan unit terkait dan laporkan.", days: 4, by: desk.head)
        if let told = try await recipient(of: order) {
            let passed = try await give(
                .passing(told), to: desk.analystSeat, ["periksa-lapangan"],
                "Cek izinnya di berkas kita.", days: 2, by: desk.division)
            try await answer(passed, "Tidak ada izin atas alamat itu.", desk.analyst)
        }
        try await outgoing(desk, answering: report)
        try await paper(desk, of: report)
        _ = try await tools.remind()
    }

    private func letter(
        _ subject: String, _ partner: String, _ number: String, _ kind: String,
        _ classification: String, _ urgency: Urgency, _ desk: Desk, isPerson: Bool = false
    ) async throws -> MailID {
        guard let unit = desk.counter.authorities.first?.unit else {
            throw Refusal(.notFound, "correspondence.none")
        }
        return try await tools.register(
            MailEntry(
                unit: unit,
                text: MailText(subject: subject, partner: partner, number: number),
                isPerson: isPerson, letterDay: today.adding(days: -2), receivedDay: today,
                classification: classification, kind: kind, urgency: urgency,
                target: desk.headSeat),
            by: desk.counter)
    }

    @discardableResult
    private func give(
        _ about: InstructionOrder.About, to position: PositionID, _ standard: [String],
        _ text: String, days: Int, by officer: Officer
    ) async throws -> InstructionID {
        let due = try await house.shelf.calendar().adding(workingDays: days, to: today)
        return try await tools.give(
            InstructionOrder(
                about: about, to: [position], standard: standard, text: text, due: due,
                urgency: .usual),
            by: officer)
    }

    private func recipient(of id: InstructionID) async throws -> RecipientID? {
        try await tools.recipients(of: id).first
    }

    private func answer(
        _ id: InstructionID, _ text: String, _ officer: Officer
    ) async throws {
        guard let told = try await recipient(of: id) else { return }
        try await tools.answer(told, text, by: officer)
    }

    private func accept(_ id: InstructionID, _ officer: Officer) async throws {
        guard let told = try await recipient(of: id) else { return }
        try await tools.accept(told, by: officer)
    }

    private func outgoing(_ desk: Desk, answering id: MailID) async throws {
        guard let unit = desk.counter.authorities.first?.unit else { return }
        let texts = [
            ("Jawaban atas laporan bangunan tanpa izin", "Contoh Warga Peduli", true),
            ("Undangan sosialisasi standar pelayanan", "Para kepala perangkat daerah", false),
        ]
        for (index, text) in texts.enumerated() {
            let draft = try await tools.draft(
                MailDraft(
                    unit: unit, text: MailText(subject: text.0, partner: text.1),
                    isPerson: text.2, letterDay: today, classification: "000.8.3.4",
                    kind: index == 0 ? "surat-dinas" : "undangan",
                    answers: index == 0 ? id : nil),
                by: desk.counter)
            if index == 1 { try await tools.giveNumber(draft, by: desk.counter) }
        }
    }

    private func paper(_ desk: Desk, of letter: MailID) async throws {
        guard let counter = desk.counter.authorities.first?.position else { return }
        let first = try await tools.label(
            PaperLabel(position: counter, title: nil, mail: letter), by: desk.counter)
        try await tools.handOver(first, to: desk.divisionSeat, by: desk.counter)
        let second = try await tools.label(
            PaperLabel(
                position: counter, title: "Map arsip reklame 2025", place: "Lemari 2, rak 3"),
            by: desk.counter)
        try await tools.take(second, from: desk.analystSeat, by: desk.analyst)
    }
}
