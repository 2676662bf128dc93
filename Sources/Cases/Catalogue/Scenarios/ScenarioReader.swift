import Contracts
import Kernel
import Yams

/// Reads `scenarios/SERVICE.yaml`, strictly: a slip is found at its place.
public enum ScenarioReader {
    /// - Parameter index: what stories may name beside the service; nothing takes any name there.
    public static func read(
        file: String, source: String, service: Service, index: StoryIndex? = nil
    ) -> (scenarios: [Scenario], findings: [Finding]) {
        let list = FindingList(file: file, source: source)
        let items = YAMLDocument.open(source, list)?.items()
        if let items, items.isEmpty {
            list.error(nil, "the file tells no story", mend: "write one, or remove the file")
        }
        var seen: Set<String> = []
        let scenarios = (items ?? []).compactMap { item -> Scenario? in
            let known = list.findings.count
            let told = scenario(item, file, service, index)
            if let told, !seen.insert(told.name).inserted {
                item.error("the story `\(told.name)` is there twice", mend: "rename one of them")
            }
            // A story that says something else than it means is not played.
            return list.findings.count == known ? told : nil
        }
        return (scenarios, list.findings.sorted())
    }

    private static func scenario(
        _ value: YAMLValue, _ file: String, _ service: Service, _ index: StoryIndex?
    ) -> Scenario? {
        guard let entry = value.mapping(["name", "at", "before", "answers", "play"]) else {
            return nil
        }
        let name = entry.required("name")?.text()
        let begin = entry.optional("at").flatMap(moment) ?? usual
        let before = (entry.optional("before")?.items() ?? []).map {
            earlier($0, file, service, index, begin)
        }
        let play = entry.required("play")
        let others = before.map { told in told.flatMap { index?.services[$0.service] } }
        let moves = play.flatMap { lines($0, service, index, begin, before: others) }
        if let play, case .sequence(let items) = play.node, items.isEmpty {
            play.error("nothing is played", mend: "write what is done, and `expect`")
        }
        let typed = entry.optional("answers").map { AnswersReader(form: service.form).read($0) }
        guard let name, let moves, !before.contains(where: { $0 == nil }) else { return nil }
        return Scenario(
            name: name, file: file, line: value.mark?.line ?? 1, service: service.code,
            day: begin.day, minute: begin.minute, before: before.compactMap(\.self),
            typed: typed ?? [:], moves: moves)
    }

    /// Another case that is there before the story's own: what is answered and done.
    private static func earlier(
        _ value: YAMLValue, _ file: String, _ own: Service, _ index: StoryIndex?,
        _ begin: (day: Day, minute: Int)
    ) -> Scenario? {
        guard let entry = value.mapping(["service", "answers", "play"]) else { return nil }
        var service = own
        if let place = entry.optional("service"), let code = place.code(ServiceCode.self) {
            guard let found = index?.services[code] else {
                place.error(
                    "there is no service `\(code)`",
                    mend: Nearest.mend(
                        code.text, among: (index?.services.keys.map(\.text) ?? [])))
                return nil
            }
            service = found
        }
        let typed = entry.optional("answers").map { AnswersReader(form: service.form).read($0) }
        let moves = entry.optional("play").map { lines($0, service, index, begin) } ?? []
        guard let moves else { return nil }
        return Scenario(
            name: "", file: file, line: value.mark?.line ?? 1, service: service.code,
            day: begin.day, minute: begin.minute, before: [], typed: typed ?? [:], moves: moves)
    }

    /// The lines of `play`; nothing when one of them could not be read.
    private static func lines(
        _ value: YAMLValue, _ service: Service, _ index: StoryIndex?,
        _ begin: (day: Day, minute: Int), before: [Service?] = []
    ) -> [ScenarioMove]? {
        var reader = MoveReader(
            service, index, from: begin.day, minute: begin.minute, before: before)
        let moves = value.items().map { reader.move($0) }
        return moves.contains { $0 == nil } ? nil : moves.compactMap(\.self)
    }

    /// Monday 23 November 2026, 09.00.
    private static let usual = (day: Day(number: 20_780), minute: 540)

    private static func moment(_ value: YAMLValue) -> (day: Day, minute: Int)? {
        value.text().flatMap { moment($0, value) }
    }

    /// `2026-11-23 09.00`
    /// - Parameter value: where it stands.
    static func moment(_ text: String, _ value: YAMLValue) -> (day: Day, minute: Int)? {
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
