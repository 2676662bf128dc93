import Forms
import Kernel
import Web

/// Answers as programs write and read them: as people type them, with the parts of a field inside
/// it. `{"nama": "Sari", "masa": {"dari": "2026-12-01", "sampai": "2026-12-31"},
/// "anggota": [{"nama": "Budi"}]}`.
enum AnswersJSON {
    private static let plain: [Schema] = [
        .string(0...20_000, pattern: "^[^\\x00]*$"), .integer(), .flag(),
        .list(.string(0...200, pattern: "^[^\\x00]*$"), most: 100),
    ]
    private static let parts = Schema.object(nil, "", [], others: .either(plain))

    static let answer = Schema(
        .either(
            plain + [
                parts, .list(.object(nil, "", [], others: .either(plain + [parts])), most: 50),
            ]
        ), name: "Answer",
        "One answer: a text as people type it, a number, true or false, the codes chosen, the "
            + "parts of a field (such as `dari` and `sampai`), or the rows of a table.")

    static let schema = Schema.object(
        "Answers",
        "Answers by the id of their field. An empty text takes an answer back. What is not "
            + "understood is kept, and told in `problems`.",
        [], others: answer, example: ["judul": "Penelitian air sungai", "anggota": 3])

    /// What somebody would have typed to give these answers.
    static func typed(_ answers: JSONValue) -> TypedAnswers {
        var texts: [String: [String]] = [:]
        for (field, value) in answers.objectValue ?? [:] where !field.contains(".") {
            flatten(value, field, &texts)
        }
        return TypedAnswers(texts)
    }

    private static func flatten(
        _ value: JSONValue, _ name: String, _ texts: inout [String: [String]]
    ) {
        switch value {
        case .string(let text): texts[name] = [text]
        case .integer(let number): texts[name] = [String(number)]
        case .double(let number): texts[name] = [Int64(exactly: number).map { "\($0)" } ?? ""]
        case .bool(let flag): texts[name] = [flag ? "yes" : "no"]
        case .null: texts[name] = [""]
        case .array(let items) where items.allSatisfy({ $0.objectValue == nil }):
            texts[name] = items.compactMap(\.stringValue)
        case .array(let rows):
            texts["\(name).\(TypedAnswers.rowCount)"] = [String(rows.count)]
            for (n, row) in rows.enumerated() { flatten(row, "\(name).\(n)", &texts) }
        case .object(let members):
            for (part, value) in members where !part.contains(".") {
                flatten(value, "\(name).\(part)", &texts)
            }
        }
    }

    /// The same the other way round.
    static func json(_ typed: TypedAnswers) -> JSONValue {
        let root = Node()
        for (name, values) in typed.texts.sorted(by: { $0.key < $1.key }) {
            var node = root
            for part in name.split(separator: ".") { node = node.child(String(part)) }
            node.values = values
        }
        return .object(root.children.mapValues(\.json))
    }

    /// Lives inside one call of `json`.
    private final class Node {
        var values: [String]?
        var children: [String: Node] = [:]

        func child(_ name: String) -> Node {
            if let known = children[name] { return known }
            let new = Node()
            children[name] = new
            return new
        }

        var json: JSONValue {
            guard children.isEmpty else {
                let rows = children.keys.compactMap { Int($0) }.sorted()
                guard rows.isEmpty, children[TypedAnswers.rowCount] == nil else {
                    return .array(rows.compactMap { children[String($0)]?.json })
                }
                return .object(children.mapValues(\.json))
            }
            guard let values else { return "" }
            return values.count == 1
                ? .string(values[0]) : .array(values.map(JSONValue.string))
        }
    }
}

extension Answers {
    /// As programs read them, what names or reaches a person hidden where it has to be.
    func json(_ form: FormDefinition, hidden: Bool = false) -> JSONValue {
        var shown = self
        if hidden {
            for field in form.fields {
                guard let value = self[field.id] else { continue }
                shown[field.id] = Self.masked(value, field)
            }
        }
        return AnswersJSON.json(TypedAnswers(showing: shown))
    }

    private static func masked(_ value: AnswerValue, _ field: Field) -> AnswerValue {
        switch value {
        case .text(let raw):
            switch (field.kind, field.personal) {
            case (.nik, _), (_, .nik?): return .text((try? NIK(raw))?.masked ?? "***")
            case (.phone, _), (_, .phone?): return .text((try? PhoneNumber(raw))?.masked ?? "***")
            case (.email, _), (_, .email?): return .text((try? EmailAddress(raw))?.masked ?? "***")
            default: return field.personal == .address ? .text("***") : value
            }
        case .rows(let rows):
            guard case .table(let rule) = field.kind else { return value }
            return .rows(
                rows.map { row in
                    var shown = row
                    for column in rule.columns {
                        guard let cell = row[column.id] else { continue }
                        shown[column.id] = masked(cell, column)
                    }
                    return shown
                })
        case .address: return .text("***")
        default: return field.personal == .address ? .text("***") : value
        }
    }
}
