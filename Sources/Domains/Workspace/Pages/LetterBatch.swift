import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Many letters looked at as summaries and signed or initialled at once, each by itself.
struct LetterBatch: Sendable {
    let tools: WorkspaceTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [.query("hal"), .query("centang", max: 20)]
        let page: Int
        /// Ticks whatever nobody has spoken against.
        let ticksUnopposed: Bool
        init(_ fields: inout FieldReader) {
            page = fields.page()
            ticksUnopposed = fields.optionalText("centang") == "mendukung"
        }
    }

    struct SignInput: RouteInput {
        static let fields: [InputField] =
            [
                .form("surat", .choices, max: 120), .form("sudah_baca", .flag, max: 5),
                .form("hal", max: 10),
            ] + Passphrase.fields
        let letters: [SeenTask]
        let passphrase: String?
        init(_ fields: inout FieldReader) {
            passphrase = Passphrase.read(&fields)
            letters = fields.tasks("surat", most: WaitingLetterPage.size, "workspace.batch")
            if !fields.flag("sudah_baca") { fields.refuse("sudah_baca", "workspace.batch.unread") }
        }
    }

    var routes: [Route] { LetterPress.allCases.flatMap(routes) }

    private func routes(_ press: LetterPress) -> [Route] {
        [
            Route.get(press.path, ListInput.self) { (context: OfficerContext, input) in
                var model = try await model(press, context, page: input.page)
                if input.ticksUnopposed {
                    model.form.values["surat"] = model.unopposed.map(\.seen.text)
                }
                return .page(batchView(model, context.ui))
            },
            Route.post(press.path, SignInput.self) { (context: OfficerContext, input) in
                let done = try await tools.cases.press(
                    press, input.letters, by: context.officer, passphrase: input.passphrase)
                return .page(batchResultView(done, press, context.ui))
            } refused: { context, form, _ in
                var model = try await model(press, context, page: Int(form.value("hal")) ?? 1)
                model.form = form
                return .page(batchView(model, context.ui))
            }.proving(),
        ]
    }

    private func model(
        _ press: LetterPress, _ context: OfficerContext, page: Int
    ) async throws -> BatchModel {
        let page = min(max(1, page), 100_000)
        let found = try await tools.cases.waitingLetters(
            of: context.officer, for: press, page: page - 1)
        var people = Set(found.letters.filter { !$0.isAnonymous }.map(\.applicant))
        people.formUnion(found.letters.compactMap(\.item.task.claimedBy))
        return BatchModel(
            press: press, letters: found.letters, hasMore: found.hasMore, page: page,
            officer: context.officer, catalogue: try await tools.shelf.published(),
            names: try await tools.names(people), now: context.now,
            signing: SigningNeed(
                need: press == .sign
                    ? try await tools.cases.hands.need(of: context.officer) : .nothing,
                isDemo: tools.isDemo))
    }
}

extension LetterPress {
    var path: PathTemplate {
        switch self {
        case .sign: WorkspaceURL.letters
        case .initial: WorkspaceURL.initials
        }
    }

    /// As `dari` says where somebody came from.
    var name: String {
        switch self {
        case .sign: "putusan"
        case .initial: "paraf"
        }
    }

    /// The key of a sentence that is said in two ways.
    func key(_ word: String) -> String {
        switch self {
        case .sign: "workspace.batch.\(word)"
        case .initial: "workspace.initials.\(word)"
        }
    }
}

extension WaitingLetter {
    var seen: SeenTask { item.seen }
}

/// What the list of waiting letters shows.
struct BatchModel: Sendable {
    let press: LetterPress
    let letters: [WaitingLetter]
    let hasMore: Bool
    /// From 1.
    let page: Int
    let officer: Officer
    let catalogue: Catalogue
    let names: [AccountID: String]
    let now: Instant
    let signing: SigningNeed
    var form = FormState()

    /// What may be ticked at once: nobody spoke against it, and no colleague holds it.
    var unopposed: [WaitingLetter] { letters.filter { $0.isUnopposed && holder($0) == nil } }

    /// The colleague who has taken the task.
    func holder(_ letter: WaitingLetter) -> AccountID? {
        letter.item.task.claimedBy.flatMap { $0 == officer.account ? nil : $0 }
    }
}
