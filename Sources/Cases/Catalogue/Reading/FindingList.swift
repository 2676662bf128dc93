import Yams

/// Gathers the findings of one file while it is read. Lives within one call, never shared.
final class FindingList {
    let file: String
    /// The file's lines, to place errors inside block scalars.
    let lines: [Substring]
    /// False for a catalogue that was published long ago: what later programs call a slip must
    /// not keep its cases from being read.
    let isStrict: Bool
    private var own: [Finding] = []
    private var adopted: [FindingList] = []

    /// Those of this file and of the files that it takes parts from.
    var findings: [Finding] { own + adopted.flatMap(\.findings) }

    init(file: String, source: String, isStrict: Bool = true) {
        self.file = file
        self.isStrict = isStrict
        self.lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    }

    func error(_ mark: Place?, _ message: String, mend: String? = nil) {
        add(.error, mark, message, mend)
    }

    /// What can be read, but will not do what its writer wants.
    func slip(_ mark: Place?, _ message: String, mend: String? = nil) {
        if isStrict { error(mark, message, mend: mend) }
    }

    func warning(_ mark: Place?, _ message: String, mend: String? = nil) {
        add(.warning, mark, message, mend)
    }

    private func add(
        _ severity: Finding.Severity, _ mark: Place?, _ message: String, _ mend: String?
    ) {
        own.append(
            Finding(
                file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, severity: severity,
                message: message, mend: mend))
    }

    func add(_ finding: Finding) { own.append(finding) }

    /// The rows of a list of values with commas between, without comment lines and the heading,
    /// which is checked. Values carry no commas and no quotes.
    /// Nothing when the heading is another: then every row would be wrong.
    func rows(heading: String) -> [(place: Place, cells: [Substring])]? {
        var rows: [(place: Place, cells: [Substring])] = []
        var hasHeading = false
        for (index, line) in lines.enumerated() where !line.isEmpty && line.first != "#" {
            let place = Place(line: index + 1, column: 1)
            guard hasHeading else {
                hasHeading = true
                if line != heading {
                    error(
                        place, "the heading is not right",
                        mend: "write `\(heading)`, with commas between the values")
                    return nil
                }
                continue
            }
            rows.append((place, line.split(separator: ",", omittingEmptySubsequences: false)))
        }
        return rows
    }

    /// Counts what is found in another file as found here.
    func adopt(_ list: FindingList) { adopted.append(list) }
}
