import Forms
import Kernel

/// Reads `outlines.csv`: comment lines, a heading, then a code and the corners of its outline, each
/// as latitude and longitude in hundred-thousandths of a degree, parted by spaces.
enum OutlineReader {
    static let heading = "code,outline"

    /// - Parameter regions: nothing when they have faults of their own, which are told once.
    static func read(
        _ list: FindingList, regions: [RegionEntry]?
    ) -> [RegionCode: [MapPoint]] {
        let known = regions.map { Set($0.map(\.code)) }
        var outlines: [RegionCode: [MapPoint]] = [:]
        for (place, cells) in list.rows(heading: heading) ?? [] {
            guard cells.count == 2, let code = RegionCode(String(cells[0])),
                let outline = corners(cells[1])
            else {
                list.error(place, "not an outline", mend: "write `\(heading)`")
                continue
            }
            if known?.contains(code) == false {
                list.error(
                    place, "the region \(code.text) is unknown", mend: "write it into regions.csv")
            }
            if outlines.updateValue(outline, forKey: code) != nil {
                list.error(place, "the outline of \(code.text) is there twice")
            }
        }
        return outlines
    }

    private static func corners(_ text: Substring) -> [MapPoint]? {
        let numbers = text.split(separator: " ").map { Int64($0) }
        let values = numbers.compactMap(\.self)
        guard values.count == numbers.count, values.count >= 6, values.count.isMultiple(of: 2),
            values.allSatisfy({ $0.magnitude <= 18_000_000 })
        else { return nil }
        let points = stride(from: 0, to: values.count, by: 2).compactMap {
            MapPoint(latitude: values[$0] * 10, longitude: values[$0 + 1] * 10)
        }
        return points.count * 2 == values.count ? points : nil
    }
}
