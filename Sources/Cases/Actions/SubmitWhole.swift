import Contracts
import Forms
import Kernel
import Ledger
import People
import Store

/// An application that arrives as a whole, under an id that its sender chose: nobody goes on
/// writing it, so it is no draft on its way.
public struct WholeApplication: Sendable {
    public let id: CaseID
    public let service: Service
    public let typed: TypedAnswers
    public let files: [NewFile]
    public let applicant: AccountID
    public let language: Language

    public init(
        id: CaseID, service: Service, typed: TypedAnswers, files: [NewFile],
        applicant: AccountID, language: Language
    ) {
        self.id = id
        self.service = service
        self.typed = typed
        self.files = files
        self.applicant = applicant
        self.language = language
    }

    /// What counts of it, and everything that is wrong.
    public func read(on today: Day) -> (answers: Answers, problems: [FieldProblem]) {
        let there = Dictionary(grouping: files, by: \.field)
            .mapValues { AnswerValue.files($0.map(\.answer)) }
        return service.form.answer(typed, over: Answers(there), now: today)
    }
}

extension Cases {
    /// Makes a case of a whole application.
    /// - Parameter answers: what counts of it, read on the day of the transaction and free of
    ///   problems.
    /// - Returns: its number.
    /// - Throws: `Refusal`, where the service asks to know better who applies;
    ///   `StoreError.unique`, at the latest from the commit, where something has its id already.
    public func submit(
        _ whole: WholeApplication, _ answers: Answers, of catalogue: Catalogue,
        in tx: Transaction
    ) throws -> TrackingCode {
        if whole.service.identityLevel > 0 {
            try whole.service.admit(try IdentityLevel.of(whole.applicant, in: tx))
        }
        // Every draft and every case has a key of its id, also after its erasure: it says whether
        // something is there, without being asked first.
        let key = try vault.createKey(whole.id, in: tx)
        try drafts.keep(whole.files, of: key, in: tx)
        let rules = CaseRules(
            catalogue: catalogue, service: whole.service, calendar: catalogue.calendar)
        let scene = try begin(
            whole.id, rules, answers, key: key, applicant: whole.applicant,
            language: whole.language, isNew: true, in: tx)
        try scene.tell("submitted")
        return scene.record.number
    }
}
