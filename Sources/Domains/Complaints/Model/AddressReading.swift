import Forms
import Kernel

/// Which kelurahan an address in words names: `Jl. Merak 3, Tanah Sareal, Kel. Kedung Badak`.
enum AddressReading: Sendable, Hashable {
    case one(Places.Region)
    /// It may be any of them.
    case several([Places.Region])
    case nothing

    private static let streets: Set = ["jl", "jln", "jalan", "gg", "gang", "simpang"]
    private static let villages: Set = ["kel", "kelurahan", "desa", "ds"]

    /// A name of a kelurahan as words of the address.
    private struct Mention {
        let region: Places.Region
        let range: Range<Int>
        /// Behind `Kel.`.
        let isMarked: Bool

        func isInside(_ other: Mention) -> Bool {
            range.count < other.range.count && other.range.lowerBound <= range.lowerBound
                && range.upperBound <= other.range.upperBound
        }
    }

    init(_ address: String, in places: Places) {
        let words = Self.words(address)
        var found = Self.mentions(words, places)
        // `Pasir` within `Pasir Jaya` is not meant.
        found = found.filter { one in !found.contains { one.isInside($0) } }
        if found.contains(where: \.isMarked) { found = found.filter(\.isMarked) }
        let districts = Set(
            places.districts.filter { Self.place(of: Self.words($0.name), in: words) != nil }
                .map(\.name))
        let here = found.filter { districts.contains($0.region.district) }
        if !here.isEmpty { found = here }
        // Of a kecamatan that has the name of one of its kelurahan the other one is meant.
        let others = found.filter { $0.region.name != $0.region.district }
        if !others.isEmpty { found = others }
        var seen: Set<Places.Region> = []
        let regions = found.map(\.region).filter { seen.insert($0).inserted }
        switch regions.count {
        case 0: self = .nothing
        case 1: self = .one(regions[0])
        default: self = .several(regions)
        }
    }

    private static func mentions(_ words: [String], _ places: Places) -> [Mention] {
        places.regions.flatMap { region -> [Mention] in
            let name = Self.words(region.name)
            return starts(of: name, in: words).compactMap { start in
                let before = start > 0 ? words[start - 1] : ""
                // A street of that name may lie anywhere.
                guard !streets.contains(before) else { return nil }
                return Mention(
                    region: region, range: start..<(start + name.count),
                    isMarked: villages.contains(before))
            }
        }
    }

    private static func place(of name: [String], in words: [String]) -> Int? {
        starts(of: name, in: words).first
    }

    private static func starts(of name: [String], in words: [String]) -> [Int] {
        guard !name.isEmpty, name.count <= words.count else { return [] }
        return (0...(words.count - name.count)).filter {
            Array(words[$0..<($0 + name.count)]) == name
        }
    }

    /// In small letters, without signs; of a long address the beginning.
    private static func words(_ text: String) -> [String] {
        text.prefix(1_000).lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
}
