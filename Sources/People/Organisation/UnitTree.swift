import Contracts
import Kernel
import Store

/// A unit of the organisation.
public struct OrganisationUnit: Sendable, Hashable {
    public let code: UnitCode
    public let name: LocalizedText
    public let parent: UnitCode?
    /// False for units that the city no longer has; old cases still name them.
    public let isActive: Bool
    /// As it stands in letter numbers; nothing where only the city's files say so.
    public let short: String?
    /// Where the public reaches it: one line.
    public let contact: String?
}

/// All units and how they stand under each other. A city has some hundred: held as a whole.
public struct UnitTree: Sendable {
    public let units: [UnitCode: OrganisationUnit]
    private let children: [UnitCode: [UnitCode]]

    public init(_ units: [OrganisationUnit]) {
        self.units = Dictionary(units.map { ($0.code, $0) }) { first, _ in first }
        children = Dictionary(grouping: units.filter { $0.parent != nil }) { $0.parent ?? $0.code }
            .mapValues { $0.map(\.code) }
    }

    static func load(_ reader: Reader) throws -> UnitTree {
        let rows = try reader.rows(
            """
            SELECT code, name_id, name_en, parent, active, short, contact FROM people_units
            ORDER BY code
            """)
        return UnitTree(
            rows.compactMap { row in
                UnitCode(row.text(0)).map { code in
                    OrganisationUnit(
                        code: code, name: LocalizedText(id: row.text(1), en: row.text(2)),
                        parent: row.optionalText(3).flatMap { UnitCode($0) },
                        isActive: row.bool(4), short: row.optionalText(5),
                        contact: row.optionalText(6))
                }
            })
    }

    /// A unit and all below it; a circle in the data ends the walk.
    public func reach(_ unit: UnitCode) -> Set<UnitCode> {
        var found: Set<UnitCode> = [unit]
        var open = [unit]
        while let next = open.popLast() {
            for child in children[next] ?? [] where found.insert(child).inserted {
                open.append(child)
            }
        }
        return found
    }
}
