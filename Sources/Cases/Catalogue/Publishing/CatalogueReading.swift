import Contracts
import Forms
import Kernel

extension CatalogueSource {
    /// Reads and checks all files. `hasPeople` says whether a role has people; without it, whether
    /// `people.yaml` has a position for it. The catalogue is nil when there is any error.
    /// - Parameters:
    ///   - isStored: what was published once is read without what later programs call a slip: its
    ///     cases still go by it.
    ///   - tell: is told the services that could be read, also where others could not.
    public func read(
        hasPeople: (@Sendable (UnitCode, RoleCode) -> Bool)? = nil, isStored: Bool = false,
        services tell: ([ServiceCode: Service]) -> Void = { _ in }
    ) -> (catalogue: Catalogue?, findings: [Finding]) {
        var findings = unreadable
        let profile = with("city.yaml", isStored, &findings) { CityReader.profile($0, $1) } ?? nil
        let units = with("units.yaml", isStored, &findings) { CityReader.units($0, $1) } ?? []
        let unitCodes = Set(units.map(\.code))
        let people = with("people.yaml", isStored, &findings) {
            CityReader.people($0, units: unitCodes, $1)
        }
        let regions = with("regions.csv", isStored, &findings) {
            RegionReader.read(city: profile?.region, bounds: profile?.bounds, $1)
        }
        let exceptions = exceptions(isStored, &findings)
        let calendar = calendar(profile?.zone, exceptions, isStored, &findings)
        let letters = Dictionary(folder("letters").map { ($0.name, $0.text) }) { first, _ in first }
        let positions = people?.positions ?? []
        let seats = positions.reduce(into: [CityIndex.Seat: Int]()) {
            $0[CityIndex.Seat($1.unit, $1.role), default: 0] += 1
        }
        let outlines = outlines(regions, isStored, &findings)
        let places = profile.map { Places($0, regions ?? [], outlines) } ?? .none
        let topics = topics(unitCodes, regions ?? [], isStored, &findings)
        let index = CityIndex(
            units: unitCodes, roles: Set((people?.roles ?? []).map(\.code)), letters: letters,
            flows: Dictionary(folder("flows").map { ($0.name, $0.text) }) { first, _ in first },
            clearances: Dictionary(
                (people?.roles ?? []).map { ($0.code, $0.clearance) }
            ) { first, _ in first },
            hoursPerDay: 8, places: places, topics: topics,
            positions: hasPeople == nil ? seats : nil,
            isStrict: !isStored, hasPeople: hasPeople ?? { seats[CityIndex.Seat($0, $1)] != nil })
        let services =
            mayReadServices(units, people?.roles, positions, &findings)
            ? services(index, &findings) : [:]
        tell(services)
        findings += objections(services, isStored: isStored)
        findings += permits(services)
        if !isStored { findings += topicFindings() }
        findings += withoutLeaders(services, people?.roles ?? [])
        let phrases = phrases(isStored, &findings)
        let retention = retention(isStored, &findings)
        let correspondence = correspondence(
            roles: Set((people?.roles ?? []).map(\.code)), isStored, &findings)
        let systems = systems(isStored, &findings)
        let partners = partners(unitCodes, topics, isStored, &findings)
        let neighbours = neighbours(isStored, &findings)
        findings += strayFindings
        findings += unusedFindings(services)
        findings = Array(Set(findings)).sorted()
        guard let profile, let people, let calendar,
            !findings.contains(where: { $0.severity == .error })
        else { return (nil, findings) }
        let catalogue = Catalogue(
            version: version, profile: profile, units: units, roles: people.roles,
            positions: positions, regions: regions ?? [], places: places, calendar: calendar,
            exceptions: exceptions, services: services,
            letters: letters,
            notices: Dictionary(folder("notices").map { ($0.name, $0.text) }) { first, _ in first },
            phrases: phrases, retention: retention, correspondence: correspondence,
            systems: systems, topics: topics, partners: partners, neighbours: neighbours,
            ear: TopicEar(topicFiles), crest: files["crest.svg"],
            files: published,
            index: SearchIndex(services.values))
        return (catalogue, findings)
    }

    /// A city without the file has no pictures of places, and nothing else less.
    private func outlines(
        _ regions: [RegionEntry]?, _ isStored: Bool, _ findings: inout [Finding]
    ) -> [RegionCode: [MapPoint]] {
        guard files["outlines.csv"] != nil else { return [:] }
        let areSound = !findings.contains { $0.file == "regions.csv" }
        return with("outlines.csv", isStored, &findings) {
            OutlineReader.read($1, regions: areSound ? regions : nil)
        } ?? [:]
    }

    /// A city without the file says that a point is outside, and not where.
    private func neighbours(_ isStored: Bool, _ findings: inout [Finding]) -> [Neighbour] {
        guard files["neighbours.csv"] != nil else { return [] }
        return with("neighbours.csv", isStored, &findings) { NeighbourReader.read($1) } ?? []
    }

    /// A city without the file offers its officers no texts.
    private func phrases(_ isStored: Bool, _ findings: inout [Finding]) -> [Phrase] {
        guard files["phrases.yaml"] != nil else { return [] }
        let known = Set(folder("services").compactMap { ServiceCode($0.name) })
        return with("phrases.yaml", isStored, &findings) {
            PhraseReader.read($0, services: known, $1)
        } ?? []
    }

    /// A city without the file keeps things as long as `Retention` says by itself.
    private func retention(_ isStored: Bool, _ findings: inout [Finding]) -> Retention {
        guard files["retention.yaml"] != nil else { return Retention([]) }
        let known = Set(folder("services").compactMap { ServiceCode($0.name) })
        return with("retention.yaml", isStored, &findings) {
            RetentionReader.read($0, services: known, $1)
        } ?? Retention([])
    }

    func with<Value>(
        _ path: String, _ isStored: Bool, _ findings: inout [Finding],
        _ body: (String, FindingList) -> Value
    ) -> Value? {
        guard let text = files[path] else {
            if unreadable.contains(where: { $0.file == path }) { return nil }
            findings.append(
                Finding(
                    file: path, line: 1, column: 1, message: "the file is missing",
                    mend: "write it; docs/services.md shows how"))
            return nil
        }
        let list = FindingList(file: path, source: text, isStrict: !isStored)
        let value = body(text, list)
        findings += list.findings
        return value
    }

    /// What units and roles there are must be known before services can be looked at: else every
    /// step of each would be wrong.
    private func mayReadServices(
        _ units: [UnitEntry], _ roles: [RoleEntry]?, _ positions: [PositionEntry],
        _ findings: inout [Finding]
    ) -> Bool {
        let isKnown = !units.isEmpty && roles?.isEmpty == false && !positions.isEmpty
        if !isKnown {
            let path = units.isEmpty ? "units.yaml" : "people.yaml"
            let isSaid = findings.contains { $0.file == path && $0.severity == .error }
            findings.append(
                Finding(
                    file: path, line: 1, column: 1, severity: isSaid ? .warning : .error,
                    message: "nothing is known of it, so that the services were not looked at",
                    mend: "put this file right first, then check again"))
        }
        return isKnown
    }

    /// Time is extended and stopped by roles that lead; without one nobody can.
    private func withoutLeaders(
        _ services: [ServiceCode: Service], _ roles: [RoleEntry]
    ) -> [Finding] {
        let needing = services.values.filter {
            $0.terms.prolongation != nil || !$0.terms.pauses.isEmpty
        }
        guard !roles.contains(where: \.leads), let first = needing.map(\.code.text).min() else {
            return []
        }
        return [
            Finding(
                file: "people.yaml", line: 1, column: 1, severity: .warning,
                message: "no role leads, so that nobody may extend or stop the time of `\(first)`",
                mend: "write `leads: true` at the roles that may")
        ]
    }

    private func calendar(
        _ zone: Zone?, _ exceptions: [DatedException], _ isStored: Bool,
        _ findings: inout [Finding]
    ) -> WorkingCalendar? {
        var reader = CalendarReader()
        for (name, path, text) in folder("calendar") {
            let list = FindingList(file: path, source: text, isStrict: !isStored)
            reader.read(text, name: name, list)
            findings += list.findings
        }
        guard let zone else { return nil }
        let list = FindingList(file: "calendar", source: "")
        let calendar = reader.calendar(zone: zone, list)
        findings += list.findings
        return calendar.flatMap { try? $0.with(exceptions.map(\.exception)) }
    }

    /// A city without the file works as its calendar says.
    private func exceptions(
        _ isStored: Bool, _ findings: inout [Finding]
    ) -> [DatedException] {
        guard files[ExceptionReader.file] != nil else { return [] }
        return with(ExceptionReader.file, isStored, &findings) {
            ExceptionReader.read($0, $1)
        } ?? []
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
                findings += LetterScope.check(
                    path: "letters/\(name).letter", source, service, isStrict: city.isStrict)
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

    /// Where an objection goes must be another service of this city, and the way from objection to
    /// appeal must end.
    private func objections(
        _ services: [ServiceCode: Service], isStored: Bool
    ) -> [Finding] {
        services.values.compactMap { service in
            guard let rule = service.terms.objection else { return nil }
            let file = "services/\(service.code).yaml"
            let line =
                (files[file] ?? "").split(
                    separator: "\n", omittingEmptySubsequences: false
                ).firstIndex { $0.hasPrefix("objection:") }.map { $0 + 1 } ?? 1
            func finding(_ message: String, _ mend: String) -> Finding {
                Finding(file: file, line: line, column: 1, message: message, mend: mend)
            }
            guard files["services/\(rule.service).yaml"] != nil else {
                let known = folder("services").map(\.name)
                return finding(
                    "objections go to the service `\(rule.service)`, which is not there",
                    Nearest.mend(rule.service.text, among: known)
                        ?? "write services/\(rule.service).yaml")
            }
            var seen: Set = [service.code]
            var next: ServiceCode? = rule.service
            while let code = next, !isStored {
                guard seen.insert(code).inserted else {
                    // Whoever only leads into the circle is not what is wrong.
                    guard code == service.code else { return nil }
                    return finding(
                        "objections go in a circle: `\(code)` comes again",
                        "let the last of them have no `objection`")
                }
                next = services[code]?.terms.objection?.service
            }
            return nil
        }
    }
}
