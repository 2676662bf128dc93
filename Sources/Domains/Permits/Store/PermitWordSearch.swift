import Kernel
import Store

extension PermitRows {
    /// Words of a search at most.
    private static let typedWords = 5
    /// Candidates looked at in one go, and goes: a search that a filter empties ends some time.
    private static let batch = 200
    private static let goes = 25

    /// Permits whose business or place has all the words, each at the beginning of a word of
    /// theirs: along the index of words, beginning with the rarest.
    func byWords(
        _ text: String, narrow: SQL, after: [UInt8]?, limit: Int, in reader: Reader
    ) throws -> [Permit] {
        let words = PermitWords.words([text]).prefix(Self.typedWords)
        // What is too short to be kept as a word would not narrow anything: then names are asked
        // for from their beginning alone.
        let isKept = PublicName.parts(text).allSatisfy {
            $0.utf8.count >= PermitWords.shortest
        }
        guard limit > 0, isKept, let rarest = try Self.rarest(Array(words), in: reader) else {
            return []
        }
        let others = words.filter { $0 != rarest }
        var place = try after.flatMap { try Self.place(of: $0, rarest, in: reader) }
        var found: [Permit] = []
        for _ in 0..<Self.goes where found.count < limit {
            let candidates = try Self.candidates(rarest, others, after: place, in: reader)
            guard let last = candidates.last else { break }
            place = last
            let numbers = candidates.map(\.number)
            let fitting = try list(
                "WHERE p.number_key IN \(list: numbers) AND \(sql: narrow)", in: reader)
            let byNumber = Dictionary(fitting.map { (PermitNumber.key($0.number), $0) }) { one, _ in
                one
            }
            found += numbers.compactMap { byNumber[$0] }
            if candidates.count < Self.batch { break }
        }
        return Array(found.prefix(limit))
    }

    private struct Candidate {
        let word, number: [UInt8]
    }

    private static func range(_ word: [UInt8], _ alias: SQL) -> SQL {
        let end = word + [0xFF]
        return "\(sql: alias).word >= \(word) AND \(sql: alias).word < \(end)"
    }

    /// The word that the fewest permits have, as far as a thousand tells them apart.
    private static func rarest(_ words: [[UInt8]], in reader: Reader) throws -> [UInt8]? {
        guard words.count > 1 else { return words.first }
        let counts = try words.map { word in
            let row = try reader.row(
                """
                SELECT COUNT(*) FROM (SELECT 1 FROM permit_words w \
                WHERE \(sql: range(word, "w")) LIMIT 1000) few
                """)
            return (word: word, count: row?.int(0) ?? 0)
        }
        return counts.min { ($0.count, -$0.word.count) < ($1.count, -$1.word.count) }?.word
    }

    /// Where a permit stands among those with the word.
    private static func place(
        of number: [UInt8], _ word: [UInt8], in reader: Reader
    ) throws -> Candidate? {
        let row = try reader.row(
            """
            SELECT w.word FROM permit_words w WHERE w.number_key = \(number) \
            AND \(sql: range(word, "w")) ORDER BY w.word LIMIT 1
            """)
        return row?.optionalBytes(0).map { Candidate(word: $0, number: number) }
    }

    private static func candidates(
        _ word: [UInt8], _ others: [[UInt8]], after place: Candidate?, in reader: Reader
    ) throws -> [Candidate] {
        let from: SQL =
            place.map { "AND (w.word, w.number_key) > (\($0.word), \($0.number))" } ?? ""
        let all = SQL.joined(
            others.map { other in
                """
                AND (SELECT 1 FROM permit_words o WHERE o.number_key = w.number_key \
                AND \(sql: range(other, "o")) LIMIT 1) = 1
                """
            }, by: " ")
        // A permit stands at the first of its words that fit. What is asked of each candidate is a
        // value and no EXISTS: PostgreSQL would turn that into a join over all rows with a word
        // that most permits have.
        return try reader.rows(
            """
            SELECT w.word, w.number_key FROM permit_words w WHERE \(sql: range(word, "w")) \
            \(sql: from) \(sql: all) AND (SELECT 1 FROM permit_words e \
            WHERE e.number_key = w.number_key AND e.word >= \(word) AND e.word < w.word \
            LIMIT 1) IS NULL \
            ORDER BY w.word, w.number_key LIMIT \(batch)
            """
        ).map { Candidate(word: $0.bytes(0), number: $0.bytes(1)) }
    }
}
