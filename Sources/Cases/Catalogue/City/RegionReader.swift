import Forms
import Kernel

/// Reads `regions.csv`: comment lines, a heading, then code, name, level, parent, postal code,
/// latitude, longitude. Values carry no commas and no quotes.
enum RegionReader {
    static let heading = "code,name,level,parent,postal_code,lat,lon"

    static func read(
        city: RegionCode?, bounds: MapBounds?, _ list: FindingList
    ) -> [RegionEntry] {
        var entries: [RegionEntry] = []
        var known: Set<RegionCode> = []
        guard let rows = list.rows(heading: heading) else { return [] }
        for (place, cells) in rows {
            guard cells.count == 7, let code = RegionCode(String(cells[0])), !cells[1].isEmpty
            else {
                list.error(place, "not a region", mend: "write `\(heading)`")
                continue
            }
            let parent = cells[3].isEmpty ? nil : RegionCode(String(cells[3]))
            if !known.insert(code).inserted {
                list.error(place, "the region \(code.text) is there twice")
            }
            if code.level != .provinsi, parent != code.parent || !known.contains(parent ?? code) {
                list.error(
                    place, "the region above \(code.text) is unknown", mend: "write it first")
            }
            if !words(code.level).contains(String(cells[2])) {
                list.slip(
                    place, "`\(cells[2])` is not the level of \(code.text)",
                    mend: "write `\(words(code.level).joined(separator: "` or `"))`")
            }
            checkPoint(cells, bounds, place, list)
            entries.append(
                RegionEntry(
                    code: code, name: String(cells[1]), parent: parent,
                    postalCode: cells[4].isEmpty ? nil : String(cells[4]),
                    latitude: Double(cells[5]), longitude: Double(cells[6])))
        }
        if let city, !known.contains(city) {
            list.error(nil, "the city \(city.text) itself is missing", mend: "add its line")
        }
        return entries
    }

    /// What regions of a level are called.
    private static func words(_ level: RegionCode.Level) -> [String] {
        switch level {
        case .provinsi: ["provinsi"]
        case .kota: ["kota", "kabupaten"]
        case .kecamatan: ["kecamatan"]
        case .kelurahan: ["kelurahan", "desa"]
        }
    }

    /// Degrees are numbers, and lie in the box of the city.
    private static func checkPoint(
        _ cells: [Substring], _ bounds: MapBounds?, _ place: Place, _ list: FindingList
    ) {
        guard !cells[5].isEmpty || !cells[6].isEmpty else { return }
        guard let latitude = MapPoint.microDegrees(String(cells[5])),
            let longitude = MapPoint.microDegrees(String(cells[6]))
        else {
            list.slip(
                place, "`\(cells[5])`, `\(cells[6])` are not degrees",
                mend: "write them like -6.681308, or leave both empty")
            return
        }
        if let bounds, !bounds.contains(latitude: latitude, longitude: longitude) {
            list.slip(
                place, "\(cells[1]) lies outside the `bounds` of city.yaml",
                mend: "mend the point, or the box")
        }
    }
}
