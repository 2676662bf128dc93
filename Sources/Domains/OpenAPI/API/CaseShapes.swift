import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Web

enum CaseShapes {
    static let number = Schema.string(
        1...40, pattern: "^[0-9A-Za-z -]+$", "The number of a case, as printed.",
        example: "K7M-P4X-HT2R")

    private static let summaryMembers: [Shape<CaseRecord>.Member] = [
        .has("number", .text(number)) { $0.number.text },
        .has("service", .text(ServiceShapes.code)) { $0.service.text },
        .has("state", .choice(CaseState.allCases.map(\.rawValue))) { $0.state.rawValue },
        .may("outcome", .choice(Outcome.allCases.map(\.rawValue))) { $0.outcome?.rawValue },
        .may("waitsFor", .choice(Wait.allCases.map(\.rawValue))) { $0.wait?.rawValue },
        .has("step", .text) { $0.step },
        .has("unit", .text, "The unit that has it now.") { $0.unit.text },
        .has("round", .integer, "1, and one more for each correction.") { $0.round },
        .has("revision", .integer, "Sent with an act, so that nobody acts on old news.") {
            $0.revision
        },
        .has("submittedAt", .moment) { $0.submittedAt },
        .may("dueAt", .moment, "The promise, while its clock runs.") { $0.clock.promise },
        .may("closedAt", .moment) { $0.closedAt },
    ]

    static let summary = Shape<CaseRecord>.object(
        "CaseSummary", "A case in a list: plain facts.", summaryMembers)

    static let act = Shape<CaseAct>.object(
        "Act", "Something that happened on a case.",
        [
            .has("number", .integer, "Counted within the case, from 1.") { $0.act },
            .has("type", .text, example: "case.submitted") { $0.type },
            .has("at", .moment) { $0.at },
            .has("by", .choice(actors)) { $0.actor.kind },
            .may("unit", .text) { $0.unit },
        ])

    private static let actors = ["citizen", "agent", "officer", "system", "visitor"]

    static let message = Shape<CaseMessage>.object(
        "Message", "A message between applicant and office, or a note inside the office.",
        [
            .has("id", .text(.id("The message."))) { $0.id.text },
            .has("at", .moment) { $0.at }, .has("by", .choice(actors)) { $0.author.kind },
            .has("isInternal", .flag, "Seen by officers only.") { $0.isInternal },
            .has("text", .text) { $0.text },
        ])

    static let correctionItem = Shape<Correction.Item>.object(
        "CorrectionItem", "A field that is open again, and why.",
        [.has("field", .text) { $0.field }, .has("note", .text) { $0.note }])

    private static let correction = Shape<AskedCorrection>.object(
        "Correction", "What the applicant was asked to correct.",
        [
            .has("until", .day, "The last day for an answer.") { $0.until },
            .has("letter", .text) { $0.correction.letter },
            .has("items", correctionItem.list(most: 500)) { $0.correction.items },
        ])

    private static let task = Shape<TaskRecord>.object(
        "Task", "A step that waits for an office.",
        [
            .has("id", .text(.id("The task."))) { $0.id.text },
            .has("step", .text) { $0.step },
            .has("kind", .choice(StepKind.allCases.map(\.rawValue))) { $0.kind.rawValue },
            .has("unit", .text) { $0.unit.text }, .has("role", .text) { $0.role.text },
            .has("isClaimed", .flag) { $0.claimedBy != nil },
            .may("dueAt", .moment) { $0.dueAt },
        ])

    static let full = Shape<CaseView>.object(
        "Case", "A case with what its reader may see of it.",
        summaryMembers.map { member in member.of { $0.file.record } } + [
            .has("id", .text(.id("The case; before it was sent, the draft."))) {
                $0.file.record.id.text
            },
            .has("title", .words, "Of the service.") { $0.file.service.title },
            .has("answers", .made(AnswersJSON.schema)) {
                $0.file.answers.json($0.file.service.form, hidden: $0.isHidden)
            },
            .has("isHidden", .flag, "Whether numbers and addresses of people are masked.") {
                $0.isHidden
            },
            .has("files", AttachedFile.shape.list(most: 1_000)) { $0.files },
            .has("tasks", task.list(most: 100), "For officers.") { $0.tasks },
            .may("correction", correction, "What the applicant is asked for now.") {
                $0.file.openCorrection
            },
            .may(
                "confirmUntil", .moment,
                "Until when the applicant may `confirm` or `refute` what was answered."
            ) { $0.file.confirmUntil },
            .has("hasLetter", .flag, "Whether the letter can be fetched.") { $0.hasLetter },
        ])
}

/// A case as somebody may see it.
struct CaseView: Sendable {
    let file: CaseFile
    let isOfficer: Bool
    /// Whether what names or reaches a person is masked: for officers, until they ask for it.
    let isHidden: Bool

    /// Contact data stay open for this long after the officer asked for them.
    static let revealSeconds: Int64 = 15 * 60

    init(_ file: CaseFile, for program: Program, now: Instant) {
        self.file = file
        isOfficer = program.officer != nil
        let since = now.adding(seconds: -Self.revealSeconds)
        isHidden = isOfficer && !(file.contactSeenAt.map { $0 >= since } ?? false)
    }

    var tasks: [TaskRecord] { isOfficer ? file.tasks : [] }

    var hasLetter: Bool { file.letter?.state == .issued && file.letter?.blob != nil }

    var files: [AttachedFile] {
        file.files.map {
            AttachedFile(
                id: $0.blob, field: $0.field, name: $0.name,
                type: FileKind(rawValue: $0.kind)?.mediaType ?? "application/octet-stream",
                bytes: $0.bytes)
        }
    }

    /// Acts that the reader may see, oldest first.
    var acts: [CaseAct] {
        isOfficer
            ? file.acts
            : file.acts.filter { ActKind(rawValue: $0.type)?.isForApplicant ?? false }
    }
}

/// One line of an officer's list.
enum InboxShapes {
    static let item = Shape<InboxItem>.object(
        "InboxItem", "A task that the officer may do: plain facts.",
        [
            .has("number", .text(CaseShapes.number)) { $0.number.text },
            .has("service", .text(ServiceShapes.code)) { $0.service.text },
            .has("task", .text(.id("The task."))) { $0.task.id.text },
            .has("step", .text) { $0.task.step },
            .has("kind", .choice(StepKind.allCases.map(\.rawValue))) { $0.task.kind.rawValue },
            .has("unit", .text) { $0.task.unit.text },
            .has("isClaimed", .flag) { $0.task.claimedBy != nil },
            .has("revision", .integer) { $0.revision },
            .has("submittedAt", .moment) { $0.submittedAt },
            .may("dueAt", .moment, "Of the task.") { $0.task.dueAt },
            .may("caseDueAt", .moment, "Of the promise to the applicant.") { $0.caseDueAt },
        ])
}

/// What anybody may know who knows the number.
enum TrackingShapes {
    private static let act = Shape<PublicTracking.Act>.object(
        "TrackingAct", "A public act.",
        [
            .has("number", .integer) { $0.number },
            .has("type", .text) { $0.kind.rawValue }, .has("at", .moment) { $0.at },
            .may("unit", .text) { $0.unit?.text },
        ])

    static let shape = Shape<PublicTracking>.object(
        "Tracking", "How far a case is, without any personal data.",
        [
            .has("number", .text(CaseShapes.number)) { $0.record.number.text },
            .has("service", .text(ServiceShapes.code)) { $0.record.service.text },
            .has("title", .words) { $0.rules.service.title },
            .has("state", .choice(CaseState.allCases.map(\.rawValue))) { $0.record.state.rawValue },
            .may("outcome", .choice(Outcome.allCases.map(\.rawValue))) {
                $0.record.outcome?.rawValue
            },
            .has("step", .words) {
                $0.rules.service.flow.step($0.record.step)?.title ?? LocalizedText($0.record.step)
            },
            .has("submittedAt", .moment) { $0.record.submittedAt },
            .may("dueAt", .moment) { $0.record.clock.promise },
            .has("acts", act.list(most: 1_000)) { $0.acts },
        ])
}

enum PermitShapes {
    static let shape = Shape<PermitFacts>.object(
        "Permit", "What the public register says of a permit.",
        [
            .has("number", .text) { $0.number },
            .has("service", .text(ServiceShapes.code)) { $0.kind.text },
            .has("title", .words) { $0.title }, .has("holder", .text) { $0.holder },
            .has("place", .text) { $0.place }, .has("issued", .day) { $0.issued },
            .may("until", .day, "The last day; without it: without end.") { $0.until },
            .has("state", .choice(PermitState.allCases.map(\.rawValue))) { $0.state.rawValue },
            .may("successor", .text) { $0.successor },
        ])
}
