import Kernel
import Testing

@testable import Topics

@Suite("Files of topics")
struct TopicKnowledgeReaderTests {
    private func read(_ text: String) -> (knowledge: TopicKnowledge, faults: [TopicFault]) {
        TopicKnowledgeReader.read([("a.txt", text)])
    }

    @Test("sections, lists over several lines, comments, examples")
    func sections() throws {
        let (knowledge, faults) = read(
            """
            # A comment.
            [abbreviations]
            jalan = jln, jl
            [same]
            mati = pareum, tidak nyala
            [silent]
            yang, di,
                dan
            [places]
            depan

            [topic pju]
            title = Lampu jalan | Street lights
            help = Lampu mati,
                kurang | Off,
                missing
            yields = no
            strong = lampu jalan,
                # within a list
                penerangan|lampu umum
            example = Lampu di gang mati
            example = Gelap
            """)
        #expect(faults == [])
        #expect(knowledge.abbreviations == ["jln": "jalan", "jl": "jalan"])
        #expect(knowledge.synonyms == ["pareum": ["mati"], "tidak nyala": ["mati"]])
        #expect(knowledge.silent == ["yang", "di", "dan"] && knowledge.places == ["depan"])
        let topic = try #require(knowledge.topics.first)
        #expect(topic.title == LocalizedText(id: "Lampu jalan", en: "Street lights"))
        #expect(topic.help.id == "Lampu mati, kurang" && topic.help.en == "Off, missing")
        #expect(topic.words == [.strong: ["lampu jalan", "penerangan|lampu umum"]])
        #expect(topic.examples == ["Lampu di gang mati", "Gelap"])
    }

    @Test("several files add up")
    func adding() {
        let knowledge = TopicKnowledgeReader.read([
            ("a.txt", "[topic air]\ntitle = Air | Water\nsure = pdam"),
            ("b.txt", "[topic air]\nsure = tirta pakuan\n[topic pju]\ntitle = a | b"),
        ]).knowledge
        #expect(knowledge.topics.map(\.code) == ["air", "pju"])
        #expect(knowledge.topics[0].words[.sure] == ["pdam", "tirta pakuan"])
    }

    @Test(
        "what is wrong is told with its line",
        arguments: [
            ("jalan = jln", 1, "under no heading"), ("[topic]", 1, "not a heading"),
            ("[same", 1, "no end"), ("[topic a]\ntitle = a | b\nkuat = x", 3, "not a key"),
            ("[topic a]\ntitle = hanya satu", 2, "both languages"),
            ("[topic a]\ntitle = a | b\nyields = ya", 3, "neither yes nor no"),
            ("[topic a]\ntitle = a | b\nlampu", 3, "no `=`"),
            ("[abbreviations]\na = x\nb = x", 3, "too"), ("[topic a]\nsure = x", 2, "no title"),
        ])
    func faults(text: String, line: Int, words: String) {
        let faults = read(text).faults
        #expect(faults.contains { $0.line == line && $0.problem.contains(words) }, "\(faults)")
        #expect(faults.allSatisfy { $0.description.hasPrefix("a.txt:") && !$0.mend.isEmpty })
    }
}
