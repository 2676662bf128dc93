import Contracts
import Forms
import Kernel
import People

/// Reads `city.yaml`, `units.yaml` and `people.yaml`.
enum CityReader {
    static func profile(_ source: String, _ list: FindingList) -> CityProfile? {
        let keys = [
            "name", "government", "region", "zone", "languages", "contact", "letterhead", "bounds",
            "smallestGroup", "signals", "tiles", "floods", "witnesses",
        ]
        guard let root = YAMLDocument.open(source, list)?.mapping(keys) else { return nil }
        let name = root.required("name")?.text()
        let government = root.required("government")?.text()
        let region = root.required("region").flatMap(region)
        let zone = root.required("zone").flatMap(zone)
        let languages =
            root.required("languages")?.someItems(
                "the city speaks no language", mend: "write `[id, en]`"
            ).compactMap { $0.word(Language.self) } ?? []
        let contact = root.required("contact").flatMap(contact)
        let letterhead = root.required("letterhead").flatMap(letterhead)
        let bounds = root.optional("bounds").flatMap(bounds)
        guard let name, let government, let region, let zone, let contact, let letterhead else {
            return nil
        }
        return CityProfile(
            name: name, government: government, region: region, zone: zone,
            languages: languages, contact: contact, letterhead: letterhead,
            bounds: bounds,
            groups: SmallGroups(
                least: root.optional("smallestGroup")?.integer(2...1_000).map { Int($0) }
                    ?? SmallGroups.usual),
            signals: root.optional("signals").flatMap(signals) ?? .usual,
            tiles: root.optional("tiles").flatMap(MapTiles.read),
            floods: root.optional("floods").flatMap(FloodLimits.read) ?? .usual,
            witnesses: root.optional("witnesses").map(CityWitness.read) ?? [])
    }

    /// From where on the inspectorate is shown something; what is not said is as usual.
    private static func signals(_ value: YAMLValue) -> SignalLimits? {
        let keys = SignalLimits.places.map(\.name)
        guard let entry = value.mapping(keys + ["mark", "asOf"]) else { return nil }
        var limits = SignalLimits.usual
        for place in SignalLimits.places {
            guard let found = entry.optional(place.name)?.integer(place.range) else { continue }
            limits[keyPath: place.path] = Int(found)
        }
        limits.asOf = entry.optional("asOf")?.text()
        return limits
    }

    /// The box in which the city lies, in degrees.
    private static func bounds(_ value: YAMLValue) -> MapBounds? {
        let sides = ["south", "west", "north", "east"]
        guard let entry = value.mapping(sides + ["mark", "asOf"]) else { return nil }
        let degrees = sides.map { entry.required($0).flatMap(microDegrees) }
        guard let south = degrees[0], let west = degrees[1], let north = degrees[2],
            let east = degrees[3]
        else { return nil }
        guard let bounds = MapBounds(south: south, west: west, north: north, east: east) else {
            value.error(
                "the box has no inside", mend: "`south` is below `north`, `west` below `east`")
            return nil
        }
        return bounds
    }

    /// `-6.681308` as whole micro-degrees.
    private static func microDegrees(_ value: YAMLValue) -> Int64? {
        guard let text = value.text() else { return nil }
        guard let degrees = MapPoint.microDegrees(text) else {
            value.error("`\(text)` are not degrees", mend: "write them like -6.681308")
            return nil
        }
        return degrees
    }

    static func units(_ source: String, _ list: FindingList) -> [UnitEntry] {
        guard let root = YAMLDocument.open(source, list)?.mapping(["mark", "asOf", "units"]),
            let items = root.required("units")?.items()
        else { return [] }
        var seen: Set<UnitCode> = []
        var shorts: Set<String> = []
        return items.compactMap { item in
            guard let entry = item.mapping(["code", "short", "name", "parent", "contact"]),
                let place = entry.required("code"), let code = place.code(UnitCode.self),
                let shortPlace = entry.required("short"), let short = shortPlace.text(),
                let name = entry.required("name")?.localized()
            else { return nil }
            if !seen.insert(code).inserted {
                place.error("the unit `\(code)` is there twice", mend: "keep one of them")
            }
            check(short, shortPlace, &shorts)
            let parentPlace = entry.optional("parent")
            let parent = parentPlace?.code(UnitCode.self)
            if parent == code {
                parentPlace?.slip("the unit `\(code)` is its own parent", mend: "remove the key")
            }
            if let parent, !seen.contains(parent) {
                parentPlace?.error(
                    "unknown unit `\(parent)`", mend: "write the parent above its parts")
            }
            return UnitEntry(
                code: code, short: short, name: name, parent: parent,
                contact: entry.optional("contact")?.text())
        }
    }

    /// A short name stands in the numbers of letters, between slashes.
    private static func check(_ short: String, _ place: YAMLValue, _ known: inout Set<String>) {
        if !known.insert(short).inserted {
            place.slip("two units are called `\(short)`", mend: "give one another short name")
        }
        if short.contains("/") {
            place.slip(
                "`\(short)` stands in letter numbers, which slashes divide",
                mend: "write it without `/`")
        }
    }

    static func people(
        _ source: String, units: Set<UnitCode>, _ list: FindingList
    ) -> (roles: [RoleEntry], positions: [PositionEntry]) {
        guard let root = YAMLDocument.open(source, list)?.mapping(["roles", "positions"]) else {
            return ([], [])
        }
        var codes: Set<RoleCode> = []
        let roles = root.required("roles")?.items().compactMap { item -> RoleEntry? in
            guard let entry = item.mapping(["code", "title", "leads", "clearance", "may"]),
                let place = entry.required("code"), let code = place.code(RoleCode.self),
                let title = entry.required("title")?.localized()
            else { return nil }
            if !codes.insert(code).inserted {
                place.slip("the role `\(code)` is there twice", mend: "keep one of them")
            }
            let leads = entry.optional("leads")?.bool() ?? false
            let clearance = entry.optional("clearance")?.word(Confidentiality.self) ?? .biasa
            let grants = entry.optional("may")?.items().compactMap { $0.word(RoleGrant.self) }
            return RoleEntry(
                code: code, title: title, leads: leads, clearance: clearance,
                grants: grants ?? [])
        }
        let known = Set((roles ?? []).map(\.code))
        var seen: Set<UnitCode> = []
        let positions = root.required("positions")?.items().compactMap { item -> PositionEntry? in
            guard let position = position(item, units, known) else { return nil }
            if !seen.insert(position.code).inserted {
                item.error("the position `\(position.code)` is there twice")
            }
            return position
        }
        return (roles ?? [], positions ?? [])
    }

    private static func position(
        _ item: YAMLValue, _ units: Set<UnitCode>, _ roles: Set<RoleCode>
    ) -> PositionEntry? {
        guard let entry = item.mapping(["code", "unit", "role", "title", "region", "granted"]),
            let code = entry.required("code")?.code(UnitCode.self),
            let unitPlace = entry.required("unit"), let unit = unitPlace.code(UnitCode.self),
            let rolePlace = entry.required("role"), let role = rolePlace.code(RoleCode.self),
            let title = entry.required("title")?.localized()
        else { return nil }
        // Where no unit is known, units.yaml is wrong, not every line of this file.
        if !units.contains(unit), !units.isEmpty {
            unitPlace.error(
                "unknown unit `\(unit)`", mend: Nearest.mend(unit.text, among: units.map(\.text)))
        }
        if !roles.contains(role) {
            rolePlace.error(
                "unknown role `\(role)`", mend: Nearest.mend(role.text, among: roles.map(\.text)))
        }
        let region = entry.optional("region").flatMap { place -> RegionCode? in
            let code = place.text().flatMap { RegionCode($0) }
            if code == nil {
                place.error("this is no code of a region", mend: "write it like \"32.71.01\"")
            }
            return code
        }
        return PositionEntry(
            code: code, unit: unit, role: role, title: title, region: region,
            grants: granted(entry.optional("granted")))
    }

    /// Permissions of one post, by the names that the database has for them.
    private static func granted(_ value: YAMLValue?) -> Set<Permission> {
        Set(
            (value?.items() ?? []).compactMap { item in
                guard let name = item.text() else { return nil }
                guard
                    let permission = Permission.grantedToPosts.first(where: {
                        $0.rawValue == name
                    })
                else {
                    item.error(
                        "`\(name)` is no permission of a post",
                        mend: Nearest.mend(
                            name, among: Permission.grantedToPosts.map(\.rawValue)))
                    return nil
                }
                return permission
            })
    }

    private static func region(_ value: YAMLValue) -> RegionCode? {
        guard let text = value.text() else { return nil }
        guard let code = RegionCode(text), code.level == .kota else {
            value.error("`\(text)` is not the code of a city", mend: "write it like \"32.71\"")
            return nil
        }
        return code
    }

    private static func zone(_ value: YAMLValue) -> Zone? {
        guard let text = value.text() else { return nil }
        guard let zone = Zone(abbreviation: text) else {
            value.error("`\(text)` is not a time zone", mend: "use one of: WIB, WITA, WIT")
            return nil
        }
        return zone
    }

    private static func contact(_ value: YAMLValue) -> CityProfile.Contact? {
        let keys = ["address", "postalCode", "phone", "email", "site", "mark", "asOf"]
        guard let entry = value.mapping(keys), let address = entry.required("address")?.text(),
            let postal = entry.required("postalCode")?.text(),
            let phone = entry.required("phone")?.text(),
            let emailPlace = entry.required("email"), let email = emailPlace.text(),
            let sitePlace = entry.required("site"), let site = sitePlace.text()
        else { return nil }
        if (try? EmailAddress(email)) == nil {
            emailPlace.slip("`\(email)` is not an e-mail address", mend: "write name@place")
        }
        if !site.hasPrefix("https://"), !site.hasPrefix("http://") {
            sitePlace.slip("`\(site)` is not an address", mend: "begin it with https://")
        }
        return .init(address: address, postalCode: postal, phone: phone, email: email, site: site)
    }

    private static func letterhead(_ value: YAMLValue) -> CityProfile.Letterhead? {
        guard let entry = value.mapping(["lines", "address", "crest"]),
            let lines = entry.required("lines")?.someItems(
                "the letterhead says nothing", mend: "write its lines"
            ).compactMap({ $0.text() }),
            let address = entry.required("address")?.text()
        else { return nil }
        return .init(lines: lines, address: address, crest: entry.optional("crest")?.text())
    }
}
