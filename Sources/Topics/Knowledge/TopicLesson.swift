/// What is kept of a report whose topic a person put right: only words that the knowledge has
/// anyway, once each and in the order of the alphabet. Names, numbers and places are not among
/// them, and the report cannot be read out of it.
public struct TopicLesson: Sendable, Hashable, Codable {
    /// The topic that a person chose.
    public let topic: String
    public let words: [String]

    public init(topic: String, words: [String]) {
        self.topic = topic
        self.words = words
    }
}
