import Cases
import Contracts
import Kernel
import Web

/// The one page on which somebody judges a service: by the code of a notice, without signing in.
struct BallotPages: Sendable {
    let desk: SurveyDesk

    struct BallotInput: RouteInput {
        static let fields: [InputField] =
            [.path("kode", max: 40), .form("saran", max: 4_000)]
            + SurveyElement.allCases.map { .form($0.rawValue, max: 2) }
            + Trait.allCases.map { .form($0.rawValue, max: 20) }

        let code: String
        let ballot: Ballot

        init(_ fields: inout FieldReader) {
            code = fields.text("kode")
            var ballot = Ballot(scores: [:])
            for element in SurveyElement.allCases {
                let name = element.rawValue
                // 0: no opinion, which is an answer too.
                let score = fields.value(name) { text in Int(text).flatMap(Self.score) }
                if let score, score > 0 { ballot.scores[element] = score }
            }
            for trait in Trait.allCases {
                ballot.traits[trait] = fields.optionalValue(trait.rawValue) { text in
                    trait.values.contains(text) ? text : nil
                }
            }
            ballot.suggestion = fields.optionalText("saran")
            self.ballot = ballot
        }

        private static func score(_ number: Int) -> Int? {
            number == 0 || SurveyElement.scores.contains(number) ? number : nil
        }
    }

    var routes: [Route] {
        [
            Route.get(SurveyURL.ballot, CodeInput.self) { (visit: VisitorContext, input) in
                try await page(input.code, FormState(), visit)
            }.limited { $0.rate = .sensitive },
            Route.post(SurveyURL.ballot, BallotInput.self) { (visit: VisitorContext, input) in
                guard let code = BallotCode(text: input.code) else {
                    throw Refusal(.notFound, "surveys.unknown")
                }
                try await desk.answer(code, input.ballot)
                return Reply.redirect(SurveyURL.overview.filled())
                    .flash(.success, "surveys.thanks")
            } refused: { visit, form, refusal in
                refusal.kind == .conflict
                    ? .page(closedView(refusal, visit.ui))
                    : try await page(form.value("kode"), form, visit)
            },
        ]
    }

    private func page(
        _ typed: String, _ form: FormState, _ visit: VisitorContext
    ) async throws -> Reply {
        guard let code = BallotCode(text: typed) else {
            throw Refusal(.notFound, "surveys.unknown")
        }
        do {
            let asked = try await desk.asked(code)
            let service = try await desk.shelf.published().services[asked.service]
            let title = service.map { visit.words($0.title) } ?? asked.service.text
            return .page(ballotView(code, title, form, visit.ui))
        } catch let refusal as Refusal where refusal.kind == .conflict {
            return .page(closedView(refusal, visit.ui), status: 409)
        }
    }
}
