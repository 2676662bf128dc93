import Kernel

/// What programs are told of a route: a part of the route itself.
public struct Operation: Sendable {
    /// What comes back when all goes well.
    public struct Answer: Sendable {
        public let status: Int
        public let text: String
        /// Nil for an answer without a body.
        public let schema: Schema?
        public let type: String
        /// Whether `ETag` names the state of what came.
        public let isTagged: Bool

        public init(
            _ status: Int, _ text: String, _ schema: Schema? = nil,
            type: String = "application/json", isTagged: Bool = false
        ) {
            self.isTagged = isTagged
            self.status = status
            self.text = text
            self.schema = schema
            self.type = type
        }
    }

    /// Such as `listCases`; programs that are made from the document call their functions so.
    public let id: String
    public let group: String
    public let summary: String
    public let text: String
    public let answers: [Answer]
    /// Statuses of refusals beyond those that every call may meet.
    public let refusals: Set<Int>

    public init(
        _ id: String, in group: String, _ summary: String, _ text: String = "",
        answers: [Answer], refusals: Set<Int> = []
    ) {
        self.id = id
        self.group = group
        self.summary = summary
        self.text = text
        self.answers = answers
        self.refusals = refusals
    }
}
