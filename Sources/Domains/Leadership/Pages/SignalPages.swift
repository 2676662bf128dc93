import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// What the inspectorate is shown, and its judgement. No name stands here: a position, a unit, a
/// case's number.
struct SignalPages: Sendable {
    let tools: LeadershipTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("jenis", max: 20), .query("keadaan", max: 20), .query("setelah", max: 60),
            .query("tanda", max: 60),
        ]
        let kind: Signal.Kind?
        let state: Signal.State
        let place: UUIDv7?
        /// One signal, to be judged.
        let chosen: UUIDv7?
        init(_ fields: inout FieldReader) {
            kind = fields.optionalText("jenis").flatMap(Signal.Kind.init)
            state = fields.optionalText("keadaan").flatMap(Signal.State.init) ?? .open
            place = fields.optionalText("setelah").flatMap { UUIDv7(text: $0) }
            chosen = fields.optionalText("tanda").flatMap { UUIDv7(text: $0) }
        }
        init(chosen: UUIDv7?) {
            kind = nil
            state = .open
            place = nil
            self.chosen = chosen
        }
    }

    struct JudgeInput: RouteInput {
        static let fields: [InputField] = [
            .path("tanda", max: 60), .form("penilaian", max: 20), .form("alasan", max: 1_000),
            .form("pilihan", max: 60),
        ]
        let id: UUIDv7
        let verdict: Signal.State?
        let reason: String
        init(_ fields: inout FieldReader) throws {
            guard let id = UUIDv7(text: fields.text("tanda")) else {
                throw Refusal(.notFound, "web.notFound")
            }
            self.id = id
            verdict = fields.value("penilaian") { Signal.State(rawValue: $0) }
            reason = fields.text("alasan")
        }
    }

    var routes: [Route] {
        [
            Route.get(LeadershipURL.signals, ListInput.self) { (context: OfficerContext, input) in
                .page(try await page(input, context, FormState()))
            }.needing(.inspect),
            Route.post(LeadershipURL.judge, JudgeInput.self) {
                (context: OfficerContext, input) in
                guard let verdict = input.verdict, verdict != .open else {
                    throw Refusal(.invalid, "web.problem.required", field: "penilaian")
                }
                try await tools.judge(
                    input.id, verdict, reason: input.reason, by: context.officer)
                return Reply.redirect(LeadershipURL.signals.filled())
                    .flash(.success, "leadership.signal.done")
            } refused: { context, form, _ in
                .page(
                    try await page(
                        ListInput(chosen: UUIDv7(text: form.value("pilihan"))), context, form))
            }.needing(.inspect).proving(),
        ]
    }

    private func page(
        _ input: ListInput, _ context: OfficerContext, _ form: FormState
    ) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let model = try await tools.store.read("leadership.signals") { reader in
            let rows = SignalRows(vault: tools.vault)
            let one = try input.chosen.flatMap { try rows.find($0, in: reader) }
            let list =
                try one.map { [$0] }
                ?? rows.page(input.kind, input.state, before: input.place, in: reader)
            let shown = Array(list.prefix(SignalRows.pageSize))
            let numbers = try Self.numbers(Set(shown.map(\.caseID)), in: reader)
            return SignalModel(
                kind: input.kind, state: input.state, isOne: one != nil, list: shown,
                hasMore: list.count > shown.count,
                counts: try SignalRows.counts(in: reader), numbers: numbers,
                titles: try tools.accounts.names(
                    of: Set(shown.compactMap(\.judgedBy)),
                    positions: Set(shown.compactMap(\.position)), in: reader),
                catalogue: catalogue, zone: tools.zone, form: form)
        }
        return signalsView(model, context.ui)
    }

    private static func numbers(
        _ cases: Set<CaseID>, in reader: Reader
    ) throws -> [CaseID: String] {
        guard !cases.isEmpty else { return [:] }
        return try reader.rows(
            "SELECT id, number FROM cases WHERE id IN \(list: cases.sorted())"
        ).reduce(into: [:]) { $0[$1.id(0)] = $1.text(1) }
    }
}
