/// What is wrong with a file of topics, and how to mend it.
public struct TopicFault: Error, Sendable, Equatable, CustomStringConvertible {
    public let file: String
    /// From 1.
    public let line: Int
    public let problem: String
    public let mend: String

    public var description: String { "\(file):\(line): \(problem); \(mend)" }
}
