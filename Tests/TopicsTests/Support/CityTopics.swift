import Foundation
import Testing

@testable import Topics

/// The files of topics of a city as they are in the repository.
struct CityTopics {
    let knowledge: TopicKnowledge
    let faults: [TopicFault]
    let index: TopicIndex

    static let bogor = CityTopics("kota-bogor")
    static let batu = CityTopics("kota-batu")

    /// Texts by name of file.
    static func files(_ city: String) -> [String: String] {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let folder = URL(filePath: "/\(root)/cities/\(city)/topics")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Dictionary(
            uniqueKeysWithValues: names.filter { $0.hasSuffix(".txt") }.map { name in
                (
                    name,
                    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
                )
            })
    }

    private init(_ city: String) {
        let files = Self.files(city).sorted { $0.key < $1.key }
        (knowledge, faults) = TopicKnowledgeReader.read(files.map { ($0.key, $0.value) })
        index = TopicIndex(knowledge)
    }

    func first(_ text: String) -> String? { index.answer(text).suggestions.first?.topic }
}
