import Forms
import Kernel

/// What the inputs of questions sent: `f.NAME`, parts of a question behind further dots.
///
/// A route that shows questions declares `SentFields.inputs`, and reads
/// `SentFields(&fields).typed.read(form.fields, places)`; nothing of it needs a draft.
public struct SentFields: Sendable {
    public static let prefix = "f."
    /// The button that was pressed.
    public static let action = "aksi"
    /// No file of any question may be larger, in bytes; each question has its own, smaller limit.
    public static let maxFile = 25_000_000
    /// All files of one press together, in bytes.
    public static let allFiles = 60_000_000

    public static let inputs: [InputField] = [
        .form(action, max: 200), .forms(prefix: prefix),
    ]

    /// A button of a table, whose answer is the same page with a row more or less.
    public enum RowPress: Sendable, Hashable {
        case add(table: String)
        case remove(table: String, row: Int)

        public var table: String {
            switch self {
            case .add(let table), .remove(let table, _): table
            }
        }

        /// `baris+TABLE`, `baris-TABLE.3`.
        init?(_ action: String) {
            if action.hasPrefix(Self.adding) {
                self = .add(table: String(action.dropFirst(Self.adding.count)))
                return
            }
            let parts = action.dropFirst(Self.removing.count).split(separator: ".")
            guard action.hasPrefix(Self.removing), parts.count == 2, let row = Int(parts[1]) else {
                return nil
            }
            self = .remove(table: String(parts[0]), row: row)
        }

        var action: String {
            switch self {
            case .add(let table): Self.adding + table
            case .remove(let table, let row): "\(Self.removing)\(table).\(row)"
            }
        }

        /// Where the page stands afterwards: at the new row, or at the table.
        public func anchor(_ typed: TypedAnswers, _ fields: [Field]) -> String {
            guard case .add(let table) = self,
                case .table(let rule)? = fields.first(where: { $0.id == table })?.kind,
                let column = rule.columns.first
            else { return SentFields.anchor(table) }
            let last = max(typed.rows(of: table) - 1, 0)
            return SentFields.anchor("\(table).\(last).\(column.id)")
        }

        private static let adding = "baris+"
        private static let removing = "baris-"
    }

    /// As it was typed, with the row added or removed that was asked for, empty rows last.
    public let typed: TypedAnswers
    public let rowPress: RowPress?

    public init(_ fields: inout FieldReader) {
        self.init(fields.form, action: fields.optionalText(Self.action) ?? "")
    }

    public init(_ form: FormState, action: String) {
        var texts: [String: [String]] = [:]
        for (name, values) in form.values where name.hasPrefix(Self.prefix) {
            texts[String(name.dropFirst(Self.prefix.count))] = values
        }
        rowPress = RowPress(action)
        let all = TypedAnswers(texts)
        switch rowPress {
        case .add(let table): typed = all.addingRow(to: table).withBlankRowsLast()
        case .remove(let table, let row):
            typed = all.removingRow(row, from: table).withBlankRowsLast()
        case nil: typed = all.withBlankRowsLast()
        }
    }

    /// The state of a form in which this stands.
    public static func form(_ typed: TypedAnswers) -> FormState {
        var form = FormState()
        for (input, values) in typed.texts { form.values[name(input)] = values }
        return form
    }

    /// The name of a field's input, or of one of its parts.
    public static func name(_ input: String) -> String { prefix + input }

    /// The id of an input, for links to it.
    public static func anchor(_ input: String) -> String { UI.id(name(input)) }
}
