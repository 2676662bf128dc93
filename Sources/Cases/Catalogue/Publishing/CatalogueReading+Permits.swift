import Contracts
import Kernel

extension CatalogueSource {
    /// Services that a permit names must be services of this city, and do what it names them for.
    func permits(_ services: [ServiceCode: Service]) -> [Finding] {
        services.values.flatMap { service in
            (service.terms.permit?.services ?? []).compactMap { named in
                permit(of: service, named.key, named.service, services)
            }
        }
    }

    private func permit(
        of service: Service, _ key: String, _ other: ServiceCode,
        _ services: [ServiceCode: Service]
    ) -> Finding? {
        let file = "services/\(service.code).yaml"
        let lines = (files[file] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.firstIndex { $0.hasPrefix("permit:") }.map { $0 + 1 } ?? 1
        func finding(_ message: String, _ mend: String) -> Finding {
            Finding(file: file, line: line, column: 1, message: message, mend: mend)
        }
        guard files["services/\(other).yaml"] != nil else {
            return finding(
                "`\(key)` names the service `\(other)`, which is not there",
                "write services/\(other).yaml")
        }
        let gifts: [String: PermitRule.Gift] = [
            "change": .change, "copy": .copy, "visits": .visit, "contest": .objection,
        ]
        let gift = gifts[key] ?? .permit
        // Of a service that could not be read nothing can be said.
        guard let found = services[other], found.terms.permit?.gift != gift else { return nil }
        return finding(
            "the service `\(other)` does not do what `\(key)` names it for",
            "write `permit: {gives: \(gift.rawValue), of: …}` in services/\(other).yaml")
    }
}
