import Cases
import Contracts
import Documents
import Kernel
import People
import Web

/// The register of breaches.
struct BreachPages: Sendable {
    let tools: PrivacyTools

    /// What is written about a breach.
    struct TextInput: RouteInput {
        static let texts: [InputField] = [
            .form("orang", .integer), .form("data", max: 8_000), .form("peristiwa", max: 16_000),
            .form("tindakan", max: 16_000),
        ]
        static let fields: [InputField] = [.path("id")] + texts
        let id: String
        let people: Int64
        let text: Breach.Text

        init(_ fields: inout FieldReader) {
            id = fields.text("id")
            people = fields.integer("orang", 0...1_000_000_000)
            text = Self.text(&fields)
        }

        static func text(_ fields: inout FieldReader) -> Breach.Text {
            Breach.Text(
                data: fields.text("data"), course: fields.text("peristiwa"),
                measures: fields.text("tindakan"))
        }
    }

    struct NewInput: RouteInput {
        static let fields: [InputField] =
            [.form("tanggal", .day), .form("jam", max: 5)] + TextInput.texts
        let day: Day?
        let minutes: Int?
        let people: Int64
        let text: Breach.Text

        init(_ fields: inout FieldReader) {
            day = fields.day("tanggal")
            minutes = fields.value("jam", "privacy.breach.clock", Self.minutes)
            people = fields.integer("orang", 0...1_000_000_000)
            text = TextInput.text(&fields)
        }

        /// `08.30` or `08:30`.
        static func minutes(_ typed: String) -> Int? {
            let parts = typed.split(whereSeparator: { $0 == "." || $0 == ":" })
            guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
                (0..<24).contains(hour), (0..<60).contains(minute)
            else { return nil }
            return hour * 60 + minute
        }
    }

    struct ItemInput: RouteInput {
        static let fields: [InputField] = [.path("id")]
        let id: String
        init(_ fields: inout FieldReader) { id = fields.text("id") }
    }

    struct ToldInput: RouteInput {
        static let fields: [InputField] = [.path("id"), .form("siapa", max: 10)]
        let id: String
        let audience: BreachAudience?
        init(_ fields: inout FieldReader) {
            id = fields.text("id")
            audience = fields.value("siapa") { BreachAudience(rawValue: $0) }
        }
    }

    var routes: [Route] { reading + writing }

    private var reading: [Route] {
        [
            Route.get(PrivacyURL.breaches) { (officer: OfficerContext) in
                let list = try await tools.breaches()
                return .page(try await views(officer).list(list))
            }.needing(.protectPrivacy),
            Route.get(PrivacyURL.newBreach) { (officer: OfficerContext) in
                .page(try await views(officer).new(FormState()))
            }.needing(.protectPrivacy),
            Route.get(PrivacyURL.breach, ItemInput.self) { (officer: OfficerContext, input) in
                let breach = try await tools.breach(try id(input.id))
                return .page(try await views(officer).one(breach, nil))
            }.needing(.protectPrivacy),
            Route.get(PrivacyURL.breachPaper, ItemInput.self, output: .file) {
                (officer: OfficerContext, input) in
                let breach = try await tools.breach(try id(input.id))
                let paper = BreachPaper(
                    breach: breach, catalogue: try await tools.shelf.published(),
                    words: officer.words, now: officer.now)
                let bytes = try await PDFRenderer().render(paper.document)
                let name = "\(officer.words("privacy.breach.paper")).pdf"
                return .file(bytes, type: "application/pdf", name: name)
            }.needing(.protectPrivacy),
        ]
    }

    private var writing: [Route] {
        [
            Route.post(PrivacyURL.newBreach, NewInput.self) { (officer: OfficerContext, input) in
                guard let day = input.day, let minutes = input.minutes else {
                    throw Refusal(.invalid, "web.problem.required", field: "tanggal")
                }
                let found = day.at(
                    hour: minutes / 60, minute: minutes % 60, in: try await tools.shelf.zone())
                let id = try await tools.noteBreach(
                    foundAt: found, people: input.people, input.text, by: officer.officer)
                return .redirect(PrivacyURL.breach.filled(id.text))
                    .flash(.success, "privacy.breach.noted")
            } refused: { officer, form, _ in
                .page(try await views(officer).new(form))
            }.needing(.protectPrivacy),
            Route.post(PrivacyURL.breach, TextInput.self) { (officer: OfficerContext, input) in
                let id = try id(input.id)
                try await tools.changeBreach(
                    id, people: input.people, input.text, by: officer.officer)
                return .redirect(PrivacyURL.breach.filled(id.text))
                    .flash(.success, "privacy.breach.saved")
            } refused: { officer, form, _ in
                let breach = try await tools.breach(try id(form.value("id")))
                return .page(try await views(officer).one(breach, form))
            }.needing(.protectPrivacy),
            Route.post(PrivacyURL.breachTold, ToldInput.self) { (officer: OfficerContext, input) in
                let id = try id(input.id)
                guard let audience = input.audience else { return try .notFound() }
                try await tools.markTold(id, audience, by: officer.officer)
                return .redirect(PrivacyURL.breach.filled(id.text))
                    .flash(.success, "privacy.breach.told.\(audience.rawValue)")
            }.needing(.protectPrivacy).proving(),
        ]
    }

    private func id(_ typed: String) throws -> UUIDv7 {
        guard let id = UUIDv7(text: typed) else {
            throw Refusal(.notFound, "privacy.breach.none")
        }
        return id
    }

    private func views(_ officer: OfficerContext) async throws -> BreachViews {
        BreachViews(zone: try await tools.shelf.zone(), now: officer.now, ui: officer.ui)
    }
}
