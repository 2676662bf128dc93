import Kernel

/// Reads the declared fields of a request and notes every problem.
public struct FieldReader: Sendable {
    /// Everything that was sent and declared, as it was typed.
    public private(set) var form: FormState
    /// Files by field.
    public let files: [UploadedFile]
    let declared: [InputField]
    /// The body of a call of a program.
    let json: JSONValue?

    init(
        form: FormState, files: [UploadedFile], declared: [InputField], json: JSONValue? = nil
    ) {
        self.json = json
        self.form = form
        self.files = files
        self.declared = declared
    }

    var problems: [Refusal.Problem] { form.problems }

    /// Notes a problem with a field, by the key of its text.
    public mutating func refuse(_ field: String, _ key: String, _ values: [String: String] = [:]) {
        form.problems.append(Refusal.Problem(key, field: field, values: values))
    }

    /// Whether a field was sent with something in it.
    public func has(_ name: String) -> Bool { !raw(name).isEmpty }

    private func raw(_ name: String) -> String {
        assert(declared.contains { $0.covers(name) }, "field \(name) is read but not declared")
        return form.value(name)
    }

    /// Text without blanks around it; missing text is a problem.
    public mutating func text(_ name: String) -> String {
        let value = trimmed(raw(name))
        if value.isEmpty { refuse(name, "web.problem.required") }
        return value
    }

    /// Text without blanks around it, or nothing.
    public mutating func optionalText(_ name: String) -> String? {
        let value = trimmed(raw(name))
        return value.isEmpty ? nil : value
    }

    /// The id in the path of a page. What cannot be one names nothing.
    /// - Throws: `Refusal` of kind `notFound` with the text `key`.
    public mutating func id<Subject>(
        _ name: String, else key: String
    ) throws(Refusal) -> Identifier<Subject> {
        guard let id = Identifier<Subject>(text: text(name)) else {
            throw Refusal(.notFound, key)
        }
        return id
    }

    /// Text exactly as typed, for passwords.
    public mutating func secret(_ name: String) -> String {
        let value = raw(name)
        if value.isEmpty { refuse(name, "web.problem.required") }
        return value
    }

    /// The same or nothing.
    public func optionalSecret(_ name: String) -> String? {
        let value = raw(name)
        return value.isEmpty ? nil : value
    }

    /// A whole number; digits may be grouped by dots or spaces.
    public mutating func integer(_ name: String, _ range: ClosedRange<Int64>) -> Int64 {
        guard has(name) else {
            refuse(name, "web.problem.required")
            return range.lowerBound
        }
        return optionalInteger(name, range) ?? range.lowerBound
    }

    /// A whole number or nothing.
    public mutating func optionalInteger(_ name: String, _ range: ClosedRange<Int64>) -> Int64? {
        let digits = raw(name).filter { $0 != "." && $0 != " " && $0 != "\u{A0}" }
        guard !digits.isEmpty else { return nil }
        guard let number = Int64(digits) else {
            refuse(name, "web.problem.notNumber")
            return nil
        }
        guard range.contains(number) else {
            refuse(
                name, "web.problem.outOfRange",
                ["min": String(range.lowerBound), "max": String(range.upperBound)])
            return nil
        }
        return number
    }

    /// A page number for lists: 1 when missing or not a number, never a problem.
    public mutating func page(_ name: String = "hal") -> Int {
        min(max(Int(raw(name)) ?? 1, 1), 100_000)
    }

    /// A day in ISO form, as date fields send it.
    public mutating func day(_ name: String) -> Day? {
        guard has(name) else {
            refuse(name, "web.problem.required")
            return nil
        }
        return optionalDay(name)
    }

    public mutating func optionalDay(_ name: String) -> Day? {
        let value = trimmed(raw(name))
        guard !value.isEmpty else { return nil }
        guard let day = Day(iso: value) else {
            refuse(name, "web.problem.notDay")
            return nil
        }
        return day
    }

    /// Whether a checkbox is on.
    public mutating func flag(_ name: String) -> Bool { has(name) }

    /// All values of a field that may come several times.
    public mutating func choices(_ name: String) -> [String] {
        form.values[name, default: []].filter { !$0.isEmpty }
    }

    /// A value of another type; `nil` from `convert` is the problem `key`.
    public mutating func value<T>(
        _ name: String, _ key: String = "web.problem.invalid", _ convert: (String) -> T?
    ) -> T? {
        guard has(name) else {
            refuse(name, "web.problem.required")
            return nil
        }
        return optionalValue(name, key, convert)
    }

    public mutating func optionalValue<T>(
        _ name: String, _ key: String = "web.problem.invalid", _ convert: (String) -> T?
    ) -> T? {
        let text = trimmed(raw(name))
        guard !text.isEmpty else { return nil }
        guard let value = convert(text) else {
            refuse(name, key)
            return nil
        }
        return value
    }

    /// A value of a type whose initializer refuses with its own reasons:
    /// `fields.parsed("nik") { try NIK($0) }`.
    public mutating func parsed<T>(_ name: String, _ convert: (String) throws -> T) -> T? {
        guard has(name) else {
            refuse(name, "web.problem.required")
            return nil
        }
        return optionalParsed(name, convert)
    }

    public mutating func optionalParsed<T>(
        _ name: String, _ convert: (String) throws -> T
    ) -> T? {
        let text = trimmed(raw(name))
        guard !text.isEmpty else { return nil }
        do {
            return try convert(text)
        } catch let refusal as Refusal {
            for problem in refusal.problems { form.problems.append(problem.at(name)) }
        } catch {
            refuse(name, "web.problem.invalid")
        }
        return nil
    }

    /// The file of a field, if one was chosen.
    public func file(_ name: String) -> UploadedFile? { files.first { $0.field == name } }

    private func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !Self.isBlank($0) }),
            let end = scalars.lastIndex(where: { !Self.isBlank($0) })
        else { return "" }
        return String(text[start..<scalars.index(after: end)])
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{A0}", "\u{200B}": true
        default: false
        }
    }
}
