import Contracts
import Kernel
import Yams

/// Reads `scenarios/SERVICE.yaml`, strictly: a slip is found at its place.
public enum ScenarioReader {
    public static func read(
        file: String, source: String, service: Service
    ) -> (scenarios: [Scenario], findings: [Finding]) {
        let list = FindingList(file: file, source: source)
        let items = YAMLDocument.open(source, list)?.items() ?? []
        let reader = MoveReader(service: service)
        let scenarios = items.compactMap { scenario($0, file, reader) }
        return (scenarios, list.findings.sorted())
    }

    private static func scenario(
        _ value: YAMLValue, _ file: String, _ reader: MoveReader
    ) -> Scenario? {
        guard let entry = value.mapping(["name", "at", "answers", "play"]) else { return nil }
        let name = entry.required("name")?.text()
        let (day, minute) = entry.optional("at").flatMap(moment) ?? usual
        let typed = entry.optional("answers").map { reader.typed($0, of: reader.service.form) }
        let moves = entry.required("play")?.items().map(reader.move) ?? []
        guard let name, !moves.contains(where: { $0 == nil }) else { return nil }
        return Scenario(
            name: name, file: file, line: value.mark?.line ?? 1, service: reader.service.code,
            day: day, minute: minute, typed: typed ?? [:], moves: moves.compactMap(\.self))
    }

    /// Monday 23 November 2026, 09.00.
    private static let usual = (Day(number: 20_780), 540)

    /// `2026-11-23 09.00`
    static func moment(_ value: YAMLValue) -> (day: Day, minute: Int)? {
        guard let text = value.text() else { return nil }
        let parts = text.split(separator: " ")
        let clock = parts.count == 2 ? parts[1].split(whereSeparator: { ".:".contains($0) }) : []
        guard parts.count == 2, let day = Day(iso: String(parts[0])), clock.count == 2,
            let hour = Int(clock[0]), let minute = Int(clock[1]), (0..<24).contains(hour),
            (0..<60).contains(minute)
        else {
            value.error("`\(text)` is not a moment", mend: "write `2026-11-23 09.00`")
            return nil
        }
        return (day, hour * 60 + minute)
    }
}
