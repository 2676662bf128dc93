import Kernel
import Synchronization
import Topics

/// Understands from everyday words what a report is about. What it knows are the files of the
/// city's folder `topics`; they are read when the first report comes.
public final class TopicEar: Sendable {
    private let files: [(name: String, text: String)]
    private let index = Mutex<TopicIndex?>(nil)

    init(_ files: [(name: String, text: String)]) { self.files = files }

    /// Topics that the words speak for, the likeliest first, each with the words that did.
    public func answer(_ text: String, limit: Int = 3) -> TopicAnswer {
        index.withLock { index in
            let known = index ?? TopicIndex(TopicKnowledgeReader.read(files).knowledge)
            index = known
            return known.answer(text, limit: limit)
        }
    }
}

/// A topic that the words of a text speak for.
public struct SuggestedTopic: Sendable {
    public let topic: TopicRule
    /// As they were typed, the weightiest first.
    public let words: [String]
}

extension Catalogue {
    /// The same with the words that spoke for each, so that people see why.
    public func suggested(_ text: String, limit: Int = 3) -> [SuggestedTopic] {
        ear.answer(text, limit: limit).suggestions.compactMap { one in
            topics.topic(one.topic).map {
                SuggestedTopic(topic: $0, words: Array(one.words.prefix(4)))
            }
        }
    }

    /// Codes of topics of the city that a text speaks for, the likeliest first.
    public func heard(_ text: String, limit: Int = 3) -> [String] {
        ear.answer(text, limit: limit).suggestions.map(\.topic).filter { topics.topic($0) != nil }
    }
}

extension CatalogueSource {
    var topicFiles: [(name: String, text: String)] {
        folder("topics").map { (name: $0.path, text: $0.text) }
    }

    /// What is wrong in them. Words of a topic that the city has not lead nowhere: cities share
    /// their lists.
    func topicFindings() -> [Finding] {
        let read = TopicKnowledgeReader.read(topicFiles)
        return read.faults.map {
            Finding(file: $0.file, line: $0.line, column: 1, message: $0.problem, mend: $0.mend)
        }
    }
}
