/// The names that an expression may use, and how much it may cost.
public struct ExpressionEnvironment: Sendable {
    public struct Limits: Sendable {
        /// Bytes of the source.
        public let source: Int
        /// How deep the tree may be; also the number of terms in one chain.
        public let depth: Int
        /// Steps of one evaluation; handling 16 bytes of text or an element of a list is a step.
        public let steps: Int
        /// Bytes of any text that is made.
        public let text: Int

        public init(
            source: Int = 4096, depth: Int = 60, steps: Int = 100_000, text: Int = 65_536
        ) {
            self.source = source
            self.depth = depth
            self.steps = steps
            self.text = text
        }
    }

    public let names: [String: ExpressionType]
    /// The codes that names of choices can have: comparing one with anything else is a slip.
    public let codes: [String: Set<String>]
    public let limits: Limits

    public init(
        _ names: [String: ExpressionType], codes: [String: Set<String>] = [:],
        limits: Limits = Limits()
    ) {
        self.names = names
        self.codes = codes
        self.limits = limits
    }
}
