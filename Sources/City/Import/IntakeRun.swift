import Cases
import Kernel
import Permits
import Store
import Web

/// Takes a file of messages of a national system, and writes the answers for it.
public enum IntakeRun {
    private static let limit = 64 << 20

    /// - Parameters:
    ///   - file: `.json` (a list of messages, or an object with one called `messages`) or a table.
    ///   - replies: a new file for what became of earlier messages.
    public static func run(
        _ system: String, file: String, report: String?, replies: String?, in house: House
    ) async throws -> [String] {
        let catalogue = try await house.shelf.published()
        guard
            let desk = IntakeDesk(tools: house.permitTools, catalogue: catalogue, system: system)
        else { throw OperatingProblem("No service of this city takes messages of `\(system)`.") }
        let bytes = try await FileTree.read(file, limit: limit)
        var result = ImportRun.Result()
        let messages =
            file.lowercased().hasSuffix(".json") ? try list(bytes) : table(bytes, &result)
        result.rows = messages.count + result.count.problems.count
        result.count += try await desk.take(messages)
        if let report { try await ImportRun.write(result, to: report) }
        if let replies {
            let waiting = try await desk.replies()
            try await FileTree.write(
                JSONValue.array(waiting).canonical + Array("\n".utf8), to: replies)
            try await desk.settle(waiting)
        }
        return result.lines(isDry: false, report: report)
    }

    /// Asks a system for its messages over HTTP and sends what waits to be told, now.
    public static func pull(_ system: String, in house: House) async throws -> [String] {
        let tools = house.permitTools
        guard let link = tools.link,
            let pulled = try await PullMessages(tools: tools, link: link).pull(system)
        else {
            throw OperatingProblem(
                "`\(system)` has no address: write `pull` with `url` for it in systems.yaml, and "
                    + "publish. Or take a file: pendopo intake \(system) FILE.json")
        }
        var result = ImportRun.Result()
        result.rows = Int(pulled.count.new + pulled.count.changed + pulled.count.same)
        result.count = pulled.count
        result.rows += result.wrong
        let lines = result.lines(isDry: false, report: nil)
        if let fault = pulled.fault {
            throw OperatingProblem(
                (["`\(system)` could not be asked: \(fault)."] + lines.dropFirst())
                    .joined(separator: "\n"))
        }
        try await house.readOnce()
        try await house.jobs.runDue(house.rooms.jobs.filter { $0.key == PullMessages.reportJob })
        return lines.dropLast(result.wrong > 0 ? 1 : 0)
            + (result.wrong > 0 ? ["Those that are wrong wait at /meja/izin/sistem."] : [])
    }

    private static func list(_ bytes: [UInt8]) throws -> [(line: Int, message: JSONValue)] {
        guard let json = try? JSONValue(parsing: bytes) else {
            throw OperatingProblem("The file is no JSON in UTF-8.")
        }
        let items: [JSONValue]
        switch (json, json["messages"]) {
        case (.array(let list), _), (_, .array(let list)?): items = list
        default: throw OperatingProblem("The file holds no list of messages.")
        }
        return items.enumerated().map { ($0.offset + 1, $0.element) }
    }

    private static func table(
        _ bytes: [UInt8], _ result: inout ImportRun.Result
    ) -> [(line: Int, message: JSONValue)] {
        NamedRows.read(bytes, &result).map { row in
            var members: [String: JSONValue] = [:]
            for (name, cell) in row.cells where !name.isEmpty && !cell.isEmpty {
                members[name] = .string(cell)
            }
            return (row.line, .object(members))
        }
    }
}
