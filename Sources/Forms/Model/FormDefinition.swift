import Kernel

/// The questions of one service: groups of fields (one page each) and the rules between fields.
public struct FormDefinition: Sendable {
    public let groups: [FieldGroup]
    /// What must hold between fields, beyond what each field checks by itself.
    public let rules: [FormRule]
    /// All fields in the order in which they are asked.
    public let fields: [Field]
    /// The regions that its fields may name.
    public let places: Places

    public init(groups: [FieldGroup], rules: [FormRule] = [], places: Places = .none) {
        self.groups = groups
        self.rules = rules
        self.places = places
        fields = groups.flatMap(\.fields)
    }

    /// A list of fields on one page, such as those of an officer's step.
    public init(fields: [Field], rules: [FormRule] = [], places: Places = .none) {
        self.init(
            groups: [FieldGroup(id: "isian", title: LocalizedText("Isian"), fields: fields)],
            rules: rules, places: places)
    }

    public func field(_ id: String) -> Field? {
        for group in groups {
            if let field = group.fields.first(where: { $0.id == id }) { return field }
        }
        return nil
    }

    public func group(_ id: String) -> FieldGroup? { groups.first { $0.id == id } }

    /// The group that asks for the field.
    public func group(asking field: String) -> FieldGroup? {
        groups.first { group in group.fields.contains { $0.id == field } }
    }
}

/// Fields that are asked together, on one page.
public struct FieldGroup: Sendable {
    public let id: String
    public let title: LocalizedText
    public let help: LocalizedText?
    public let fields: [Field]
    /// The whole group is left out when this is not true.
    public let condition: Expression?

    public init(
        id: String, title: LocalizedText, help: LocalizedText? = nil, fields: [Field],
        condition: Expression? = nil
    ) {
        self.id = id
        self.title = title
        self.help = help
        self.fields = fields
        self.condition = condition
    }
}

/// A rule between fields, such as "the end is not before the beginning".
public struct FormRule: Sendable {
    public let id: String
    /// Must be true. Not looked at while one of its fields is unanswered.
    public let condition: Expression
    /// What the applicant reads when it is not.
    public let message: LocalizedText
    /// The field at which the message stands.
    public let field: String

    public init(id: String, condition: Expression, message: LocalizedText, field: String) {
        self.id = id
        self.condition = condition
        self.message = message
        self.field = field
    }
}
