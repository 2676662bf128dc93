import Forms
import Kernel

extension Places {
    /// The kecamatan and kelurahan of a city, as its files say them.
    init(
        _ profile: CityProfile, _ entries: [RegionEntry],
        _ outlines: [RegionCode: [MapPoint]] = [:]
    ) {
        let districts = entries.filter { $0.parent == profile.region }
        let names = Dictionary(districts.map { ($0.code, $0.name) }) { first, _ in first }
        let regions = entries.compactMap { entry -> Region? in
            guard let district = entry.parent.flatMap({ names[$0] }) else { return nil }
            return Region(
                code: entry.code, name: entry.name, district: district,
                postalCode: entry.postalCode)
        }
        self.init(
            city: profile.name, regions: regions,
            districts: districts.map { (code: $0.code, name: $0.name) },
            bounds: profile.bounds ?? .indonesia, outlines: outlines)
    }
}
