import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// The desk of those who keep the register.
struct OfficePages: Sendable {
    let tools: PermitTools

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("q", max: 200), .query("setelah", max: 120), .query("keadaan", max: 20),
        ]
        let text: String
        let state: PermitState?
        let after: [UInt8]?
        init(_ fields: inout FieldReader) {
            text = String((fields.optionalText("q") ?? "").prefix(120))
            state = fields.optionalText("keadaan").flatMap { PermitState(rawValue: $0) }
            after = fields.optionalText("setelah").map { PermitNumber.key(slug: $0) }
        }
    }

    /// NIK, NIB or the whole name of a holder: sent in a form, so that it stands in no address.
    struct FindInput: RouteInput {
        static let fields: [InputField] = [.form("pemegang", max: 200)]
        let holder: String
        init(_ fields: inout FieldReader) { holder = fields.text("pemegang") }
    }

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 200)]
        let key: [UInt8]
        init(_ fields: inout FieldReader) { key = PermitNumber.key(slug: fields.text("nomor")) }
    }

    struct ProposeInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 200), .form("tindakan", max: 20), .form("mulai", .day),
            .form("sampai", .day), .form("dasar", max: 2_000), .form("alasan", max: 8_000),
        ]
        let key: [UInt8]
        let proposal: PermitProposal?
        init(_ fields: inout FieldReader) {
            key = PermitNumber.key(slug: fields.text("nomor"))
            let measure = fields.value("tindakan") { PermitMeasure(rawValue: $0) }
            let from = fields.optionalDay("mulai")
            let until = fields.optionalDay("sampai")
            let law = fields.text("dasar")
            let reason = fields.text("alasan")
            proposal = measure.map {
                PermitProposal(measure: $0, from: from, until: until, law: law, reason: reason)
            }
        }
    }

    struct DecideInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor", max: 200), .form("usul", max: 40), .form("putusan", max: 10),
            .form("alasan", max: 8_000),
        ]
        let key: [UInt8]
        let event: UUIDv7?
        let approve: Bool?
        let answer: String?
        init(_ fields: inout FieldReader) {
            key = PermitNumber.key(slug: fields.text("nomor"))
            event = fields.value("usul") { UUIDv7(text: $0) }
            approve = fields.value("putusan") {
                $0 == "setuju" ? true : $0 == "tolak" ? false : nil
            }
            answer = fields.optionalText("alasan")
        }
    }

    var routes: [Route] {
        [
            Route.get(PermitURL.desk, ListInput.self) { (officer: OfficerContext, input) in
                .page(try await list(input, officer))
            }.needing(.keepPermits),
            // The address stands in the browser after a search; opening it again leads back.
            Route.get(PermitURL.find) { (_: OfficerContext) in
                .redirect(PermitURL.desk.filled())
            }.needing(.keepPermits),
            Route.post(PermitURL.find, FindInput.self) { (officer: OfficerContext, input) in
                .page(try await find(input.holder, officer))
            } refused: { officer, form, _ in
                .page(try await found([], form, officer))
            }.needing(.keepPermits),
            Route.get(PermitURL.deskOne, NumberInput.self) { (officer: OfficerContext, input) in
                .page(try await one(input.key, FormState(), officer))
            }.needing(.keepPermits),
            Route.post(PermitURL.propose, ProposeInput.self) { (officer: OfficerContext, input) in
                guard let proposal = input.proposal else { return try .notFound() }
                try await tools.propose(proposal, for: input.key, by: officer.officer)
                return .redirect(Self.address(input.key)).flash(.success, "permits.proposed")
            } refused: { officer, form, _ in
                .page(try await one(PermitNumber.key(slug: form.value("nomor")), form, officer))
            }.needing(.keepPermits),
            Route.get(PermitURL.decide, NumberInput.self) { (_: OfficerContext, input) in
                .redirect(Self.address(input.key))
            }.needing(.keepPermits),
            Route.get(PermitURL.propose, NumberInput.self) { (_: OfficerContext, input) in
                .redirect(Self.address(input.key))
            }.needing(.keepPermits),
            Route.post(PermitURL.decide, DecideInput.self) { (officer: OfficerContext, input) in
                guard let event = input.event, let approve = input.approve else {
                    return try .notFound()
                }
                try await tools.decide(
                    event, for: input.key, approve: approve, answer: input.answer,
                    by: officer.officer)
                return .redirect(Self.address(input.key)).flash(
                    .success, approve ? "permits.decided.yes" : "permits.decided.no")
            } refused: { officer, form, _ in
                .page(try await one(PermitNumber.key(slug: form.value("nomor")), form, officer))
            }.needing(.keepPermits).proving(),
        ]
    }

    private static func address(_ key: [UInt8]) -> String {
        PermitURL.desk(String(decoding: key, as: UTF8.self))
    }

    private func list(_ input: ListInput, _ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let today = Day(officer.now, in: catalogue.profile.zone)
        let kinds = tools.kinds(of: officer.officer, catalogue)
        let filter = PermitFilter(text: input.text, state: input.state, kinds: kinds)
        let size = PublicPages.size
        let isPlain = input.after == nil && input.text.isEmpty && input.state == nil
        let (found, waiting) = try await tools.store.read("permit.desk") { [tools] reader in
            let found =
                kinds.isEmpty
                ? PermitPage()
                : try tools.rows.search(
                    filter, after: input.after, limit: size, on: today, in: reader)
            let ids = kinds.isEmpty || !isPlain ? [] : try EventRows.waiting(kinds, in: reader)
            return (found, try ids.compactMap { try tools.rows.find($0, in: reader) })
        }
        return DeskListView(
            waiting: waiting, permits: found.permits, next: found.next,
            filter: filter, form: FormState(), isByHolder: false, catalogue: catalogue,
            today: today, ui: officer.ui
        ).page
    }

    private func find(_ typed: String, _ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let kinds = tools.kinds(of: officer.officer, catalogue)
        let found = try await tools.store.read("permit.holder") { [tools] reader in
            kinds.isEmpty ? [] : try tools.rows.held(by: typed, kinds: kinds, in: reader)
        }.filter { (try? tools.seat(officer.officer, $0, catalogue)) != nil }
        // Noted before anything is shown.
        try await tools.noteLooks(found, by: officer.officer, catalogue)
        return try await self.found(found, FormState(["pemegang": typed]), officer)
    }

    private func found(
        _ permits: [Permit], _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        return DeskListView(
            waiting: [], permits: permits, next: nil, filter: PermitFilter(), form: form,
            isByHolder: true, catalogue: catalogue,
            today: Day(officer.now, in: catalogue.profile.zone), ui: officer.ui
        ).page
    }

    private func one(
        _ key: [UInt8], _ form: FormState, _ officer: OfficerContext
    ) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let permit = try await tools.permit(key)
        _ = try tools.seat(officer.officer, permit, catalogue)
        try await tools.noteLooks([permit], by: officer.officer, catalogue)
        let record = try await tools.record(permit)
        return DeskPermitView(
            record: record, form: form, officer: officer.officer, catalogue: catalogue,
            now: officer.now, ui: officer.ui
        ).page
    }
}
