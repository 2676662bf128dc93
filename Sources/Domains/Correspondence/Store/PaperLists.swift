import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Folders of paper, by what has to be done about them.
enum PaperTab: String, CaseIterable {
    /// At one's positions.
    case mine = "saya"
    /// On their way to one's positions.
    case coming = "datang"
    /// At one place longer than the city allows.
    case resting = "lama"
    /// At somebody who does not hold the position any more.
    case orphaned = "ditinggal"
    case lost = "hilang"

    static func address(_ tab: PaperTab) -> String {
        tab == .mine
            ? CorrespondenceURL.papers.filled()
            : CorrespondenceURL.papers.filled() + "?daftar=\(tab.rawValue)"
    }
}

extension CorrespondenceTools {
    /// Folders that the officer has to do with: those of his positions, and those of units whose
    /// work he leads or whose register he keeps.
    func papers(_ tab: PaperTab, for office: Office) async throws -> [Paper] {
        let officer = office.officer
        let condition = try paperCondition(tab, officer, office)
        return try await store.read("paper.list") { [self] reader in
            try papers.list(where: condition, in: reader)
        }
    }

    private func paperCondition(
        _ tab: PaperTab, _ officer: Officer, _ office: Office
    ) throws -> SQL {
        let units = officer.paperUnits.sorted().map(\.text)
        let near: SQL = """
            (p.position IN \(list: officer.seats) OR p.holder_unit IN \(list: units) \
            OR p.unit IN \(list: units))
            """
        switch tab {
        case .mine:
            return "p.position IN \(list: officer.seats) AND p.state IN ('held', 'moving')"
        case .coming: return "p.toward IN \(list: officer.seats) AND p.state = 'moving'"
        case .lost: return "p.state = 'lost' AND \(sql: near)"
        case .resting:
            let limit = try restingLimit(office)
            return "p.state IN ('held', 'moving') AND p.since < \(limit) AND \(sql: near)"
        case .orphaned:
            let today = office.today
            return """
                p.state IN ('held', 'moving') AND \(sql: near) AND NOT EXISTS \
                (SELECT 1 FROM people_assignments a WHERE a.position = p.position \
                AND a.account = p.account AND a.from_day <= \(today) \
                AND (a.until_day IS NULL OR a.until_day >= \(today))) AND NOT EXISTS \
                (SELECT 1 FROM people_delegations d WHERE d.position = p.position \
                AND d.account = p.account AND d.from_day <= \(today) AND d.until_day >= \(today))
                """
        }
    }

    /// What came before this moment lies longer than the city's working days.
    private func restingLimit(_ office: Office) throws -> Instant {
        let days = office.rules.restingDays
        let day = try office.catalogue.calendar.adding(workingDays: -days, to: office.today)
        return day.start(in: office.zone)
    }

    func papers(of number: TrackingCode, in reader: Reader) throws -> [Paper] {
        try papers.list(where: "p.case_number = \(number.symbols)", in: reader)
    }
}

extension Officer {
    /// Units for whose paper the officer cares beyond his own.
    var paperUnits: Set<UnitCode> {
        authorities.reduce(into: []) { units, authority in
            if authority.permissions.contains(.leadCases), authority.region == nil {
                units.formUnion(authority.reach)
            } else if authority.permissions.contains(.registerLetters) {
                units.insert(authority.unit)
            }
        }
    }
}
