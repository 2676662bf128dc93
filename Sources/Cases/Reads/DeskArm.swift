import Contracts
import Kernel
import People
import Store

/// A part of an officer's tasks that one range of an index answers. The parts of an officer do not
/// overlap: their counts add up, and their rows merge in order.
struct DeskArm: Sendable {
    private enum Place {
        /// The whole unit.
        case everywhere
        /// One kecamatan, as `32.71.01`.
        case district(String)
        /// What belongs to no region is everybody's.
        case nowhere
    }

    private let unit: UnitCode
    private let role: RoleCode
    private let place: Place
    /// Any of these must hold; `true` where it is empty.
    private let narrowing: [SQL]

    private static let columns = ScopeColumns(
        unit: "t.unit", region: "t.region", confidentiality: "t.confidentiality")

    /// A condition over `tasks t`. Its beginning has the words of the indexes `tasks_desk` and
    /// `tasks_desk_district`: SQLite takes a partial index only when its condition is repeated.
    var condition: SQL {
        var condition: SQL = """
            t.state <> 'done' AND t.unit = \(unit.text) AND t.role = \(role.text)
            """
        switch place {
        case .everywhere: break
        case .district(let code):
            condition = "\(sql: condition) AND substr(t.region, 1, 8) = \(code)"
        case .nowhere: condition = "\(sql: condition) AND substr(t.region, 1, 8) IS NULL"
        }
        guard !narrowing.isEmpty else { return condition }
        return "\(sql: condition) AND (\(sql: SQL.joined(narrowing, by: " OR ")))"
    }

    /// The arms of everything that seats of one role in one unit may do.
    static func arms(
        unit: UnitCode, role: RoleCode, _ seats: [AccessScope.Seat]
    ) -> [DeskArm] {
        let seats = seats.enumerated().filter { index, seat in
            !seats.enumerated().contains { other, wider in
                other != index && wider.includes(seat)
                    && (other < index || !seat.includes(wider))
            }
        }.map(\.element)
        func arm(_ place: Place, _ narrowing: [[SQL]]) -> DeskArm {
            let parts = narrowing.map { part -> SQL in
                "(\(sql: SQL.joined(part, by: " AND ")))"
            }
            return DeskArm(unit: unit, role: role, place: place, narrowing: parts)
        }
        let districts = seats.map { $0.region?.district }
        guard !districts.contains(nil) else {
            return [arm(.everywhere, seats.map { $0.narrowing(columns) })]
        }
        var arms: [DeskArm] = []
        for district in Set(districts.compactMap(\.self)).sorted() {
            let here = seats.filter { $0.region?.district == district }
            arms.append(arm(.district(district.text), here.map { $0.narrowing(in: columns) }))
        }
        let highest = seats.map(\.confidentiality.rawValue).max() ?? 0
        return arms + [arm(.nowhere, [["t.confidentiality <= \(highest)"]])]
    }
}

extension Officer {
    /// What `taskScope` says, cut into ranges of an index.
    var deskArms: [DeskArm] {
        struct Pair: Hashable {
            let unit: UnitCode
            let role: RoleCode
        }
        let working = authorities.filter { $0.permissions.contains(.workCases) }
        let pairs = Dictionary(grouping: working) { Pair(unit: $0.unit, role: $0.role) }
        return pairs.sorted {
            ($0.key.unit.text, $0.key.role.text) < ($1.key.unit.text, $1.key.role.text)
        }.flatMap { pair, authorities in
            DeskArm.arms(unit: pair.unit, role: pair.role, authorities.map(\.seat))
        }
    }
}

extension AccessScope.Seat {
    /// Whether whatever `other` sees is seen from here too; both are of one role in one unit.
    fileprivate func includes(_ other: AccessScope.Seat) -> Bool {
        guard confidentiality >= other.confidentiality else { return false }
        guard let region else { return true }
        return other.region.map(region.contains) ?? false
    }

    /// The narrowing within the seat's own kecamatan: for the whole of it no region is compared.
    fileprivate func narrowing(in columns: ScopeColumns) -> [SQL] {
        guard region?.level == .kecamatan else { return narrowing(columns) }
        return narrowing(
            ScopeColumns(unit: columns.unit, region: nil, confidentiality: columns.confidentiality))
    }
}

extension RegionCode {
    /// The kecamatan that this is or lies in; nothing for what is larger.
    fileprivate var district: RegionCode? {
        switch level {
        case .provinsi, .kota: nil
        case .kecamatan: self
        case .kelurahan: parent
        }
    }
}
