import Testing

@testable import Topics

@Suite("Corrected suggestions")
struct TopicLessonTests {
    private let more = "[topic jalan]\nusual = terowongan\n[topic lalin]\nweak = terowongan"

    @Test("after corrections a text goes where people put it")
    func learning() throws {
        let knowledge = SmallTown.knowledge(more)
        let index = TopicIndex(knowledge)
        let text = "Terowongan dekat rumah Bu Siti 0812345"
        #expect(index.answer(text).suggestions.first?.topic == "jalan")
        let lesson = try #require(index.lesson(text, topic: "lalin"))
        let once = TopicIndex(knowledge.learning([lesson]))
        #expect(once.answer(text).suggestions.first?.topic == "jalan")
        let often = TopicIndex(knowledge.learning(Array(repeating: lesson, count: 4)))
        #expect(often.answer(text).suggestions.first?.topic == "lalin")
    }

    @Test("where people disagree, little is learned")
    func disagreement() throws {
        let knowledge = SmallTown.knowledge(more)
        let lessons = ["lalin", "pju", "jalan", "lalin", "pju", "jalan"].map {
            TopicLesson(topic: $0, words: ["terowongan"])
        }
        let learned = TopicIndex(knowledge.learning(lessons))
        #expect(learned.answer("terowongan").suggestions.first?.topic == "jalan")
    }

    @Test("a lesson keeps words of the knowledge only: no name, no number")
    func privacy() throws {
        let index = SmallTown.index(more)
        let lesson = index.lesson("Siti Aminah 0812345 terowongan, lampu! lampu", topic: "pju")
        #expect(lesson == TopicLesson(topic: "pju", words: ["lampu", "terowongan"]))
        #expect(index.lesson("Siti Aminah 0812345", topic: "pju") == nil)
    }

    @Test("a lesson for a topic that is no more is passed over")
    func gone() {
        let knowledge = SmallTown.knowledge()
        let lesson = TopicLesson(topic: "telegraf", words: ["lampu"])
        let text = "lampu mati di jalan"
        let learned = TopicIndex(knowledge.learning([lesson]))
        #expect(learned.answer(text) == TopicIndex(knowledge).answer(text))
    }
}
