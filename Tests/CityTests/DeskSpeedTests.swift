import Cases
import City
import Contracts
import Forms
import Kernel
import People
import Store
import TestKit
import Testing
import Web

@Suite("The officer's desk among many cases")
struct DeskSpeedTests {
    @Test(
        "asks little of the database, and never goes through a big table",
        arguments: TestEngine.available)
    func statements(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.fill(2_000)
            try await city.leaveUnanswered(40)
            try await city.house.store.analyze()
            let officer = try await city.browser("ukur-petugas")
            let manager = try await city.browser("ukur-pimpinan-front-office")
            let clerk = try await city.browser("ukur-loket")
            let leader = try await city.browser("dpmptsp-kepala")
            let somebody = try await city.officer("ukur-petugas").account.text
            let number = try await city.caseWithFiles()
            try await city.house.examineOnce()
            let nik = try await city.anyNIK()
            let name = DemoNames.person(7).name.split(separator: " ").joined(separator: "+")
            for (browser, path, limit) in [
                (officer, "/meja", 6), (officer, "/meja?daftar=terlambat", 6),
                (officer, "/meja?daftar=saya", 6), (manager, "/meja", 6),
                (manager, "/meja?hal=3", 6), (manager, "/meja?daftar=segera", 6),
                (manager, "/meja?daftar=menunggu", 6), (officer, "/meja?daftar=pesan", 6),
                (manager, "/meja?daftar=pesan", 6), (manager, "/meja?q=\(name)", 6),
                (leader, "/meja?daftar=tim", 6), (leader, "/meja", 6),
                (leader, "/meja?daftar=tim&hal=3", 6),
                (leader, "/meja?daftar=tim&layanan=penelitian", 6),
                (leader, "/meja?daftar=tim&pemegang=belum", 6),
                (leader, "/meja?daftar=tim&pemegang=\(somebody)", 6),
                (manager, "/meja?layanan=penelitian", 6),
                (manager, "/meja?pemegang=\(somebody)", 6),
                (manager, "/meja?daftar=pesan&pemegang=belum", 6),
                (manager, "/meja?q=\(nik)", 6), (officer, "/meja?q=\(name)", 6),
                (clerk, "/meja/berkas/\(number.text)", 12),
            ] {
                // Who is signed in, and which services there are, is known for some seconds.
                await browser.open("/meja?daftar=saya")
                let (_, counter) = await StatementCounter.counting { await browser.open(path) }
                #expect(await browser.status == 200)
                #expect(counter.statements <= limit, "\(path): \(counter.entries)")
                #expect(counter.statements > 0)
                for (text, plan) in try await counter.plans(on: city.house.store) {
                    #expect(Self.scans(plan, engine).isEmpty, "\(path)\n\(text)\n\(plan)")
                }
            }
        }
    }

    /// Tables that grow with the number of cases. Of those that are nearly empty here PostgreSQL
    /// reads all rather than ask an index; SQLite shows that there is one.
    private static func big(_ engine: TestEngine) -> Set<String> {
        let filled: Set = [
            "cases", "tasks", "ledger", "case_acts", "case_tokens", "case_answers", "data_keys",
        ]
        guard engine == .sqlite else { return filled }
        return filled.union([
            "case_files", "case_corrections", "case_messages", "case_opinions", "access_log",
            "letters", "letter_versions", "letter_initials", "people_accounts", "people_sessions",
        ])
    }

    /// Lines of a plan in which a big table is read from one end to the other.
    private static func scans(_ plan: [String], _ engine: TestEngine) -> [String] {
        plan.filter { line in
            let words = line.split { " ()".contains($0) }.map(String.init)
            let before = engine == .sqlite ? "SCAN" : "on"
            guard let place = words.firstIndex(of: before), words.indices.contains(place + 1),
                engine == .sqlite || line.contains("Seq Scan")
            else { return false }
            let name = words[place + 1]
            return big(engine).contains(engine == .sqlite ? table(name) : name)
        }
    }

    /// SQLite names a table by its alias: those of our statements.
    private static func table(_ name: String) -> String {
        let known = [
            "c": "cases", "t": "tasks", "s": "tasks", "k": "case_tokens", "o": "case_tokens",
            "l": "letters", "n": "letters", "r": "access_log", "a": "people_accounts",
        ]
        return known[name] ?? name
    }

    @Test(
        "the counts of the lists are those of their rows, also after an act and as time passes",
        arguments: TestEngine.available)
    func counts(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.fill(600)
            try await city.leaveUnanswered(120)
            for post in [
                "ukur-petugas", "ukur-pimpinan-front-office", "ukur-loket", "dpmptsp-kepala",
            ] {
                for hours in [0, 0, 1, 5, 30] as [Int64] {
                    city.wait(hours: hours)
                    let officer = try await city.officer(post)
                    for tab in InboxQuery.Tab.allCases {
                        try await city.checkCount(officer, tab)
                    }
                    let list = try await city.house.cases.inbox(of: officer, InboxQuery())
                    guard let item = list.items.first(where: { $0.task.claimedBy == nil }) else {
                        continue
                    }
                    try await city.house.cases.claim(
                        OfficerAct(
                            caseID: item.task.caseID, revision: item.revision, officer: officer))
                    try await city.checkUrgency()
                }
            }
        }
    }

    @Test("pages of a list follow each other without a gap", arguments: TestEngine.available)
    func pages(engine: TestEngine) async throws {
        try await TestCity.run(on: engine) { city in
            try await city.fill(1_500)
            let manager = try await city.officer("ukur-pimpinan-front-office")
            var seen: [TaskID] = []
            var dues: [Instant] = []
            for page in 0..<3 {
                let list = try await city.house.cases.inbox(of: manager, InboxQuery(page: page))
                seen += list.items.map(\.task.id)
                dues += list.items.compactMap(\.urgentAt)
            }
            let first = try await city.house.cases.inbox(of: manager, InboxQuery())
            #expect(Set(seen).count == seen.count)
            #expect(Int64(seen.count) == min(150, first.counts[.unit] ?? 0))
            #expect(dues == dues.sorted())
        }
    }
}

extension TestCity {
    fileprivate func browser(_ post: String) async throws -> TestBrowser {
        try await TestBrowser.officer(post, of: self)
    }

    /// What lists are ordered by is what it should be, for every open task.
    fileprivate func checkUrgency() async throws {
        let wrong = try await house.store.read("test.urgency") { reader in
            try reader.row(
                """
                SELECT COUNT(*) FROM tasks t JOIN cases c ON c.id = t.case_id \
                WHERE t.state = 'open' AND (t.urgent_at IS NULL OR t.urgent_at <> \
                CASE WHEN c.clock_stopped_at IS NULL AND c.due_at < t.due_at \
                THEN c.due_at ELSE t.due_at END)
                """)?.int(0)
        }
        #expect(wrong == 0)
    }

    /// Applicants of some cases have written, and nobody has answered.
    fileprivate func leaveUnanswered(_ count: Int) async throws {
        let now = clock.now
        try await house.store.write("test.unanswered") { tx in
            try tx.execute(
                """
                UPDATE cases SET unanswered_at = \(now) \
                WHERE id IN (SELECT id FROM cases ORDER BY number LIMIT \(count))
                """)
        }
    }

    fileprivate func caseWithFiles() async throws -> TrackingCode {
        let found = try await house.store.read("test.case") { reader in
            try reader.row(
                "SELECT c.number FROM case_files f JOIN cases c ON c.id = f.case_id LIMIT 1")?
                .text(0)
        }
        return try TrackingCode(found ?? "")
    }

    fileprivate func anyNIK() async throws -> String {
        let manager = try await officer("ukur-pimpinan-front-office")
        let list = try await house.cases.find(DemoNames.person(7).name, for: manager)
        for record in list.records {
            let file = try await house.cases.file(record.number, for: manager)
            if let nik = file.answers.text("nik") { return nik }
        }
        throw TestProblem("nobody has a NIK")
    }

    /// Compares what a tab says with the rows behind it, over all pages.
    fileprivate func checkCount(_ officer: Officer, _ tab: InboxQuery.Tab) async throws {
        var rows: Int64 = 0
        for page in 0..<20 {
            let list = try await house.cases.inbox(of: officer, InboxQuery(tab: tab, page: page))
            rows += Int64(list.items.count + list.messages.count)
            guard !list.hasMore else { continue }
            #expect(list.counts[tab] ?? 0 == rows, "\(tab)")
            return
        }
    }
}
