import CZlib

/// zlib streams of foreign files, within a bound.
enum Inflate {
    /// - Parameter most: bytes of the result; more is refused, however small the stream.
    static func unpack(_ packed: [UInt8], most: Int) throws(PDFReadError) -> [UInt8] {
        var room = min(max(packed.count * 6, 4096), most)
        while true {
            var bytes = [UInt8](repeating: 0, count: room)
            var length = uLongf(room)
            switch uncompress(&bytes, &length, packed, uLong(packed.count)) {
            case Z_OK: return Array(bytes.prefix(Int(length)))
            // A stream that is cut off says this too; then there is no end to it either.
            case Z_BUF_ERROR where room < most: room = min(room * 4, most)
            case Z_BUF_ERROR: throw .tooLarge
            default: throw .damaged(at: 0)
            }
        }
    }

    static func pack(_ bytes: [UInt8]) -> [UInt8]? {
        var length = compressBound(uLong(bytes.count))
        var packed = [UInt8](repeating: 0, count: Int(length))
        guard compress2(&packed, &length, bytes, uLong(bytes.count), 6) == Z_OK else { return nil }
        return Array(packed.prefix(Int(length)))
    }

    /// Undoes the PNG predictors of cross-reference and object streams (ISO 32000-1 §7.4.4.4).
    static func undoPredictor(
        _ bytes: [UInt8], predictor: Int, columns: Int
    ) throws(PDFReadError) -> [UInt8] {
        guard predictor >= 10 else {
            guard predictor <= 1 else { throw .damaged(at: 0) }
            return bytes
        }
        guard (1...4096).contains(columns), bytes.count % (columns + 1) == 0 else {
            throw .damaged(at: 0)
        }
        var found: [UInt8] = []
        found.reserveCapacity(bytes.count)
        var above = [UInt8](repeating: 0, count: columns)
        for start in stride(from: 0, to: bytes.count, by: columns + 1) {
            var row = Array(bytes[start + 1..<start + 1 + columns])
            for index in row.indices {
                let left = index > 0 ? row[index - 1] : 0
                let corner = index > 0 ? above[index - 1] : 0
                switch bytes[start] {
                case 0: break
                case 1: row[index] &+= left
                case 2: row[index] &+= above[index]
                case 3: row[index] &+= UInt8((Int(left) + Int(above[index])) / 2)
                case 4: row[index] &+= paeth(left, above[index], corner)
                default: throw .damaged(at: start)
                }
            }
            found += row
            above = row
        }
        return found
    }

    private static func paeth(_ left: UInt8, _ above: UInt8, _ corner: UInt8) -> UInt8 {
        let guess = Int(left) + Int(above) - Int(corner)
        let distances = (
            abs(guess - Int(left)), abs(guess - Int(above)), abs(guess - Int(corner))
        )
        if distances.0 <= distances.1, distances.0 <= distances.2 { return left }
        return distances.1 <= distances.2 ? above : corner
    }
}
