import Kernel

/// Reads `regions.csv`: comment lines, a heading, then code, name, level, parent, postal code,
/// latitude, longitude. Values carry no commas and no quotes.
enum RegionReader {
    static let heading = "code,name,level,parent,postal_code,lat,lon"

    static func read(_ source: String, city: RegionCode?, _ list: FindingList) -> [RegionEntry] {
        var entries: [RegionEntry] = []
        var known: Set<RegionCode> = []
        for (place, cells) in list.rows(heading: heading) {
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
}
