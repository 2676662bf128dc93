import Contracts
import Forms
import Kernel

/// One thing that the city does for people, as its file says it.
public struct Service: Sendable {
    public let code: ServiceCode
    /// Hex SHA-256 of the canonical set of source files it was read from; a running case keeps it.
    public let version: String
    /// Hex SHA-256 of what concerns this service alone: its file, its letters, shared parts of
    /// flows. Two versions of the city with the same edition treat a case of it alike.
    public internal(set) var edition = ""
    /// The text of what the edition is made of, by path; the service's own file by `ownFile`.
    public internal(set) var files: [String: String] = [:]
    static let ownFile = "service"
    /// Names of the shared parts that its flow uses.
    let parts: Set<String>
    public let title: LocalizedText
    /// One or two sentences for people who ask "is this what I need?".
    public let summary: LocalizedText
    /// Everyday words in both languages, for the search.
    public let keywords: [String]
    /// The unit that answers for the service.
    public let owner: UnitCode
    public let category: String
    public let applicants: [ApplicantKind]
    /// 0: a confirmed contact is enough.
    public let identityLevel: Int
    public let legalBase: [LegalBase]
    public let standard: ServiceStandard
    public let form: FormDefinition
    public let flow: Flow
    /// The time promised by law, from the complete application to the letter.
    public let promise: WorkingTerm
    public let correction: CorrectionRule
    public let fee: Fee
    public let letter: LetterRule?
    public let confidentiality: Confidentiality
    /// What happens outside the usual way: silence, extension, pauses, objection, bookings.
    public let terms: ServiceTerms
    /// The form of the applicant and the forms of the steps as one: what conditions, the fee, and
    /// letters may look at.
    public let everything: FormDefinition

    public init(
        code: ServiceCode, version: String, title: LocalizedText, summary: LocalizedText,
        keywords: [String], owner: UnitCode, category: String, applicants: [ApplicantKind],
        identityLevel: Int, legalBase: [LegalBase], standard: ServiceStandard,
        form: FormDefinition, flow: Flow, promise: WorkingTerm, correction: CorrectionRule,
        fee: Fee, letter: LetterRule?, confidentiality: Confidentiality,
        terms: ServiceTerms = ServiceTerms(), parts: Set<String> = []
    ) {
        self.code = code
        self.version = version
        self.title = title
        self.summary = summary
        self.keywords = keywords
        self.owner = owner
        self.category = category
        self.applicants = applicants
        self.identityLevel = identityLevel
        self.legalBase = legalBase
        self.standard = standard
        self.form = form
        self.flow = flow
        self.promise = promise
        self.correction = correction
        self.fee = fee
        self.letter = letter
        self.confidentiality = confidentiality
        self.terms = terms
        self.parts = parts
        everything = FormDefinition(
            groups: form.groups + flow.all.compactMap(\.form).flatMap(\.groups),
            places: form.places)
    }

    /// The values that expressions of flow, fee and letter look at: answers (those that are
    /// relevant, as cases keep them), what the steps' officers filled in, the service's own values,
    /// and `today`, the day on which the case was sent.
    public func bindings(
        _ answers: Answers, _ found: Answers = Answers(), on day: Day
    ) -> [String: ExpressionValue] {
        var bindings = everything.bindings(relevant: answers.merging(found), now: day)
        for value in terms.values {
            bindings[value.id] = try? value.expression.evaluate(bindings)
        }
        return bindings
    }
}

/// Who may apply.
public enum ApplicantKind: String, Sendable, Hashable, CaseIterable {
    case person, institution, foreigner
}

/// How sure a value of the data is: found in a source, known but unverified, or our own design.
public enum SourceMark: String, Sendable, Hashable, CaseIterable {
    case source = "S"
    case knowledge = "K"
    case design = "D"
}

/// A rule that the service stands on. Titles of rules stay Indonesian.
public struct LegalBase: Sendable, Hashable {
    public let title: String
    public let article: String?
    public let mark: SourceMark
    /// When the mark was given.
    public let asOf: Day?

    public init(title: String, article: String? = nil, mark: SourceMark, asOf: Day? = nil) {
        self.title = title
        self.article = article
        self.mark = mark
        self.asOf = asOf
    }
}

/// A length of time that only passes while the office is open.
public enum WorkingTerm: Sendable, Hashable {
    case days(Int)
    case hours(Int)

    /// `3 hari kerja`, `6 jam`.
    public func text(_ language: Language) -> String {
        switch self {
        case .days(let days): HumanText.workingDays(days, language)
        case .hours(let hours): HumanText.count(hours, .hour, language)
        }
    }
}

/// How long a returned application waits for its applicant, and what follows.
public struct CorrectionRule: Sendable, Hashable {
    public enum Lapse: String, Sendable, Hashable, CaseIterable {
        /// Closed without a decision, outcome "lapsed".
        case close
    }
    /// Calendar days.
    public let days: Int
    public let onLapse: Lapse

    public init(days: Int, onLapse: Lapse = .close) {
        self.days = days
        self.onLapse = onLapse
    }
}

/// The letter that ends the service.
public struct LetterRule: Sendable {
    /// Name of the template file without its extension.
    public let template: String
    /// Which sequence of numbers it draws from.
    public let register: String
    /// Archive classification, such as `000.9.2`.
    public let classification: String
    /// A date: the last day on which the letter is valid. Without it, valid without end.
    public let validUntil: Expression?

    public init(
        template: String, register: String, classification: String, validUntil: Expression? = nil
    ) {
        self.template = template
        self.register = register
        self.classification = classification
        self.validUntil = validUntil
    }

    /// A refusal is written by the template of the same name with `-tolak` behind.
    static func template(_ kind: LetterKind, _ name: String) -> String {
        kind == .grant ? name : "\(name)-tolak"
    }

    /// The templates of all its letters.
    var templates: [String] { [LetterKind.grant, .refusal].map { Self.template($0, template) } }
}

/// Access classes of official papers (Permendagri 1/2023).
public enum Confidentiality: String, Sendable, Hashable, CaseIterable {
    case biasa, terbatas, rahasia
}

extension Service {
    /// A question that is answered, not an application that is decided: it has neither a decision
    /// nor a letter.
    public var isQuestion: Bool { flow.steps.contains { $0.kind == .answer } }

    /// Work that officers begin (a visit to a permit) or another system, or that begins from a
    /// permit (an objection): nobody finds it among the services.
    public var isInternal: Bool {
        terms.permit?.gift == .visit || terms.permit?.gift == .objection || terms.intake != nil
    }

    /// Whether people find it among the services and may apply for it. Questions are asked from the
    /// page of a service, and what is wrong in the city is reported on a page of its own.
    public var isPublic: Bool {
        guard isQuestion else { return !isInternal }
        guard let report = terms.report, !isInternal else { return false }
        return report.kind != .complaint
    }
}
