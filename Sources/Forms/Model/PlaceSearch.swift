import Kernel

extension Places {
    /// What a typed name of a kelurahan may mean.
    public enum Match: Sendable, Hashable {
        case one(Region)
        /// Whoever typed it must choose.
        case several([Region])
        case nothing
    }

    private static let mostCandidates = 12
    /// In bytes; what stands behind is not compared.
    private static let longestName = 40

    /// Understands `Sempur`, `kel. sempur`, `Sempur, Bogor Tengah`, a beginning that only one name
    /// has, and the code itself. What is only alike is offered, never taken.
    public func find(_ typed: String) -> Match {
        let text = Typed.trim(typed)
        if let code = RegionCode(text), let region = region(code) { return .one(region) }
        let parts = text.split(separator: ",", maxSplits: 1).map(String.init)
        let name = Self.folded(parts.first ?? "", without: Self.villageWords)
        guard !name.isEmpty else { return .nothing }
        let district = Self.folded(
            parts.count > 1 ? parts[1] : "", without: Self.districtWords)
        let here = regions.filter { Self.folded($0.district).hasPrefix(district) }
        // Of "Desa Baru" both may be the name.
        let names = [name, Self.folded(parts.first ?? "")]
        let same = here.filter { names.contains(Self.folded($0.name)) }
        if same.count == 1 { return .one(same[0]) }
        if !same.isEmpty { return .several(same) }
        let longer =
            name.utf8.count < 3 ? [] : here.filter { Self.folded($0.name).contains(name) }
        if longer.count == 1 { return .one(longer[0]) }
        let offered = longer.isEmpty ? alike(name) : longer
        return offered.isEmpty ? .nothing : .several(Array(offered.prefix(Self.mostCandidates)))
    }

    /// Names for somebody who is still typing, those that begin so first.
    public func suggest(_ typed: String, limit: Int = 8) -> [Region] {
        let parts = typed.split(separator: ",", maxSplits: 1).map(String.init)
        let name = Self.folded(parts.first ?? "", without: Self.villageWords)
        guard !name.isEmpty else { return [] }
        let beginning = regions.filter { Self.folded($0.name).hasPrefix(name) }
        let inside = regions.filter {
            let own = Self.folded($0.name)
            return !own.hasPrefix(name)
                && (own.contains(name) || Self.folded($0.district).hasPrefix(name))
        }
        let found = beginning + inside
        return Array((found.isEmpty ? alike(name) : found).prefix(limit))
    }

    /// Names that differ by a slip or two.
    private func alike(_ name: String) -> [Region] {
        guard name.utf8.count >= 4 else { return [] }
        let typed = name.utf8.prefix(Self.longestName)
        let ranked = regions.map { region in
            (editDistance(typed, Self.folded(region.name).utf8.prefix(Self.longestName)), region)
        }
        return ranked.filter { $0.0 <= 2 }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static let villageWords = ["kelurahan", "kel", "desa", "ds"]
    private static let districtWords = ["kecamatan", "kec"]

    /// Lower case, letters and digits only: names are written with and without spaces.
    static func folded(_ text: String, without heads: [String] = []) -> String {
        var words = text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        if words.count > 1, heads.contains(words[0]) { words.removeFirst() }
        return words.joined()
    }
}
