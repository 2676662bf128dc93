import Contracts
import Kernel
import Store

/// A part of the list of permits.
struct PermitPage: Sendable {
    var permits: [Permit] = []
    /// The number after which the list goes on; nothing at its end.
    var next: [UInt8]?
}

extension PermitRows {
    /// What begins with the typed words, in this order; a row stands at the first that fits.
    enum Arm: Int, CaseIterable { case number, business, place, word }

    /// How many rows a page looks through: what is seldom among much is found on the pages behind,
    /// so a page can be short, or empty, and yet not be the last.
    static let reach = 1_000

    /// Permits that fit, after the one with the number `after`: along an index, however many there
    /// are. Without words by number; else numbers that begin so, then businesses, then places, then
    /// what has the words anywhere in the name of the business or the place.
    func search(
        _ filter: PermitFilter, after: [UInt8]?, limit: Int, on day: Day, in reader: Reader
    ) throws -> PermitPage {
        guard !PermitNumber.key(filter.text).isEmpty else {
            let isHidden =
                try filter.state == .expired && isAnyUnmarked(on: day, in: reader)
            let run = Self.run(filter, after: after, isMarked: !isHidden)
            return try page(run, filter, limit, day, reader)
        }
        let last = try after.flatMap { try place(of: $0, filter.text, in: reader) }
        let there = try arms(filter.text, in: reader)
        var found = PermitPage()
        for arm in Arm.allCases where arm.rawValue >= last?.arm.rawValue ?? 0 {
            let earlier = Arm.allCases.prefix(arm.rawValue).compactMap {
                Self.range($0, filter.text)
            }
            let isNew = SQL.joined(earlier.map { "AND (\(sql: $0)) IS NOT TRUE" }, by: " ")
            guard arm != .word else {
                let room = limit - found.permits.count
                let more = try byWords(
                    filter.text, narrow: "\(sql: Self.condition(filter, on: day)) \(sql: isNew)",
                    after: last.flatMap { $0.arm == .word ? $0.number : nil }, limit: room + 1,
                    in: reader)
                found.permits += more.prefix(room)
                guard more.count > room else { return found }
                found.next = found.permits.last.map { PermitNumber.key($0.number) }
                return found
            }
            guard there.contains(arm), let own = Self.range(arm, filter.text) else { continue }
            let start: SQL = last.flatMap { $0.arm == arm ? Self.after($0) : nil } ?? ""
            let run = Run(
                condition: "\(sql: own) \(sql: isNew) \(sql: start)", order: Self.order(arm))
            let room = limit - found.permits.count
            let more = try page(run, filter, max(room, 1), day, reader)
            guard room > 0 else {
                // Full: what is here comes on the page behind.
                guard more.next == nil, more.permits.isEmpty else {
                    found.next = found.permits.last.map { PermitNumber.key($0.number) }
                    return found
                }
                continue
            }
            found.permits += more.permits
            found.next = more.next
            if found.next != nil { return found }
        }
        return found
    }

    /// Where anything begins with the words: mostly in one place, and a step down each index tells.
    private func arms(_ text: String, in reader: Reader) throws -> Set<Arm> {
        let asked = Arm.allCases.compactMap { arm in Self.range(arm, text).map { (arm, $0) } }
        let columns = asked.map { _, range -> SQL in
            "CASE WHEN EXISTS (SELECT 1 FROM permits p WHERE \(sql: range)) THEN 1 ELSE 0 END"
        }
        guard !columns.isEmpty,
            let row = try reader.row("SELECT \(sql: SQL.joined(columns, by: ", "))")
        else { return [] }
        return Set(asked.indices.filter { row.bool($0) }.map { asked[$0].0 })
    }

    /// The first of a run of rows that fit. The run is read along one index in its order, a short
    /// piece first; the rest is asked of each row on the way.
    private func page(
        _ run: Run, _ filter: PermitFilter, _ limit: Int, _ day: Day, _ reader: Reader
    ) throws -> PermitPage {
        let near = 4 * (limit + 1)
        var found: [Permit] = []
        var last: Row?
        for reach in near < Self.reach ? [near, Self.reach] : [near] {
            let looked: SQL = """
                SELECT \(sql: Self.facts) FROM permits p WHERE \(sql: run.condition) \
                ORDER BY \(sql: run.order) LIMIT \(reach)
                """
            found = try list(
                """
                WHERE p.id IN (SELECT p.id FROM (\(sql: looked)) p \
                WHERE \(sql: Self.condition(filter, on: day)) ORDER BY \(sql: run.order) \
                LIMIT \(limit + 1)) ORDER BY \(sql: run.order)
                """, in: reader)
            guard found.count <= limit else {
                let kept = Array(found.prefix(limit))
                return PermitPage(
                    permits: kept, next: kept.last.map { PermitNumber.key($0.number) })
            }
            last = try reader.row(
                """
                SELECT p.number_key FROM permits p WHERE \(sql: run.condition) \
                ORDER BY \(sql: run.order) LIMIT 1 OFFSET \(reach - 1)
                """)
            if last == nil { break }
        }
        return PermitPage(permits: found, next: last?.bytes(0))
    }

    /// What is asked of a row, and what it is ordered by.
    private static let facts: SQL = """
        p.id, p.number_key, p.business_key, p.place_key, p.kind, p.region, p.until_day, \
        p.superseded_on, p.suspended_from, p.suspended_until, p.revoked_on, p.ended
        """

    private struct Last {
        let arm: Arm
        let value, number: [UInt8]
    }

    /// At which arm the page before ended.
    private func place(of number: [UInt8], _ text: String, in reader: Reader) throws -> Last? {
        let row = try reader.row(
            "SELECT business_key, place_key FROM permits WHERE number_key = \(number)")
        guard let row else { return nil }
        if number.starts(with: PermitNumber.key(text)) {
            return Last(arm: .number, value: number, number: number)
        }
        let name = PublicName.key(text)
        if let business = row.optionalBytes(0), business.starts(with: name) {
            return Last(arm: .business, value: business, number: number)
        }
        if let place = row.optionalBytes(1), place.starts(with: name) {
            return Last(arm: .place, value: place, number: number)
        }
        return Last(arm: .word, value: [], number: number)
    }

    private static func after(_ last: Last) -> SQL {
        switch last.arm {
        case .number: "AND p.number_key > \(last.number)"
        case .business: "AND (p.business_key, p.number_key) > (\(last.value), \(last.number))"
        case .place: "AND (p.place_key, p.number_key) > (\(last.value), \(last.number))"
        case .word: ""
        }
    }

    private static func order(_ arm: Arm) -> SQL {
        switch arm {
        case .number: "p.number_key"
        case .business: "p.business_key, p.number_key"
        case .place: "p.place_key, p.number_key"
        case .word: "p.number_key"
        }
    }

    /// Everything that begins with the words: no byte of UTF-8 is 255.
    private static func range(_ arm: Arm, _ text: String) -> SQL? {
        let start = arm == .number ? PermitNumber.key(text) : PublicName.key(text)
        guard !start.isEmpty else { return nil }
        let end = start + [0xFF]
        return switch arm {
        case .number: "p.number_key >= \(start) AND p.number_key < \(end)"
        case .business: "p.business_key >= \(start) AND p.business_key < \(end)"
        case .place: "p.place_key >= \(start) AND p.place_key < \(end)"
        case .word: nil
        }
    }

    /// How many permits hold today in each region.
    func counts(on day: Day, in reader: Reader) throws -> [RegionCode: Int64] {
        var counts: [RegionCode: Int64] = [:]
        try reader.each(
            """
            SELECT p.region, COUNT(*) FROM permits p WHERE p.region IS NOT NULL \
            AND \(sql: Self.condition(.inForce, on: day)) GROUP BY p.region
            """
        ) { row in
            guard let region = RegionCode(row.text(0)) else { return }
            counts[region] = row.int(1)
        }
        return counts
    }
}
