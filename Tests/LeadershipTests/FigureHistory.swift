import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import TestKit

@testable import City

/// A history of a city hall that nobody thought of: acts picked by chance, from a seed that makes
/// it the same each time. What the engine refuses has not happened.
struct FigureHistory {
    enum Act: String, CaseIterable {
        case submit, paper, bare, imported, advance, claim, giveBack, correct, sendBack, refuse
        case withdraw, merge, part, extend, pause, resume, reopen, reroute, edition, migrate
        case emergency, message, erase, wait, confirm, refute, dismiss

        /// How often of a hundred or so.
        var weight: Int {
            switch self {
            case .advance: 34
            case .submit: 10
            case .giveBack, .correct, .wait: 6
            case .merge, .refuse, .pause, .reroute: 4
            case .erase, .edition, .imported: 1
            default: 2
            }
        }
    }

    private struct Known {
        let id: CaseID
        let citizen: Int
    }

    let city: TestCity
    let random: RandomSource
    private var known: [Known] = []
    private var emergencies = 0
    /// How often each has happened.
    private(set) var done: [Act: Int] = [:]
    private static let bag = Act.allCases.flatMap { Array(repeating: $0, count: $0.weight) }

    init(_ city: TestCity, seed: UInt64) {
        self.city = city
        random = .seeded(seed)
    }

    private var cases: Cases { city.house.cases }

    private func pick<Item>(_ items: [Item]) throws -> Item {
        guard !items.isEmpty else { throw TestProblem("there is nothing to pick") }
        return items[random.number(below: items.count)]
    }

    /// Lets one thing happen, or nothing where it is refused.
    mutating func go() async throws {
        // First some of each, so that no kind of act is missing.
        let act = known.count < 12 ? Act.submit : try pick(Self.bag)
        try await go(act)
    }

    mutating func go(_ act: Act) async throws {
        do {
            try await perform(act)
            done[act, default: 0] += 1
        } catch is Refusal {} catch is TestProblem {} catch is ScenarioFailure {
        } catch SealingError.destroyed {
            // An erased case is not opened.
        }
        city.clock.advance(milliseconds: Int64(random.number(below: 1_800_000)))
    }

    private mutating func perform(_ act: Act) async throws {
        switch act {
        case .submit, .paper, .bare, .imported: try await begin(act)
        case .edition: try await publish()
        case .wait:
            city.wait(hours: Int64(1 + random.number(below: 60)))
            while try await cases.tick() > 0 {}
        case .emergency:
            let officer = try await city.officer("disdukcapil-kepala")
            try await cases.breakGlass(
                try await standing(pick(known)).record.number, by: officer,
                reason: "Pemohon ditahan di bandara, surat diminta sekarang.")
        case .merge: try await merge()
        case .refuse, .resume: try await changeFitting(act)
        case .confirm, .refute: try await judge(act)
        case .dismiss:
            let one = try await report()
            try await cases.dismiss(
                try await acts(one).judging(), reason: "arsip", text: "Isinya iklan.")
        default: try await change(act, pick(known))
        }
    }

    private func standing(_ one: Known) async throws -> CaseStanding {
        try await city.standing(one.id)
    }

    private func acts(_ one: Known) -> ScenarioActs {
        let stage = ScenarioStage(
            house: city.house, clock: city.clock, citizen: city.citizens[one.citizen])
        return ScenarioActs(stage: stage, id: one.id, line: 0)
    }

    // MARK: What begins

    private mutating func begin(_ act: Act) async throws {
        let n = known.count
        let citizen = random.number(below: city.citizens.count)
        switch act {
        case .submit where n % 3 == 1:
            let code = try pick(
                ["sip-dokter", "reklame", "pbg", "taman", "tanya"].compactMap { word in
                    ServiceCode(word)
                })
            let stage = ScenarioStage(
                house: city.house, clock: city.clock, citizen: city.citizens[citizen])
            known.append(Known(id: try await stage.submit(code, [:]), citizen: citizen))
        case .submit:
            known.append(Known(id: try await city.submitted(n, of: citizen), citizen: citizen))
        case .paper:
            let id = try await city.draft(n, of: citizen)
            let clerk = try await city.officer("dpmptsp-loket-1")
            let post = clerk.authorities[0].position
            let desk = DeskSender(
                receivedAt: city.clock.now.adding(hours: -Int64(random.number(below: 90))),
                actor: { _ in .officer(clerk.account, post) }, after: { _, _, _ in })
            _ = try await cases.submit(
                id, by: city.citizens[citizen], desk: desk, language: .id, declared: true)
            known.append(Known(id: id, citizen: citizen))
        case .bare: try await bare(citizen)
        default: try await takeOver(n)
        }
    }

    private mutating func report() async throws -> Known {
        let citizen = random.number(below: city.citizens.count)
        let stage = ScenarioStage(
            house: city.house, clock: city.clock, citizen: city.citizens[citizen])
        guard let code = ServiceCode("laporan") else { throw TestProblem("no reports") }
        let one = Known(
            id: try await stage.submit(code, ["kategori": ["pju"]]), citizen: citizen)
        known.append(one)
        return one
    }

    /// A report is answered, sometimes late, and its reporter says what is true of it.
    private mutating func judge(_ act: Act) async throws {
        let one = try await report()
        try await acts(one).pass("verifikasi", ScenarioAct())
        city.wait(hours: Int64(random.number(below: 90)))
        try await acts(one).pass("tanggapan", ScenarioAct())
        city.wait(hours: Int64(random.number(below: 40)))
        let citizen = city.citizens[one.citizen]
        if act == .confirm { return try await cases.confirm(one.id, by: citizen) }
        try await cases.refute(one.id, by: citizen, reason: "Belum selesai.")
    }

    private func bare(_ citizen: Int) async throws {
        let first = try pick(known)
        let record = try await standing(first).record
        let rules = try await cases.rules(record.service, version: record.version)
        guard let filled = try await cases.flowFacts(of: first.id)?.answers else { return }
        let answers = Answers(
            filled.values.filter { if case .files = $0.value { false } else { true } })
        let account = city.citizens[citizen]
        try await city.house.store.write("test.bare") { [cases] tx in
            _ = try cases.openBare(answers, rules, applicant: account, in: tx)
        }
    }

    /// Cases of an older archive: running ones, and closed ones of each kind.
    private func takeOver(_ n: Int) async throws {
        let today = Day(city.clock.now, in: city.house.zone)
        var rows = "kunci,nomor_lama,layanan,masuk,keadaan,selesai,pemohon,kontak\n"
        for (place, state) in ["berjalan", "dikabulkan", "ditolak", "dicabut", "gugur"].enumerated()
        {
            let sent = today.adding(days: -10 - random.number(below: 80))
            let end = state == "berjalan" ? "" : sent.adding(days: 5).iso
            rows += "A\(n)-\(place),LAMA/\(n)/\(place),penelitian,\(sent.iso),\(state),\(end),P1,\n"
        }
        let people = "kunci,nama,kontak,nik\nP1,Rina Wati,rina.wati@contoh.example,\n"
        for (kind, text) in [(ImportKind.people, people), (.cases, rows)] {
            let path = city.house.settings.dataDirectory + "/\(city.house.world.uuid().text).csv"
            try await FileTree.write(Array(text.utf8), to: path)
            let result = try await ImportDesk.run(
                kind, ImportRun(file: path, isDry: false, report: nil), source: "lama",
                in: city.house
            ) { _ in }
            guard result.wrong == 0 else { throw TestProblem("\(result.count.problems)") }
        }
    }

    private func publish() async throws {
        try await city.republish(
            "services/penelitian.yaml", "promise: 3 days",
            with: "promise: \(4 + random.number(below: 90)) days")
    }

    // MARK: What changes

    private func merge() async throws {
        let first = try pick(known)
        let code = try await standing(first).record.service
        var others: [Known] = []
        for one in known where one.id != first.id {
            let record = try await standing(one).record
            if record.service == code, record.state != .closed { others.append(one) }
        }
        let other = try await standing(pick(others)).record.number
        try await cases.link(
            try await acts(first).lead(), .merged, to: other, reason: "Permohonan yang sama.")
    }

    /// What few cases are ready for is asked of one that is, or of one on its way there.
    private func changeFitting(_ act: Act) async throws {
        var fitting: [Known] = []
        for one in known {
            guard let standing = try? await standing(one) else { continue }
            let isReady =
                act == .resume
                ? standing.record.wait == .pause
                : standing.tasks.contains { $0.state == .open && $0.kind.isDecision }
            if isReady { fitting.append(one) }
        }
        guard fitting.isEmpty else { return try await change(act, pick(fitting)) }
        // Of the latest, so that one of them comes there.
        try await change(act == .resume ? .pause : .advance, pick(Array(known.suffix(6))))
        throw TestProblem("none is ready")
    }

    private func change(_ act: Act, _ one: Known) async throws {
        let (acts, standing) = (acts(one), try await standing(one))
        let open = standing.tasks.filter { $0.state == .open }
        switch act {
        case .advance: try await acts.pass(try pick(open).step, ScenarioAct())
        case .claim: try await cases.claim(try await acts.act(at: try pick(open).step))
        case .giveBack:
            try await acts.giveBack(try pick(open).step, [try await field(standing): "Perbaiki."])
        case .correct: try await acts.correct([:])
        case .sendBack:
            try await cases.sendBackLetter(
                try await acts.act(at: try pick(open).step), reason: "Perbaiki naskahnya.")
        case .refuse: try await acts.refuse(try pick(open).step, "Tidak memenuhi syarat.")
        case .withdraw:
            try await cases.withdraw(one.id, by: city.citizens[one.citizen], reason: "Batal.")
        case .part: try await part(acts, standing)
        case .extend: try await cases.extendPromise(try await acts.lead(), reason: "Banyak berkas.")
        case .pause:
            let rules = try await rules(standing)
            try await cases.pause(
                try await acts.lead(), reason: try pick(rules.service.terms.pauses).id,
                note: "Menurut hukum.")
        case .resume: try await cases.resume(try await acts.lead())
        case .reopen:
            let steps = try await rules(standing).service.flow.all
            try await cases.reopen(
                try await acts.lead(), at: try pick(steps).id, reason: "Ada bukti baru.")
        case .reroute:
            let acting = try await acts.act(at: try pick(open).step)
            guard let task = acting.task else { return }
            let units = try await city.house.shelf.published().units
            try await cases.reroute(
                acting, task: task, to: try pick(units).code, reason: "Bukan wilayah kami.")
        case .migrate:
            guard try await cases.migrate(standing.record.number, by: .system("catalogue")) else {
                throw TestProblem("it was there already")
            }
        case .message:
            try await cases.writeMessage(
                on: one.id, by: city.citizens[one.citizen], text: "Kapan selesai?")
        case .erase:
            guard try await city.erase(one.id) else { throw TestProblem("it is erased") }
        default: throw TestProblem("this act begins something")
        }
    }

    private func rules(_ standing: CaseStanding) async throws -> CaseRules {
        try await cases.rules(standing.record.service, version: standing.record.version)
    }

    private func field(_ standing: CaseStanding) async throws -> String {
        let form = try await rules(standing).service.form
        return try pick(form.fields.filter { $0.kind.isAnswered }.map(\.id))
    }

    private func part(_ acts: ScenarioActs, _ standing: CaseStanding) async throws {
        let lead = try await acts.lead()
        let file = try await cases.file(standing.record.number, for: lead.officer)
        let links = file.links.filter { $0.kind == .merged && $0.isOpen }
        try await cases.unlink(lead, try pick(links).id)
    }
}
