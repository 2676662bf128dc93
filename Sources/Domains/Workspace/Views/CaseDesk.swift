import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Web

/// Everything that the case page shows to one officer at one moment.
struct CaseDesk: Sendable {
    /// Held by a class: the page hands its desk on at many places.
    private final class Held: Sendable {
        let file: CaseFile
        let task: TaskRecord?
        let step: Step?

        init(_ file: CaseFile, _ officer: Officer) {
            self.file = file
            task = CaseDesk.task(of: file, officer)
            step = file.service.flow.step(task?.step ?? file.record.step)
        }
    }

    private let held: Held
    var file: CaseFile { held.file }
    let officer: Officer
    var names: Nameplates
    /// Contact data are shown in full; that was noted.
    let isRevealed: Bool
    let now: Instant
    /// The kind of letter that the editor is opened with, when the page asked for one.
    var letterKind: LetterKind = .grant
    /// The text that the editor begins with.
    var letterText = ""
    /// What may be shown of the files.
    var checks: [BlobID: FileCheck] = [:]
    /// What was saved at this officer's task before its act.
    var work: Work?
    /// Texts that the city offers, as they are today.
    var phrases: [Phrase] = []
    /// What this officer is asked for at a signature.
    var signing = SigningNeed()
    /// How many acts the history shows before somebody asks for all.
    static let newestActs = 50
    /// The act that was refused or looked at beforehand, with what was typed.
    var tried: TriedAct?
    /// What other domains show beside the case.
    var beside = HTML()

    init(
        file: CaseFile, officer: Officer, names: Nameplates, isRevealed: Bool, now: Instant
    ) {
        held = Held(file, officer)
        self.officer = officer
        self.names = names
        self.isRevealed = isRevealed
        self.now = now
    }

    /// The case is open to this officer in an emergency, and not otherwise: to be read only.
    var emergency: OpenedCase? { officer.opened.first { $0.caseID == record.id } }
    var isEmergency: Bool { emergency != nil }

    var record: CaseRecord { file.record }
    var number: String { record.number.text }
    var calendar: WorkingCalendar { file.rules.calendar }
    var zone: Zone { calendar.zone }
    /// The step of this officer's task, else the one where the case stands.
    var step: Step? { held.step }

    /// The task that concerns this officer most: one he may do, else the first.
    var task: TaskRecord? { held.task }

    private static func task(of file: CaseFile, _ officer: Officer) -> TaskRecord? {
        let own = file.tasks.filter { officer.authority(for: $0) != nil }
        return own.first {
            isOpen($0, file) && $0.claimedBy ?? officer.account == officer.account
        } ?? own.first { isOpen($0, file) } ?? file.task
    }

    /// Whose turn it is, seen from this officer.
    var turn: Turn {
        if record.state == .closed { return .closed }
        guard let task else { return .closed }
        let isOwn = officer.authority(for: task) != nil
        if record.state == .waiting, !(isOwn && Self.isOpen(task, file)) { return .applicant }
        guard isOwn else { return .elsewhere(task) }
        if !Self.isOpen(task, file) { return .asked(task) }
        if let holder = task.claimedBy, holder != officer.account {
            return .colleague(task, holder)
        }
        return .mine(task)
    }

    private static func isOpen(_ task: TaskRecord, _ file: CaseFile) -> Bool {
        file.service.flow.mayBeDone(task, of: file.record)
    }

    /// What was typed into the form of an act, if that act was tried.
    func form(_ act: DeskAct) -> FormState {
        guard let tried, tried.act == act else { return act == stepAct ? workForm : FormState() }
        return tried.form
    }

    func isTried(_ act: DeskAct) -> Bool { tried?.act == act }

    /// The title of whoever does a task: the seat of a line, or the role in its unit.
    func seatTitle(_ task: TaskRecord, _ language: Language) -> String {
        let catalogue = file.rules.catalogue
        let unit = catalogue.unit(task.unit)?.short ?? task.unit.text
        let role = catalogue.role(task.role)?.title.text(language) ?? task.role.text
        return "\(role), \(unit)"
    }

    func unitName(_ code: UnitCode, _ language: Language) -> String {
        file.rules.catalogue.unit(code)?.name.text(language) ?? code.text
    }

    /// “Ani Wijaya, Analis Perizinan 1”; “Anda”; “Pemohon”.
    func who(_ actor: Actor, _ ui: UI) -> String {
        switch actor {
        case .citizen: ui.words("workspace.applicant")
        case .agent(let account):
            ui.words("workspace.agent", ["name": names.accounts[account] ?? "–"])
        case .system: ui.words("workspace.system")
        case .visitor: ui.words("workspace.visitor")
        case .officer(let account, let position): who(account, position, ui)
        }
    }

    func who(_ account: AccountID, _ position: PositionID?, _ ui: UI) -> String {
        let isMe = account == officer.account
        let name =
            isMe
            ? ui.words("workspace.you") : names.accounts[account] ?? ui.words("workspace.colleague")
        guard let position, let title = names.positions[position] else { return name }
        return "\(name), \(title.text(ui.language))"
    }

    func time(_ instant: Instant, _ ui: UI) -> String {
        HumanText.dateTime(instant, zone, ui.language)
    }
}

/// Whose turn it is.
enum Turn: Sendable {
    case mine(TaskRecord)
    /// A colleague of the same position holds it.
    case colleague(TaskRecord, AccountID)
    /// This officer has asked for a correction that goes out with what other branches ask.
    case asked(TaskRecord)
    /// Another position or agency.
    case elsewhere(TaskRecord)
    /// The applicant corrects.
    case applicant
    case closed
}

/// The forms of the case page.
enum DeskAct: String, Sendable, Hashable, CaseIterable {
    case claim, handBack, complete, correction, opinion, letter, initial, sendBack, sign, refuse
    case handOver, answer, dismiss, message, settle, note
    case pay, payLate, record, refuseRecord
    case extend, pause, resume, reroute, reopen, revokeLetter, link, unlink

    /// Where the form stands on the page.
    var anchor: String {
        switch self {
        case .message, .settle: "percakapan"
        case .note: "catatan"
        case .extend, .pause, .resume, .reroute, .reopen, .revokeLetter, .link, .unlink, .payLate:
            "pimpinan"
        default: "tugas"
        }
    }

    /// The form's field for a field of the engine.
    func field(_ engine: String) -> String {
        switch (self, engine) {
        case (.correction, "fields"): "isian"
        case (.correction, "letter"): "surat"
        case (.correction, _): "n." + engine
        case (.opinion, "text"): "pendapat"
        case (.opinion, "hasil"): engine
        case (.answer, "text"), (.answer, AnswerInput.name): AnswerInput.name
        case (.opinion, _), (.complete, _), (.record, _), (.answer, _): SentFields.name(engine)
        case (.refuse, Passphrase.name): Passphrase.refusalName
        case (.revokeLetter, "ground"): "sebab_cabut"
        case (.revokeLetter, "words"): "alasan_cabut"
        case (.revokeLetter, "successor"): "nomor_pengganti"
        case (.dismiss, "reason"): DismissInput.reasonName
        case (.dismiss, "text"): DismissInput.textName
        case (.letter, "text"): "naskah"
        case (.initial, "text"): "naskah"
        case (.sendBack, "reason"): "alasan_kembali"
        case (.refuse, "reason"): "alasan_tolak"
        case (.message, "message"): "pesan"
        case (.note, "message"): "catatan"
        case (.pay, _), (.payLate, _): Self.payment[engine] ?? engine
        case (.refuseRecord, "reason"): "alasan_dokumen"
        case (.extend, "reason"): "alasan_perpanjangan"
        case (.pause, "pause"): "sebab"
        case (.pause, "note"): "catatan_jeda"
        case (.reroute, "unit"): "unit"
        case (.reroute, "reason"): "alasan_alih"
        case (.reopen, "step"): "langkah"
        case (.reopen, "reason"): "alasan_buka"
        case (.link, "other"): "berkas_lain"
        case (.link, "kind"): "jenis_kaitan"
        case (.link, "reason"): "alasan_kaitan"
        default: engine
        }
    }
}

extension DeskAct {
    private static let payment = [
        "day": "tanggal_bayar", "rupiah": "jumlah_bayar", "reference": "bukti_bayar",
    ]
}

/// An act that did not come about, or that is only looked at.
struct TriedAct: Sendable {
    let act: DeskAct
    let form: FormState
    /// Nothing for a preview.
    let refusal: Refusal.Kind?
    /// What somebody else did just before, in words.
    var meanwhile: Meanwhile?
    /// Somebody saved at the task since the page was made.
    var isWorkNewer: Bool { form.problems.contains { $0.key == "forms.work.newer" } }

    struct Meanwhile: Sendable {
        let kind: String
        let actor: Actor
        let at: Instant
    }

    /// The engine names its own fields; the page shows the problem at the form's.
    init(_ act: DeskAct, _ form: FormState, _ refusal: Refusal.Kind?) {
        self.act = act
        self.refusal = refusal
        var form = form
        form.problems = form.problems.map { problem in
            guard let field = problem.field, form.values[field] == nil else { return problem }
            return problem.at(act.field(field))
        }
        self.form = form
    }
}
