import Contracts

extension CatalogueSource {
    /// The stories beside the services, and what is wrong with their files.
    /// - Parameter only: the code of one service; nothing for all.
    public func scenarios(
        of catalogue: Catalogue, only: String? = nil
    ) -> (scenarios: [Scenario], findings: [Finding]) {
        var scenarios: [Scenario] = []
        var findings: [Finding] = []
        let index = StoryIndex(catalogue)
        for (name, path, text) in folder("scenarios") where only == nil || only == name {
            guard let code = ServiceCode(name), let service = catalogue.services[code] else {
                findings.append(
                    Finding(
                        file: path, line: 1, column: 1, severity: .warning,
                        message: "there is no service `\(name)`; the file is not played",
                        mend: catalogue.nearest(to: name)
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
