import Contracts
import Forms
import Kernel

extension CatalogueSource {
    /// Reads and checks all files. `hasPeople` says whether a role has people; without it, whether
    /// `people.yaml` has a position for it. The catalogue is nil when there is any error.
    /// - Parameter services: is told the services that could be read, also where others could not.
    public func read(
        hasPeople: (@Sendable (UnitCode, RoleCode) -> Bool)? = nil,
        services tell: ([ServiceCode: Service]) -> Void = { _ in }
    ) -> (catalogue: Catalogue?, findings: [Finding]) {
        var findings: [Finding] = []
        let profile = with("city.yaml", &findings) { CityReader.profile($0, $1) } ?? nil
        let units = with("units.yaml", &findings) { CityReader.units($0, $1) } ?? []
        let unitCodes = Set(units.map(\.code))
        let people = with("people.yaml", &findings) {
            CityReader.people($0, units: unitCodes, $1)
        }
        let regions = with("regions.csv", &findings) {
            RegionReader.read($0, city: profile?.region, $1)
        }
        let calendar = calendar(profile?.zone, &findings)
        let letters = Dictionary(folder("letters").map { ($0.name, $0.text) }) { first, _ in first }
        let positions = people?.positions ?? []
        let seats = Set(positions.map { "\($0.unit)/\($0.role)" })
        let areSound = !findings.contains { $0.file == "regions.csv" }
        // A city without it has no pictures of places, and nothing else less.
        let outlines =
            files["outlines.csv"] == nil
            ? [:]
            : with("outlines.csv", &findings) {
                OutlineReader.read($1, regions: areSound ? regions : nil)
            }
        let places = profile.map { Places($0, regions ?? [], outlines ?? [:]) } ?? .none
        let index = CityIndex(
            units: unitCodes, roles: Set((people?.roles ?? []).map(\.code)), letters: letters,
            flows: Dictionary(folder("flows").map { ($0.name, $0.text) }) { first, _ in first },
            clearances: Dictionary(
                (people?.roles ?? []).map { ($0.code, $0.clearance) }
            ) { first, _ in first },
            hoursPerDay: 8, places: places,
            hasPeople: hasPeople ?? { seats.contains("\($0)/\($1)") })
        let services = services(index, &findings)
        tell(services)
        findings += objections(services)
        // A city without it offers its officers no texts.
        let phrases =
            files["phrases.yaml"] == nil
            ? []
            : with("phrases.yaml", &findings) {
                PhraseReader.read(
                    $0, services: Set(folder("services").compactMap { ServiceCode($0.name) }), $1)
            }
        findings += strayFindings
        findings += unusedFindings(services)
        findings = Array(Set(findings)).sorted()
        guard let profile, let people, let calendar,
            !findings.contains(where: { $0.severity == .error })
        else { return (nil, findings) }
        let catalogue = Catalogue(
            version: version, profile: profile, units: units, roles: people.roles,
            positions: positions, regions: regions ?? [], places: places, calendar: calendar,
            services: services,
            letters: letters,
            notices: Dictionary(folder("notices").map { ($0.name, $0.text) }) { first, _ in first },
            phrases: phrases ?? [], crest: files["crest.svg"], files: published,
            index: SearchIndex(services.values))
        return (catalogue, findings)
    }

    private func with<Value>(
        _ path: String, _ findings: inout [Finding], _ body: (String, FindingList) -> Value
    ) -> Value? {
        guard let text = files[path] else {
            findings.append(
                Finding(
                    file: path, line: 1, column: 1, message: "the file is missing",
                    mend: "write it; docs/services.md shows how"))
            return nil
        }
        let list = FindingList(file: path, source: text)
        let value = body(text, list)
        findings += list.findings
        return value
    }

    private func calendar(_ zone: Zone?, _ findings: inout [Finding]) -> WorkingCalendar? {
        var reader = CalendarReader()
        for (_, path, text) in folder("calendar") {
            let list = FindingList(file: path, source: text)
            reader.read(text, list)
            findings += list.findings
        }
        guard let zone else { return nil }
        let list = FindingList(file: "calendar", source: "")
        let calendar = reader.calendar(zone: zone, list)
        findings += list.findings
        return calendar
    }

    private func services(
        _ city: CityIndex, _ findings: inout [Finding]
    ) -> [ServiceCode: Service] {
        var services: [ServiceCode: Service] = [:]
        let version = version
        for (name, path, text) in folder("services") {
            let read = ServiceReader.read(file: path, source: text, version: version, city: city)
            findings += read.findings
            guard var service = read.service else { continue }
            service.files = parts(of: service, text)
            service.edition = CatalogueSource(files: service.files).version
            if service.code.text != name {
                findings.append(
                    Finding(
                        file: path, line: 1, column: 1,
                        message: "the file is called `\(name)`, its service `\(service.code)`",
                        mend: "give both the same name"))
            }
            services[service.code] = service
            for name in service.letter?.templates ?? [] {
                guard let source = city.letters[name] else { continue }
                findings += LetterScope.check(path: "letters/\(name).letter", source, service)
            }
        }
        return services
    }

    /// Everything that this service is made of.
    private func parts(of service: Service, _ text: String) -> [String: String] {
        let paths =
            (service.letter?.templates ?? []).map { "letters/\($0).letter" }
            + service.parts.map { "flows/\($0).yaml" }
        var parts = files.filter { paths.contains($0.key) }
        parts[Service.ownFile] = text
        return parts
    }

    /// Where an objection goes must be a service of this city that decides.
    private func objections(_ services: [ServiceCode: Service]) -> [Finding] {
        services.values.compactMap { service in
            guard let rule = service.terms.objection,
                files["services/\(rule.service).yaml"] == nil
            else { return nil }
            return Finding(
                file: "services/\(service.code).yaml", line: 1, column: 1,
                message: "objections go to the service `\(rule.service)`, which is not there",
                mend: "write services/\(rule.service).yaml")
        }
    }
}
