import Cases
import Kernel

extension CatalogueDesk {
    /// What the topics of a city's files make of a sentence, as a line for the terminal.
    /// - Throws: `OperatingProblem` when the files have errors.
    public static func ear(_ directory: String) throws -> @Sendable (String) -> String {
        guard let catalogue = try CatalogueSource.load(directory: directory).read().catalogue else {
            throw OperatingProblem("The files have errors; `pendopo catalogue check` names them.")
        }
        return { sentence in
            let found = catalogue.suggested(sentence)
            let codes = found.isEmpty ? "-" : found.map(\.topic.code).joined(separator: " ")
            return "\(codes)\t\(found.first?.words.joined(separator: ", ") ?? "")"
        }
    }
}
