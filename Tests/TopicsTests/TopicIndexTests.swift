import Testing

@testable import Topics

@Suite("Suggesting a topic")
struct TopicIndexTests {
    private func codes(_ text: String, _ more: String = "") -> [String] {
        SmallTown.index(more).answer(text).suggestions.map(\.topic)
    }

    @Test("phrases are heard before words")
    func phrases() {
        #expect(codes("lampu jalan mati").first == "pju")
        #expect(codes("lampu merah mati").first == "lalin")
        #expect(codes("jalan banyak lubang").first == "jalan")
    }

    @Test("words of a phrase may stand apart, but not in two sentences")
    func apart() {
        #expect(codes("lampu yang di ujung gang itu mati").first == "pju")
        let index = SmallTown.index("[topic lalin]\nsure = lampu padat")
        let joined = index.answer("lampu padat").suggestions[0]
        let parted = index.answer("lampu ada. Lalu di sini juga sangat sangat padat").suggestions
        #expect(joined.topic == "lalin" && parted.first?.topic != "lalin")
    }

    @Test("abbreviations, other languages, endings and slips")
    func forms() {
        for text in [
            "lmp mati", "lampuna pareum", "lampunya mati", "lampu tidak nyala", "lammpu mati",
        ] {
            #expect(codes(text).first == "pju", "\(text)")
        }
        #expect(codes("ada lubaang gede").first == "jalan")
        #expect(codes("berlubang").first == "jalan")
    }

    @Test("a word counts less where it only says a place")
    func places() {
        let index = SmallTown.index()
        let plain = index.answer("aspal").suggestions[0].points
        #expect(index.answer("depan aspal").suggestions[0].points < plain)
        #expect(codes("macet di aspal depan aspal").first == "lalin")
    }

    @Test("a topic that yields steps back, unless a phrase decides")
    func yielding() {
        #expect(codes("halo").first == "bukan")
        #expect(codes("halo, banyak lubang, makasih").first == "jalan")
        #expect(codes("halo admin lubang").first == "bukan")
    }

    @Test("silent phrases say nothing")
    func silent() {
        let more = "[topic jalan]\nstrong = kali"
        #expect(codes("kali", more) == ["jalan"])
        #expect(codes("sudah dua kali", more) == [])
    }

    @Test("words in quotes stand side by side, in this order")
    func exact() {
        let more = "[topic lalin]\nsure = \"padat merayap\""
        #expect(codes("padat merayap", more).first == "lalin")
        #expect(codes("merayap padat", more) == [] && codes("padat lalu merayap", more) == [])
    }

    @Test("words that many topics share say less")
    func sharing() {
        let alone = SmallTown.index("[topic jalan]\nusual = bocor")
        let shared = SmallTown.index(
            "[topic jalan]\nusual = bocor\n[topic pju]\nusual = bocor\n[topic lalin]\nusual = bocor"
        )
        let (a, b) = (alone.answer("bocor").suggestions, shared.answer("bocor").suggestions)
        #expect(a[0].points > b[0].points && b.map(\.topic) == ["jalan", "pju", "lalin"])
    }

    @Test("each suggestion names the words that spoke for it, as they were written")
    func reasons() throws {
        let answer = SmallTown.index().answer("Lampune jalan MATI, banyak lubang")
        let first = try #require(answer.suggestions.first)
        #expect(first.topic == "pju" && answer.isClear)
        #expect(
            first.reasons[0].typed == "Lampune jalan" && first.reasons[0].known == "lampu jalan")
        #expect(first.reasons.map(\.points) == first.reasons.map(\.points).sorted(by: >))
        let second = try #require(answer.suggestions.dropFirst().first)
        #expect(second.topic == "jalan" && second.reasons[0].typed == "lubang")
    }

    @Test("what speaks against is among the reasons")
    func against() throws {
        let answer = SmallTown.index().answer("lampu merah")
        let light = answer.suggestions.first { $0.topic == "pju" }
        #expect(answer.suggestions[0].topic == "lalin" && light == nil)
        let both = SmallTown.index().answer("lampu jalan mati, lampu mati, lampu merah")
        let reasons = both.suggestions.first { $0.topic == "pju" }?.reasons ?? []
        #expect(reasons.contains { $0.points < 0 && $0.typed == "lampu merah" })
        let words = both.suggestions.first { $0.topic == "pju" }?.words ?? []
        #expect(words.first == "lampu jalan" && !words.contains("lampu merah"))
    }

    @Test("nothing is suggested where nothing speaks")
    func unsure() {
        let index = SmallTown.index()
        for text in ["", " \n\t", "???", "zzz qqq xxyyzz", "🙂🙂", "123 456", "di yang saya"] {
            let answer = index.answer(text)
            #expect(answer.isUnsure && !answer.isClear, "\(text)")
        }
        #expect(index.answer("lubang", limit: 0).isUnsure)
        #expect(TopicIndex(TopicKnowledge()).answer("lubang").isUnsure)
    }

    @Test("two topics that say as much are not clear")
    func clear() {
        #expect(!SmallTown.index().answer("lubang macet").isClear)
        #expect(SmallTown.index().answer("lubang lubang aspal").isClear)
    }
}
