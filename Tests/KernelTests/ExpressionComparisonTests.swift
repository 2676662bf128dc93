import Foundation
import TestKit
import Testing

@testable import Kernel

/// Our CEL against an independent one (cel-python), on random expressions.
@Suite struct ExpressionComparisonTests {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let python = root.appending(path: ".venv/bin/python").path

    /// Whether the other CEL can be run here.
    static var isReady: Bool {
        guard FileManager.default.isExecutableFile(atPath: python) else { return false }
        return (try? run(["-c", "import celpy"]).status) == 0
    }

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        try OutsideProgram.run(python, arguments)
    }

    @Test(
        .enabled(
            if: isReady,
            "cel-python is not in .venv; scripts/setup test installs it"
        ))
    func `Thousands of random expressions mean the same to an independent CEL`() throws {
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["PENDOPO_CEL_SEED"].flatMap { UInt64($0) } ?? 2026
        let count = environment["PENDOPO_CEL_COUNT"].flatMap { Int($0) } ?? 4000
        let file = FileManager.default.temporaryDirectory
            .appending(path: "pendopo-cel-\(ProcessInfo.processInfo.processIdentifier).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(try lines(seed, count).utf8).write(to: file)
        let script = Self.root.appending(path: "Tests/Independent/cel_compare.py").path
        let (status, output) = try Self.run([script, file.path])
        #expect(status == 0, "\(output)")
        #expect(output.contains("agree"))
    }

    /// First the calendar, then an expression a line with its bindings and our result.
    private func lines(_ seed: UInt64, _ count: Int) throws -> String {
        let calendar = try TestCalendar.make()
        let generator = ExpressionGenerator(source: Source(seed))
        let holidays = TestCalendar.holidays.map { JSONValue.string($0.day.iso) }
        let header: JSONValue = [
            "holidays": .array(holidays), "first": .integer(2025), "last": .integer(2027),
        ]
        var lines = [header.text]
        while lines.count <= count {
            var source = generator.anything(generator.source.number(1...4))
            let slipped = generator.source.number(0...4) == 0
            if slipped { source = generator.slip(source) }
            let bindings = generator.bindings()
            var line: [String: JSONValue] = ["source": .string(source)]
            do throws(ExpressionError) {
                let expression = try Expression.compile(source, ExpressionGenerator.environment)
                line["bindings"] = JSONValue.object(bindings.mapValues(json))
                do throws(ExpressionError) {
                    line["value"] = json(try expression.evaluate(bindings, calendar))
                } catch {
                    line["error"] = .string("\(error)")
                }
            } catch {
                // A slip may rightly be refused; a text that was written on purpose may not, except
                // for what is checked early: written-out days, numbers, depth.
                if slipped { continue }
                Issue.record("\(source)\n\(error)")
                continue
            }
            lines.append(JSONValue.object(line).text)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func json(_ value: ExpressionValue) -> JSONValue {
        switch value {
        case .null: ["null": nil]
        case .bool(let value): ["bool": .bool(value)]
        case .int(let value): ["int": .string(String(value))]
        case .string(let value): ["string": .string(value)]
        case .date(let day): ["string": .string(day.iso)]
        case .list(let elements): ["list": .array(elements.map(json))]
        case .record(let fields): ["record": .object(fields.mapValues(json))]
        }
    }
}
