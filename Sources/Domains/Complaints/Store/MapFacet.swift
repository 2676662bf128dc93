import Contracts
import Kernel

/// One thing that the map counts by squares: all reports, those of a state, of a topic, of a
/// kelurahan or of what they share.
struct MapFacet: Hashable {
    /// The kinds differ in the zooms at which squares are kept: where few reports are left to be
    /// counted, or where squares of the next zoom are few, none are.
    enum Kind: CaseIterable {
        case all, state, topic, topicState, district, village, topicDistrict

        var zooms: [Int] {
            switch self {
            case .all, .state, .topic: [12, 14, 16, 18]
            case .topicState: [12, 14, 16]
            case .district, .village: [14, 16, 18]
            case .topicDistrict: [14, 16]
            }
        }

        /// Whether each state has its own rows in the column for it. Where the map asks most often
        /// the state is part of the name instead, so that what is asked for stands side by side.
        var hasState: Bool {
            switch self {
            case .all, .state, .topic, .topicState: false
            case .district, .village, .topicDistrict: true
            }
        }

        /// The statements that count all reports anew.
        var counting: [String] {
            let district = "substr(region, 1, \(MapFacet.districtLength))"
            let (name, condition) =
                switch self {
                case .all: ("'*'", "")
                case .state: ("'=' || state", "")
                case .topic: ("topic", " AND topic <> ''")
                case .topicState: ("topic || '=' || state", " AND topic <> ''")
                case .district: (district, " AND region IS NOT NULL")
                case .village: ("region", " AND length(region) > \(MapFacet.districtLength)")
                case .topicDistrict:
                    ("topic || '@' || \(district)", " AND topic <> '' AND region IS NOT NULL")
                }
            return zooms.map { zoom in
                let cell = "cell >> \(MapCells.shift(to: zoom))"
                let state = hasState ? "state" : "''"
                return """
                    INSERT INTO report_cells (facet, cell, state, reports, lats, lons) \
                    SELECT \(name), \(cell), \(state), COUNT(*), CAST(SUM(lat) AS BIGINT), \
                    CAST(SUM(lon) AS BIGINT) FROM reports \
                    WHERE is_public = 1 AND cell IS NOT NULL\(condition) GROUP BY 1, 2, 3
                    """
            }
        }
    }

    let kind: Kind
    /// As it stands in `report_cells.facet`.
    let name: String
    /// As it stands in `report_cells.state`: empty where the kind has none.
    let state: String

    /// Characters of the code of a kecamatan, `32.71.03`; those of its kelurahan go on.
    static let districtLength = 8

    /// Where a public report is counted.
    static func of(_ topic: String, _ region: String?, _ state: String) -> [MapFacet] {
        var facets = [
            MapFacet(kind: .all, name: "*", state: ""),
            MapFacet(kind: .state, name: "=" + state, state: ""),
        ]
        if !topic.isEmpty {
            facets.append(MapFacet(kind: .topic, name: topic, state: ""))
            facets.append(MapFacet(kind: .topicState, name: topic + "=" + state, state: ""))
        }
        guard let region else { return facets }
        let district = String(region.prefix(districtLength))
        facets.append(MapFacet(kind: .district, name: district, state: state))
        if region.count > districtLength {
            facets.append(MapFacet(kind: .village, name: region, state: state))
        }
        if !topic.isEmpty {
            let name = topic + "@" + district
            facets.append(MapFacet(kind: .topicDistrict, name: name, state: state))
        }
        return facets
    }

    /// What answers a filter: rows of one state, or all rows of the facet; nil where none does.
    static func of(_ filter: ReportFilter) -> MapFacet? {
        guard filter.unit == nil, filter.isOpen == nil else { return nil }
        let state = filter.state?.rawValue
        switch (filter.topic, filter.region?.text) {
        case (nil, nil):
            return MapFacet(
                kind: state == nil ? .all : .state, name: state.map { "=" + $0 } ?? "*", state: "")
        case (let topic?, nil):
            return MapFacet(
                kind: state == nil ? .topic : .topicState,
                name: topic + (state.map { "=" + $0 } ?? ""), state: "")
        case (nil, let region?) where region.count >= districtLength:
            let isDistrict = region.count == districtLength
            return MapFacet(
                kind: isDistrict ? .district : .village, name: region, state: state ?? "")
        case (let topic?, let region?) where region.count == districtLength:
            return MapFacet(kind: .topicDistrict, name: topic + "@" + region, state: state ?? "")
        default: return nil
        }
    }
}
