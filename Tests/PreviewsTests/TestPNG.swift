/// A PNG of plain colours, written by hand: its pixel data is stored, not compressed.
enum TestPNG {
    /// Red above, blue below.
    static func make(width: Int, height: Int) -> [UInt8] {
        var rows: [UInt8] = []
        rows.reserveCapacity(height * (width * 3 + 1))
        for y in 0..<height {
            rows.append(0)
            let colour: [UInt8] = y < height / 2 ? [200, 20, 20] : [20, 20, 200]
            for _ in 0..<width { rows += colour }
        }
        return file(width, height, data: stored(rows))
    }

    /// A header that claims so many pixels, and next to nothing behind it.
    static func claiming(width: Int, height: Int) -> [UInt8] {
        file(width, height, data: stored([0, 0, 0, 0]))
    }

    private static func file(_ width: Int, _ height: Int, data: [UInt8]) -> [UInt8] {
        let head = big(width) + big(height) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", head) + chunk("IDAT", data) + chunk("IEND", [])
    }

    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + bytes
        return big(bytes.count) + body + big(Int(checksum(body)))
    }

    /// Blocks of a zlib stream that hold their bytes as they are.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x01]
        var rest = bytes[...]
        repeat {
            let part = rest.prefix(65_535)
            rest = rest.dropFirst(part.count)
            let size = UInt16(part.count)
            out.append(rest.isEmpty ? 1 : 0)
            for number in [size, ~size] { out += [UInt8(number & 255), UInt8(number >> 8)] }
            out += part
        } while !rest.isEmpty
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return out + big(Int(high << 16 | low))
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in
            sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1
        }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
    }

    private static func big(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(number >> $0 & 255) }
    }
}
