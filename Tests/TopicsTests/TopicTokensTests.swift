import Testing

@testable import Topics

@Suite("Words of a text")
struct TopicTokensTests {
    private func tokens(_ text: String) -> [TopicToken] {
        TopicTokens.of(text, mostLetters: 4_000, mostWords: 700)
    }

    @Test("case, marks, full-width letters and unseen signs make no difference")
    func folding() {
        #expect(tokens("Solokan SARÉ ｊａｌａｎ").map(\.word) == ["solokan", "sare", "jalan"])
        #expect(tokens("sam\u{200B}pah re\u{0301}sik").map(\.word) == ["sampah", "resik"])
        #expect(tokens("got!!!mampet🙏banjir").map(\.word) == ["got", "mampet", "banjir"])
        #expect(tokens("Сампах ごみ 垃圾").isEmpty)
    }

    @Test("what was typed is kept as it was")
    func typed() {
        #expect(tokens("Lampu-lampunya MATI").map(\.typed) == ["Lampu-lampunya", "MATI"])
    }

    @Test("a word that is written twice is one")
    func doubled() {
        let found = tokens("lubang-lubang kebut-kebutan bolak-balik")
        #expect(found.map(\.word) == ["lubang", "kebutan", "bolak", "balik"])
        #expect(found.map(\.isDoubled) == [true, true, false, false])
        #expect(tokens("- -- a- -b").map(\.word) == ["a", "b"])
    }

    @Test("a sentence leaves a gap behind it")
    func gaps() {
        #expect(tokens("lampu mati").map(\.position) == [0, 1])
        #expect(tokens("lampu. mati").map(\.position) == [0, 4])
        #expect(tokens("lampu, mati").map(\.position) == [0, 2])
    }

    @Test("only so much is read")
    func bounds() {
        let long = String(repeating: "a", count: 41) + " got"
        #expect(tokens(long).map(\.word) == ["got"])
        #expect(TopicTokens.of("a b c d", mostLetters: 100, mostWords: 2).count == 2)
        #expect(
            TopicTokens.of("aa bb cc", mostLetters: 5, mostWords: 9).map(\.word) == ["aa", "bb"])
    }

    @Test(
        "digits, repeated letters and doubled words are read as they are meant",
        arguments: [
            ("jalan2", "jalan~"), ("5rb", "rb"), ("s4mpah", "sampah"), ("ruuusak", "rusak"),
            ("macettt", "macet"), ("rp200", "rp"), ("lampuu", "lampu"),
        ])
    func spellings(typed: String, meant: String) throws {
        let token = try #require(tokens(typed).first)
        #expect(Spellings.of(token).contains(meant))
    }
}
