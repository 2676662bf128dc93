import Contracts

extension CatalogueSource {
    /// Everything that is wrong, stories included; those of a service that is not readable wait
    /// until it is.
    public func check() -> [Finding] {
        var services: [ServiceCode: Service] = [:]
        let findings = read(services: { services = $0 }).findings
        return (findings + scenarios(services).findings).sorted()
    }

    /// The stories beside the services, and what is wrong with their files.
    /// - Parameter only: the code of one service; nothing for all.
    public func scenarios(
        of catalogue: Catalogue, only: String? = nil
    ) -> (scenarios: [Scenario], findings: [Finding]) {
        scenarios(catalogue.services, only: only)
    }

    private func scenarios(
        _ services: [ServiceCode: Service], only: String? = nil
    ) -> (scenarios: [Scenario], findings: [Finding]) {
        var scenarios: [Scenario] = []
        var findings: [Finding] = []
        let index = StoryIndex(services)
        for (name, path, text) in folder("scenarios") where only == nil || only == name {
            guard let code = ServiceCode(name), let service = services[code] else {
                guard files["services/\(name).yaml"] == nil else { continue }
                findings.append(
                    Finding(
                        file: path, line: 1, column: 1, severity: .warning,
                        message: "there is no service `\(name)`; the file is not played",
                        mend: Nearest.mend(name, among: services.keys.map(\.text))
                            ?? "name the file like the service that it tests"))
                continue
            }
            let read = ScenarioReader.read(
                file: path, source: text, service: service, index: index)
            scenarios += read.scenarios
            findings += read.findings
        }
        return (scenarios, findings)
    }
}

extension Catalogue {
    /// `did you mean …?`, or the list of services where it is short.
    public func nearest(to code: String) -> String? {
        Nearest.mend(code, among: services.keys.map(\.text))
    }
}
