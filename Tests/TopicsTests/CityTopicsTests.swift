import Kernel
import Testing

@testable import Topics

@Suite("The cities' words")
struct CityTopicsTests {
    static let codes: Set = [
        "jalan", "pju", "sampah", "drainase", "longsor", "pohon", "air", "parkir", "lalin",
        "angkot", "pkl", "bangunan", "bising", "hewan", "taman", "layanan", "pungli", "kesehatan",
        "pendidikan", "bansos", "listrik", "internet", "ktr", "keamanan", "sosial", "pasar",
        "makam", "wisata", "perizinan", "bukan",
    ]

    @Test("the files have nothing to mend, and every topic is described")
    func clean() {
        for city in [CityTopics.bogor, .batu] {
            #expect(city.faults.map(\.description) == [])
            #expect(Set(city.knowledge.topics.map(\.code)) == Self.codes)
            for topic in city.knowledge.topics {
                #expect(!topic.help.id.isEmpty && !topic.help.en.isEmpty, "\(topic.code)")
                #expect(topic.examples.count >= 6, "\(topic.code)")
                let words = TopicKnowledge.Weight.allCases.flatMap { topic.words[$0] ?? [] }
                #expect(words.count >= 60, "\(topic.code): \(words.count)")
            }
        }
    }

    @Test("what both cities share is the same in both")
    func shared() {
        var (bogor, batu) = (CityTopics.files("kota-bogor"), CityTopics.files("kota-batu"))
        #expect(bogor.removeValue(forKey: "kota.txt") != batu.removeValue(forKey: "kota.txt"))
        #expect(bogor == batu && bogor.count >= 6)
    }

    @Test("no sentence that measures is an example of the knowledge")
    func apart() {
        let held = SentenceSet.heldOut.sentences + SentenceSet.heldOutLater.sentences
        let sentences = held + SentenceSet.development.sentences
        let examples = Set(CityTopics.bogor.knowledge.topics.flatMap(\.examples))
        #expect(sentences.filter { examples.contains($0.text) }.map(\.text) == [])
        let texts = Set(held.map(\.text))
        #expect(SentenceSet.development.sentences.filter { texts.contains($0.text) }.isEmpty)
    }

    @Test("sentences held out: three of four right at once, 92 of 100 among three")
    func heldOut() {
        let set = SentenceSet.heldOut
        #expect(set.sentences.count >= 200)
        for code in Self.codes {
            #expect((5...9).contains(set.sentences.count { $0.topic == code }), "\(code)")
        }
        for set in [set, .heldOutLater] {
            for city in [CityTopics.bogor, .batu] {
                let figures = set.figures(city.index)
                #expect(figures.first >= 75 && figures.three >= 92, "\(figures)")
            }
        }
    }

    @Test("sentences of the tuning stay where they were brought")
    func development() {
        let set = SentenceSet.development
        #expect(set.sentences.count >= 300)
        #expect(set.sentences.allSatisfy { Self.codes.contains($0.topic) })
        let figures = set.figures(CityTopics.bogor.index)
        #expect(figures.first >= 95 && figures.three >= 99, "\(figures)")
    }

    @Test(
        "what is easily mixed up is kept apart",
        arguments: [
            ("lampu jalan mati", "pju"), ("lampu merah mati", "lalin"),
            ("air got meluap", "drainase"), ("air pdam mati", "air"), ("listrik padam", "listrik"),
            ("pohon tumbang menimpa kabel", "pohon"), ("parkir liar", "parkir"),
            ("preman minta jatah pedagang", "pungli"), ("dipungut biaya bikin KTP", "pungli"),
            ("antre KTP lama", "layanan"), ("pasar becek", "pasar"), ("anjing liar", "hewan"),
            ("merokok di puskesmas", "ktr"), ("dangdutan tengah malam", "bising"),
            ("ODGJ di depan pasar", "sosial"), ("pengemis di lampu merah", "sosial"),
            ("begal di jembatan", "keamanan"), ("tawuran pelajar", "keamanan"),
            ("jam berapa kantor kelurahan buka", "bukan"),
            ("selamat pagi admin, terima kasih", "bukan"),
        ])
    func apart(text: String, topic: String) {
        #expect(CityTopics.bogor.first(text) == topic)
        #expect(CityTopics.batu.first(text) == topic)
    }

    @Test("same files, same text, same answer")
    func determined() {
        let files = CityTopics.files("kota-bogor").sorted { $0.key < $1.key }
        let other = TopicIndex(
            TopicKnowledgeReader.read(files.map { ($0.key, $0.value) }).knowledge)
        for sentence in SentenceSet.heldOut.sentences {
            #expect(
                other.answer(sentence.text, limit: 30)
                    == CityTopics.bogor.index.answer(sentence.text, limit: 30))
        }
    }
}
