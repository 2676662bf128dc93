import Yams

/// Opens one YAML file for strict reading.
enum YAMLDocument {
    /// Larger files are refused: service files are some tens of kilobytes.
    static let maxBytes = 512 * 1024

    static func open(_ source: String, _ list: FindingList) -> YAMLValue? {
        guard source.utf8.count <= maxBytes else {
            list.error(nil, "the file is larger than \(maxBytes / 1024) KiB")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: source) else {
                list.error(nil, "the file is empty")
                return nil
            }
            return YAMLValue(node: node, list: list)
        } catch let error as YamlError {
            report(error, list)
        } catch {
            list.error(nil, "the file is not readable YAML")
        }
        return nil
    }

    private static func report(_ error: YamlError, _ list: FindingList) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            list.error(
                Place(mark), "not YAML: \(problem)",
                mend: "check indentation and quotes here and on the line above")
        case .duplicatedKeysInMapping(let keys, let context):
            list.error(
                Place(context.mark), "`\(keys.first ?? "")` is written twice in the same place",
                mend: "keep one of them")
        case .reader(let problem, _, _, _):
            list.error(nil, "not readable text: \(problem)", mend: "save the file as UTF-8")
        default:
            list.error(nil, "the file is not readable YAML")
        }
    }
}
