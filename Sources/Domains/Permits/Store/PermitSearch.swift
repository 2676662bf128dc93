import Contracts
import Kernel
import Store

extension PermitRows {
    /// What begins with the typed words, in this order; a row stands at the first that fits.
    enum Arm: Int, CaseIterable { case number, business, place, word }

    /// Permits that fit, after the one with the number `after`: along an index, however many there
    /// are. Without words by number; else numbers that begin so, then businesses, then places, then
    /// what has the words anywhere in the name of the business or the place.
    func search(
        _ filter: PermitFilter, after: [UInt8]?, limit: Int, on day: Day, in reader: Reader
    ) throws -> [Permit] {
        let narrow = condition(filter, on: day)
        let number = PermitNumber.key(filter.text)
        guard !number.isEmpty else {
            if filter.state == .expired {
                return try expired(narrow, after: after, limit: limit, on: day, in: reader)
            }
            let from: SQL = after.map { "AND p.number_key > \($0)" } ?? ""
            return try list(
                "WHERE \(sql: narrow) \(sql: from) ORDER BY p.number_key LIMIT \(limit)",
                in: reader)
        }
        let last = try after.flatMap { try place(of: $0, filter.text, in: reader) }
        var found: [Permit] = []
        for arm in Arm.allCases where found.count < limit && arm.rawValue >= last?.arm.rawValue ?? 0
        {
            let earlier = Arm.allCases.prefix(arm.rawValue).compactMap {
                Self.range($0, filter.text)
            }
            let isNew = SQL.joined(earlier.map { "AND (\(sql: $0)) IS NOT TRUE" }, by: " ")
            guard arm != .word else {
                found += try byWords(
                    filter.text, narrow: "\(sql: narrow) \(sql: isNew)",
                    after: last.flatMap { $0.arm == .word ? $0.number : nil },
                    limit: limit - found.count, in: reader)
                break
            }
            guard let own = Self.range(arm, filter.text) else { continue }
            let start: SQL = last.flatMap { $0.arm == arm ? Self.after($0) : nil } ?? ""
            found += try list(
                """
                WHERE \(sql: own) \(sql: isNew) AND \(sql: narrow) \(sql: start) \
                ORDER BY \(sql: Self.order(arm)) LIMIT \(limit - found.count)
                """, in: reader)
        }
        return found
    }

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

    private func condition(_ filter: PermitFilter, on day: Day) -> SQL {
        var parts: [SQL] = ["1 = 1"]
        if let kind = filter.kind { parts.append("p.kind = \(kind.text)") }
        if let kinds = filter.kinds { parts.append("p.kind IN \(list: kinds.map(\.text))") }
        if let region = filter.region { parts.append("p.region = \(region.text)") }
        if let state = filter.state { parts.append(Self.condition(state, on: day)) }
        return SQL.joined(parts, by: " AND ")
    }

    /// `Permit.state(on:)` in SQL.
    static func condition(_ state: PermitState, on day: Day) -> SQL {
        let stands: SQL = "p.revoked_on IS NULL AND p.superseded_on IS NULL"
        let runs: SQL = "\(sql: stands) AND (p.until_day IS NULL OR p.until_day >= \(day))"
        return switch state {
        case .revoked: "p.revoked_on IS NOT NULL"
        case .superseded: "p.superseded_on IS NOT NULL AND p.revoked_on IS NULL"
        case .expired: "\(sql: stands) AND p.until_day < \(day)"
        case .suspended:
            """
            \(sql: runs) AND p.suspended_from IS NOT NULL AND p.suspended_from <= \(day) \
            AND (p.suspended_until IS NULL OR p.suspended_until >= \(day))
            """
        case .inForce:
            """
            \(sql: runs) AND (p.suspended_from IS NULL OR p.suspended_from > \(day) \
            OR p.suspended_until < \(day))
            """
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
