import Kernel

/// The number of a permit, as it is compared and as it stands in addresses.
enum PermitNumber {
    static let longest = 80

    /// One spelling: without blanks, capitals. Empty when nothing was typed.
    static func key(_ typed: String) -> [UInt8] {
        Array(typed.uppercased().utf8.filter { $0 > 0x20 && $0 != 0x7F })
    }

    /// The number in the path of its page. Slashes would part the path, and servers in between
    /// decode `%2F`: a tilde stands for each.
    static func slug(_ number: String) -> String { slug(key: key(number)) }

    static func slug(key: [UInt8]) -> String {
        String(decoding: key, as: UTF8.self).replacing("/", with: "~")
    }

    /// What was meant by a part of a path.
    static func key(slug: String) -> [UInt8] { key(slug.replacing("~", with: "/")) }

    /// Whether a number can stand in the register.
    static func isValid(_ number: String) -> Bool {
        let text = number.singleSpaced
        return (1...longest).contains(text.utf8.count) && !text.contains("~")
            && text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }
}

/// Names of businesses and places as they are compared: small letters and digits, one blank between
/// words, without what stands before or behind most names of companies.
enum PublicName {
    private static let forms: Set<String> = ["pt", "cv", "ud", "pd", "fa", "tbk"]
    static let longest = 160

    static func key(_ name: String) -> [UInt8] {
        let words = words(name)
        let kept = words.filter { !forms.contains($0) }
        return Array((kept.isEmpty ? words : kept).joined(separator: " ").utf8)
    }

    /// The words by which a line is found from its middle: without forms of companies and what
    /// stands in nearly every address.
    static func parts(_ line: String) -> [String] {
        words(line).filter { !forms.contains($0) && !common.contains($0) }
    }

    private static let common: Set<String> = ["jalan", "jln", "gang", "blok", "nomor"]

    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in name.lowercased().unicodeScalars {
            let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            if isPart {
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
