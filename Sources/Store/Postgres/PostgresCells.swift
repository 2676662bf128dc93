import CPostgres

/// Copies a result, which is in binary form, into values.
enum PostgresCells {
    static func rows(_ result: OpaquePointer) throws -> [Row] {
        let height = PQntuples(result)
        let width = PQnfields(result)
        guard height > 0, width > 0 else { return [] }
        let types = (0..<width).map { PQftype(result, $0) }
        var cells: [SQLValue] = []
        cells.reserveCapacity(Int(height) * Int(width))
        for row in 0..<height {
            for column in 0..<width {
                let type = types[Int(column)]
                if PQgetisnull(result, row, column) == 1 || type == PostgresType.void {
                    cells.append(.null(.text))
                    continue
                }
                let buffer = UnsafeRawBufferPointer(
                    start: PQgetvalue(result, row, column),
                    count: Int(PQgetlength(result, row, column)))
                cells.append(try value(buffer, type))
            }
        }
        return (0..<Int(height)).map {
            Row(cells: cells, start: $0 * Int(width), count: Int(width))
        }
    }

    static func value(_ buffer: UnsafeRawBufferPointer, _ type: Oid) throws -> SQLValue {
        switch type {
        case PostgresType.int8, PostgresType.xid8:
            return .integer(Int64(bitPattern: bigEndian(buffer)))
        case PostgresType.int4:
            return .integer(Int64(Int32(truncatingIfNeeded: bigEndian(buffer))))
        case PostgresType.int2:
            return .integer(Int64(Int16(truncatingIfNeeded: bigEndian(buffer))))
        case PostgresType.oid, PostgresType.bool:
            return .integer(Int64(truncatingIfNeeded: bigEndian(buffer)))
        case PostgresType.float8: return .double(Double(bitPattern: bigEndian(buffer)))
        case PostgresType.float4:
            return .double(Double(Float(bitPattern: UInt32(truncatingIfNeeded: bigEndian(buffer)))))
        case PostgresType.bytea: return .bytes(Array(buffer))
        case PostgresType.text, PostgresType.varchar, PostgresType.bpchar, PostgresType.name,
            PostgresType.unknown:
            return .text(String(decoding: buffer, as: UTF8.self))
        case PostgresType.numeric: return try numeric(buffer)
        default:
            throw StoreError.statement(code: "type", message: "unknown column type \(type)")
        }
    }

    private static func bigEndian(_ buffer: some Collection<UInt8>) -> UInt64 {
        buffer.reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// `SUM` of BIGINT is NUMERIC: whole numbers that fit become integers, all others doubles.
    /// Form: four 16-bit words (digits, weight, sign, scale), then digits to the base 10,000.
    private static func numeric(_ buffer: UnsafeRawBufferPointer) throws -> SQLValue {
        let words = stride(from: 0, to: buffer.count - 1, by: 2).map {
            Int(buffer[$0]) << 8 | Int(buffer[$0 + 1])
        }
        guard words.count >= 4, words.count == 4 + words[0], words[2] & 0xc000 != 0xc000 else {
            throw StoreError.statement(code: "numeric", message: "not a number")
        }
        let weight = Int(Int16(truncatingIfNeeded: words[1]))
        let negative = words[2] == 0x4000
        if words[3] == 0, let whole = whole(words.dropFirst(4), weight, negative) {
            return .integer(whole)
        }
        var number = 0.0
        var scale = 1.0
        for _ in 0..<abs(weight) { scale = weight > 0 ? scale * 10_000 : scale / 10_000 }
        for digit in words.dropFirst(4) {
            number += Double(digit) * scale
            scale /= 10_000
        }
        return .double(negative ? -number : number)
    }

    private static func whole(
        _ digits: ArraySlice<Int>, _ weight: Int, _ negative: Bool
    ) -> Int64? {
        var number: Int64 = 0
        var digits = digits
        for _ in 0..<max(0, weight + 1) {
            let (shifted, tooLarge) = number.multipliedReportingOverflow(by: 10_000)
            let digit = Int64(digits.popFirst() ?? 0)
            let (sum, over) = shifted.addingReportingOverflow(negative ? -digit : digit)
            if tooLarge || over { return nil }
            number = sum
        }
        return number
    }
}
