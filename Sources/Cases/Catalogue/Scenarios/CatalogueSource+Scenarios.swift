import Contracts

extension CatalogueSource {
    /// The stories beside the services, and what is wrong with their files.
    /// - Parameter only: the code of one service; nothing for all.
    public func scenarios(
        of catalogue: Catalogue, only: String? = nil
    ) -> (scenarios: [Scenario], findings: [Finding]) {
        var scenarios: [Scenario] = []
        var findings: [Finding] = []
        for (name, path, text) in folder("scenarios") where only == nil || only == name {
            guard let code = ServiceCode(name), let service = catalogue.services[code] else {
                findings.append(
                    Finding(
                        file: path, line: 1, column: 1,
                        message: "there is no service `\(name)`",
                        mend: "name the file like the service that it tests"))
                continue
            }
            let read = ScenarioReader.read(file: path, source: text, service: service)
            scenarios += read.scenarios
            findings += read.findings
        }
        return (scenarios, findings)
    }
}
