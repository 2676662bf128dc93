import Kernel

/// What a citizen is asked to correct: one letter, with the fields that are open again.
public struct Correction: Sendable, Hashable {
    public struct Item: Sendable, Hashable {
        /// The field's id in the form.
        public let field: String
        /// What is wrong with it and how to mend it.
        public let note: String
        public init(field: String, note: String) {
            self.field = field
            self.note = note
        }
    }

    public let items: [Item]
    /// Words to the applicant above the list; may be empty.
    public let letter: String

    public init(items: [Item], letter: String) {
        self.items = items
        self.letter = letter
    }

    var json: JSONValue {
        .object([
            "letter": .string(letter),
            "items": .array(
                items.map { .object(["field": .string($0.field), "note": .string($0.note)]) }),
        ])
    }

    init(json: JSONValue) {
        var items: [Item] = []
        if case .object(let members) = json, case .array(let list)? = members["items"] {
            for case .object(let item) in list {
                if case .string(let field)? = item["field"], case .string(let note)? = item["note"]
                {
                    items.append(Item(field: field, note: note))
                }
            }
        }
        self.items = items
        if case .object(let members) = json, case .string(let letter)? = members["letter"] {
            self.letter = letter
        } else {
            self.letter = ""
        }
    }
}
