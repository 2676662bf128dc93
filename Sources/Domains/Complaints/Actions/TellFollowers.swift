import Cases
import Contracts
import Geo
import Kernel
import Notices
import Store
import Web

/// Tells those who support a report how it goes, and those who asked for reports like it that one
/// is there.
struct TellFollowers: Sendable {
    let tools: ComplaintTools

    /// People of one report who are told in the transaction of its change.
    private static let most = 2_000

    func tell(_ id: CaseID, at moment: Instant, in tx: Transaction) throws {
        guard let report = try ReportRows.find(id, in: tx) else { return }
        let state = LocalizedText(
            id: ComplaintWords.wording(.id)("complaints.state.\(report.state.rawValue)"),
            en: ComplaintWords.wording(.en)("complaints.state.\(report.state.rawValue)"))
        let supporters = try tx.rows(
            """
            SELECT account FROM report_supports WHERE case_id = \(report.caseID) \
            ORDER BY account LIMIT \(Self.most)
            """
        ).map { $0.id(0) as AccountID }
        for account in supporters {
            let key = "report-changed:\(report.caseID.text):\(moment.milliseconds):\(account.text)"
            try tools.notices.enqueue(
                Notice(
                    to: .account(account), template: "report-changed",
                    values: ["number": report.number.text, "link": link(report)],
                    texts: ["state": state, "topic": try topic(report, in: tx)], key: key),
                in: tx)
        }
    }

    /// Reports that everybody may read from now on, to those who asked for reports like them.
    func announce(_ reports: [NewReport], in tx: Transaction) throws {
        guard !reports.isEmpty else { return }
        let found = try listeners(of: reports, in: tx)
        guard found.isWhole || reports.count == 1 else {
            // Too many for one question: with fewer reports at a time.
            let half = reports.count / 2
            try announce(Array(reports.prefix(half)), in: tx)
            try announce(Array(reports.dropFirst(half)), in: tx)
            return
        }
        for report in reports {
            let accounts = found.wanting(report).sorted().prefix(Self.most)
            if !accounts.isEmpty { try announce(report.id, to: Array(accounts), in: tx) }
        }
    }

    private func announce(_ id: CaseID, to accounts: [AccountID], in tx: Transaction) throws {
        guard let report = try ReportRows.find(id, in: tx) else { return }
        let name = try placeName(report, in: tx)
        let topic = try topic(report, in: tx)
        for account in accounts {
            try tools.notices.enqueue(
                Notice(
                    to: .account(account), template: "report-new",
                    values: [
                        "place": name, "link": link(report),
                        "stop": tools.address + ComplaintURL.alerts.filled(),
                    ],
                    texts: ["topic": topic],
                    key: "report-new:\(report.caseID.text):\(account.text)"), in: tx)
        }
    }

    /// Who asked for reports of some places and topics, by one question for all of the reports.
    private func listeners(of reports: [NewReport], in tx: Transaction) throws -> Listening {
        let topics = Array(Set(reports.map(\.topic) + [""])).sorted().padded
        let regions = Array(Set(reports.flatMap(\.regions))).sorted().padded
        let ways = WayRows(tools: tools)
        var found = Listening()
        for report in reports { found.squares[report.id] = report.point.map(ways.token) }
        var questions: [SQL] = [
            """
            SELECT 0, region, CAST(NULL AS BYTEA), topic, account FROM report_alerts \
            WHERE region IN \(list: regions) AND topic IN \(list: topics)
            """
        ]
        if !found.squares.isEmpty {
            let squares = Array(Set(found.squares.values)).padded
            questions.append(ways.passing(squares, topics: topics))
        }
        // Each with a limit of its own, so that neither leaves the other nothing.
        let limit = 2 * Self.most
        let parts = questions.map { part -> SQL in
            "SELECT * FROM (\(sql: part) LIMIT \(limit)) AS asked"
        }
        let rows = try tx.rows(SQL.joined(parts, by: " UNION ALL "))
        let alerts = rows.count { $0.int(0) == 0 }
        found.isWhole = max(alerts, rows.count - alerts) < limit
        for row in rows {
            if row.int(0) == 0 {
                found.alerts[row.text(1), default: []].append((row.text(3), row.id(4)))
            } else {
                found.ways[row.bytes(2), default: []].append((row.text(3), row.id(4)))
            }
        }
        return found
    }

    /// Accounts by the place that they asked about; an empty topic is every one.
    private struct Listening {
        typealias Asked = (topic: String, account: AccountID)

        var alerts: [String: [Asked]] = [:]
        var ways: [[UInt8]: [Asked]] = [:]
        var squares: [CaseID: [UInt8]] = [:]
        var isWhole = true

        func wanting(_ report: NewReport) -> Set<AccountID> {
            let passing = squares[report.id].flatMap { ways[$0] } ?? []
            let asked = report.regions.flatMap { alerts[$0] ?? [] } + passing
            return Set(
                asked.filter { $0.topic.isEmpty || $0.topic == report.topic }.map(\.account))
        }
    }

    private func link(_ report: Report) -> String {
        tools.address + ComplaintURL.one.filled(report.number.text)
    }

    private func topic(_ report: Report, in reader: Reader) throws -> LocalizedText {
        let versions = tools.shelf.versions
        guard let current = try versions.currentVersion(in: reader) else {
            return LocalizedText(report.topic)
        }
        return try versions.catalogue(current, in: reader).topicTitle(report.topic)
    }

    private func placeName(_ report: Report, in reader: Reader) throws -> String {
        let versions = tools.shelf.versions
        guard let region = report.region, let current = try versions.currentVersion(in: reader)
        else { return report.place ?? "–" }
        return try versions.catalogue(current, in: reader).placeName(region)
    }
}

/// A report that everybody may read from now on.
struct NewReport: Sendable {
    let id: CaseID
    let topic: String
    /// The city as a whole, the kecamatan, the kelurahan.
    let regions: [String]
    let point: GeoPoint?

    init(_ id: CaseID, topic: String, _ region: RegionCode?, _ point: GeoPoint?) {
        self.id = id
        self.topic = topic
        self.point = point
        var regions = [""]
        var place = region
        while let here = place {
            regions.append(here.text)
            place = here.parent
        }
        self.regions = regions
    }
}

/// The words of this domain, also for answers outside its pages.
public enum ComplaintWords {
    public static let lists = WordList.embedded(Embedded.files)
    private static let vocabulary = Vocabulary(lists)

    public static func wording(_ language: Language) -> Wording {
        Wording(vocabulary, language)
    }
}
