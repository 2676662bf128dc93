/// Letters as people type them, as lower-case ASCII.
enum LatinFolding {
    /// The plain letter or digit of a scalar; nil for everything that parts words. Other scripts
    /// part words too: the house knows no words of theirs.
    static func letter(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x61...0x7A, 0x30...0x39: UInt8(scalar.value)
        case 0x41...0x5A: UInt8(scalar.value + 0x20)
        // Full-width forms, as some keyboards write them.
        case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10 + 0x30)
        case 0xFF21...0xFF3A: UInt8(scalar.value - 0xFF21 + 0x61)
        case 0xFF41...0xFF5A: UInt8(scalar.value - 0xFF41 + 0x61)
        case 0xC0...0x17F: marked(scalar.value)
        default: nil
        }
    }

    /// é, è and ê are how careful people write Sundanese and Javanese.
    private static func marked(_ value: UInt32) -> UInt8? {
        switch value {
        case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: UInt8(ascii: "a")
        case 0xC7, 0xE7, 0x106...0x10D: UInt8(ascii: "c")
        case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: UInt8(ascii: "e")
        case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: UInt8(ascii: "i")
        case 0xD1, 0xF1, 0x143...0x148: UInt8(ascii: "n")
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x151: UInt8(ascii: "o")
        case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: UInt8(ascii: "u")
        case 0xDD, 0xFD, 0xFF, 0x176...0x178: UInt8(ascii: "y")
        default: nil
        }
    }

    /// Signs that are not seen, and marks that stand above the letter before.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xAD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0x300...0x36F: true
        default: false
        }
    }
}
