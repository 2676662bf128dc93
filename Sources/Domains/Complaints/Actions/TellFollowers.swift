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

    /// A report that everybody may read from now on.
    func announce(
        _ id: CaseID, topic: String, _ region: RegionCode?, _ point: GeoPoint?,
        in tx: Transaction
    ) throws {
        // The city as a whole, the kecamatan, the kelurahan.
        var regions = [""]
        var place = region
        while let here = place {
            regions.append(here.text)
            place = here.parent
        }
        let wanted: SQL = """
            SELECT DISTINCT account FROM report_alerts WHERE region IN \(list: regions) \
            AND topic IN \(list: ["", topic])
            """
        // Who comes past, of a report that has a place.
        let passing = point.map { WayRows(tools: tools).passing($0, topic: topic) }
        let told = try tx.rows(
            """
            \(sql: SQL.joined([wanted, passing].compactMap(\.self), by: " UNION ")) \
            ORDER BY 1 LIMIT \(Self.most)
            """
        ).map { $0.id(0) as AccountID }
        guard !told.isEmpty, let report = try ReportRows.find(id, in: tx) else { return }
        let name = try placeName(report, in: tx)
        for account in told {
            try tools.notices.enqueue(
                Notice(
                    to: .account(account), template: "report-new",
                    values: [
                        "place": name, "link": link(report),
                        "stop": tools.address + ComplaintURL.alerts.filled(),
                    ],
                    texts: ["topic": try self.topic(report, in: tx)],
                    key: "report-new:\(report.caseID.text):\(account.text)"), in: tx)
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

/// The words of this domain, also for answers outside its pages.
public enum ComplaintWords {
    public static let lists = WordList.embedded(Embedded.files)
    private static let vocabulary = Vocabulary(lists)

    public static func wording(_ language: Language) -> Wording {
        Wording(vocabulary, language)
    }
}
