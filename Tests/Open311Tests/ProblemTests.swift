import Kernel
import Testing

@testable import Open311

@Suite("What is wrong is said in words")
struct ProblemTests {
    private static let vocabulary = Vocabulary(Open311Words.lists)

    private func post(_ form: String) throws(Refusal) -> GeoPost {
        try GeoPost(parameters(query: form.utf8))
    }

    @Test("problems in words name the parameter and carry the status", arguments: Language.allCases)
    func words(language: Language) {
        let words = Wording(Self.vocabulary, language)
        do throws(Refusal) {
            _ = try post("lat=x&long=2&attribute[a]b=1&media_url=x")
            Issue.record("it was accepted")
        } catch {
            let errors = GeoError.list(error, words)
            #expect(errors.map(\.code) == [400, 400, 400, 400])
            let names = ["service_code", "lat", "media_url", "attribute[a]b"]
            for (error, name) in zip(errors, names) {
                #expect(error.description.contains(name))
                #expect(!error.description.contains("⟦"))
                #expect(!error.description.contains("{"))
            }
        }
    }

    @Test("each word exists in both languages with the same values")
    func vocabulary() {
        #expect(Self.vocabulary.problems() == [])
    }

    @Test("a missing key and a wrong key are 403, an unknown value is 404")
    func statuses() {
        let words = Wording(Self.vocabulary, .id)
        let refusals = [
            Refusal.open311Key(isMissing: true), .open311Key(isMissing: false),
            .open311Unknown("token"),
        ]
        let errors = refusals.flatMap { GeoError.list($0, words) }
        #expect(errors.map(\.code) == [403, 403, 404])
        #expect(errors[0].description.contains("api_key"))
        #expect(errors[1].description.contains("api_key"))
        #expect(errors[2].description.contains("token"))
        #expect(Set(errors.map(\.description)).count == 3)
    }

    @Test("whatever is said has its words, and no words are left over")
    func complete() {
        let said = Set(ofForms() + ofAnswers() + ofQueries() + ofRoutes())
        #expect(said == Self.vocabulary.keys)
    }

    private func keys(_ body: () throws(Refusal) -> some Any) -> [String] {
        problems(body).map { "open311." + $0.prefix { $0 != " " } }
    }

    private func ofForms() -> [String] {
        let long = String(repeating: "x", count: 300)
        let media = String(repeating: "&media_url=https://a.example/1", count: 21)
        let forms = [
            "lat=1&attribute[]=x&media_url=x", "lat=x&long=1&email=\(long)", "",
            "address_id=1" + media,
        ]
        let update = keys { () throws(Refusal) in try GeoUpdatePost(parameters(("status", "x"))) }
        return update + forms.flatMap { form in keys { () throws(Refusal) in try post(form) } }
    }

    private func ofAnswers() -> [String] {
        let definition = GeoServiceDefinition(
            serviceCode: "a",
            attributes: [
                GeoAttribute(code: "n", datatype: .number),
                GeoAttribute(code: "s", datatype: .string),
                GeoAttribute(code: "l", datatype: .singlevaluelist),
            ])
        var answered = GeoPost(serviceCode: "a")
        answered.attributes = [
            GeoInput(code: "n", values: ["x"]), GeoInput(code: "n", values: ["1", "2"]),
            GeoInput(code: "s", values: ["a\nb"]), GeoInput(code: "l", values: ["x"]),
            GeoInput(code: "z", values: ["x"]),
        ]
        let post = answered
        return keys { () throws(Refusal) in try post.check(definition) }
    }

    private func ofQueries() -> [String] {
        let queries = [
            "status=x&page=x&extensions=x&start_date=x",
            "updated_after=2026-01-02T00:00:00Z&updated_before=2026-01-01T00:00:00Z",
            "start_date=2026-01-02T00:00:00Z&end_date=2026-12-01T00:00:00Z",
        ]
        return queries.flatMap { query in
            keys { () throws(Refusal) in
                try GeoListing(parameters(query: query.utf8), now: Instant(milliseconds: 0))
            }
        }
    }

    private func ofRoutes() -> [String] {
        let refusals = [
            Refusal.open311Key(isMissing: true), .open311Key(isMissing: false),
            .open311Unknown("token"),
        ]
        return refusals.flatMap { $0.problems.map(\.key) }
    }
}
