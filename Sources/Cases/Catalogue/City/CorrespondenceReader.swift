import Contracts
import Kernel

/// Reads `classification.csv` and `correspondence.yaml`.
enum CorrespondenceReader {
    static let heading = "code,name,mark"

    static func classifications(
        _ list: FindingList
    ) -> [CorrespondenceRules.Classification] {
        guard let rows = list.rows(heading: heading) else { return [] }
        var known: Set<String> = []
        return rows.compactMap { place, cells in
            guard cells.count == 3, isCode(cells[0]), !cells[1].isEmpty,
                cells[2] == "S" || cells[2] == "K"
            else {
                list.error(
                    place, "not a row of the classification",
                    mend: "write `\(heading)`, such as `000.5,Kearsipan,S` (S sourced, K not yet)")
                return nil
            }
            let code = String(cells[0])
            if !known.insert(code).inserted {
                list.error(place, "the code `\(code)` is there twice", mend: "keep one of them")
            }
            if let above = above(code), !known.contains(above) {
                list.slip(
                    place, "the code above `\(code)` is unknown", mend: "write `\(above)` first")
            }
            return .init(code: code, name: String(cells[1]), isVerified: cells[2] == "S")
        }
    }

    /// Three digits, then numbers behind dots: `000.1.2.3`.
    private static func isCode(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 6 && parts.first?.count == 3
            && parts.allSatisfy { part in
                !part.isEmpty && part.count <= 3
                    && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }

    private static func above(_ code: String) -> String? {
        code.lastIndex(of: ".").map { String(code[..<$0]) }
    }

    static func rules(
        _ source: String, classifications: [CorrespondenceRules.Classification],
        roles: Set<RoleCode>, _ list: FindingList
    ) -> CorrespondenceRules {
        let keys = [
            "mark", "asOf", "number", "across", "restingDays", "keptYears", "kinds",
            "instructions",
        ]
        guard let root = YAMLDocument.open(source, list)?.mapping(keys) else { return .usual }
        let numberPlace = root.required("number")
        let number = numberPlace?.text() ?? CorrespondenceRules.usual.number
        for needed in CorrespondenceRules.placeholders where !number.contains(needed) {
            numberPlace?.error(
                "a number without `\(needed)` would be given twice", mend: "write it into it")
        }
        let across = root.optional("across")?.items().compactMap { place -> RoleCode? in
            guard let role = place.code(RoleCode.self) else { return nil }
            if !roles.contains(role) {
                place.error(
                    "unknown role `\(role)`",
                    mend: Nearest.mend(role.text, among: roles.map(\.text)))
            }
            return role
        }
        let usual = CorrespondenceRules.usual
        let days = count(root.optional("restingDays"), 1...250) ?? usual.restingDays
        let years = count(root.optional("keptYears"), 1...100) ?? usual.keptYears
        return CorrespondenceRules(
            classifications: classifications, kinds: choices(root.required("kinds")),
            instructions: choices(root.required("instructions")), number: number,
            across: Set(across ?? []), restingDays: days, keptYears: years)
    }

    private static func count(_ value: YAMLValue?, _ range: ClosedRange<Int>) -> Int? {
        guard let value, let text = value.text() else { return nil }
        guard let count = Int(text), range.contains(count) else {
            value.error(
                "`\(text)` is out of bounds",
                mend: "write \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return count
    }

    private static func choices(_ value: YAMLValue?) -> [CorrespondenceRules.Choice] {
        var known: Set<String> = []
        return value?.items().compactMap { item in
            guard let entry = item.mapping(["code", "title"]),
                let place = entry.required("code"), let code = place.code(UnitCode.self)?.text,
                let title = entry.required("title")?.localized()
            else { return nil }
            if !known.insert(code).inserted {
                place.error("`\(code)` is there twice", mend: "keep one of them")
            }
            return .init(code: code, title: title)
        } ?? []
    }
}

extension CatalogueSource {
    /// A city without the files registers letters without classification.
    func correspondence(
        roles: Set<RoleCode>, _ isStored: Bool, _ findings: inout [Finding]
    ) -> CorrespondenceRules {
        let classifications =
            files["classification.csv"] == nil
            ? []
            : with("classification.csv", isStored, &findings) {
                CorrespondenceReader.classifications($1)
            } ?? []
        guard files["correspondence.yaml"] != nil else { return .usual }
        return with("correspondence.yaml", isStored, &findings) {
            CorrespondenceReader.rules(
                $0, classifications: classifications, roles: roles, $1)
        } ?? .usual
    }
}
