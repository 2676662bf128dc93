@testable import Topics

/// A town that knows four topics, for tests of one rule at a time.
enum SmallTown {
    static let text = """
        [abbreviations]
        lampu = lmp
        ribu = rp
        [same]
        mati = pareum, tidak nyala
        [silent]
        di, yang, saya, dua kali
        [places]
        di, depan
        [topic jalan]
        title = Jalan | Roads
        strong = lubang, aspal
        weak = jalan
        [topic pju]
        title = Lampu jalan | Street lights
        sure = lampu jalan
        strong = lampu mati
        usual = lampu
        against = lampu merah
        [topic lalin]
        title = Lalu lintas | Traffic
        sure = lampu merah
        strong = macet
        [topic bukan]
        title = Bukan laporan | No report
        yields = yes
        strong = halo, makasih
        sure = halo admin
        """

    static func knowledge(_ more: String = "") -> TopicKnowledge {
        TopicKnowledgeReader.read([("a.txt", text), ("b.txt", more)]).knowledge
    }

    static func index(_ more: String = "") -> TopicIndex { TopicIndex(knowledge(more)) }
}
