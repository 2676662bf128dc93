import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// One case as its applicant sees it.
struct CasePages: Sendable {
    let desk: ErrandDesk

    struct Address: RouteInput {
        static let fields: [InputField] = [.path("nomor")]
        let number: String
        init(_ fields: inout FieldReader) { number = fields.text("nomor") }
    }

    struct ProofInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .path("tindakan", max: 10)]
        let number: String
        let act: Int64
        init(_ fields: inout FieldReader) throws {
            number = fields.text("nomor")
            guard let act = Int64(fields.text("tindakan")), act > 0 else {
                throw Refusal(.notFound, "case.not_found")
            }
            self.act = act
        }
    }

    struct MessageInput: RouteInput {
        static let fields: [InputField] = [.path("nomor"), .form("pesan", max: CaseLimits.message)]
        let number, text: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            text = fields.text("pesan")
        }
    }

    struct WithdrawInput: RouteInput {
        static let fields: [InputField] = [
            .path("nomor"), .form("alasan", max: CaseLimits.message),
        ]
        let number, reason: String
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            reason = fields.optionalText("alasan") ?? ""
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.caseFile, Address.self) { (citizen: ErrandContext, input) in
                .page(try await view(input.number, citizen).page(FormState()))
            },
            // The address stands in the browser after a refusal; opening it again leads back.
            Route.get(PortalURL.caseMessage, Address.self) { (_: ErrandContext, input) in
                .redirect(PortalURL.caseFile.filled(input.number))
            },
            Route.post(PortalURL.caseMessage, MessageInput.self) {
                (citizen: ErrandContext, input) in
                let file = try await desk.file(input.number, citizen)
                try await desk.cases.writeMessage(
                    on: file.record.id, by: citizen.person.account, text: input.text)
                return .redirect(PortalURL.caseFile.filled(input.number) + "#pesan")
                    .flash(.success, "portal.message.sent")
            } refused: { citizen, form, _ in
                .page(try await view(form.value("nomor"), citizen).page(form))
            },
            Route.get(PortalURL.caseProof, ProofInput.self, output: .file) {
                (citizen: ErrandContext, input) in
                let file = try await desk.file(input.number, citizen)
                let act = file.acts.first { $0.act == input.act }
                guard let kind = act.flatMap({ ActKind(rawValue: $0.type) }), kind.hasReceipt
                else { throw Refusal(.notFound, "case.not_found") }
                guard let bytes = try await desk.tools.proof(file.record.id, input.act) else {
                    throw Refusal(.conflict, "portal.proof.soon")
                }
                return .file(
                    bytes, type: "application/json",
                    name: "bukti-\(file.record.number.text)-\(input.act).json")
            },
            Route.get(PortalURL.caseFlow, Address.self, output: .file) {
                (citizen: ErrandContext, input) in
                let file = try await desk.file(input.number, citizen)
                return .drawing(
                    FlowDrawing(
                        file.service, file.rules.catalogue, citizen.ui.language,
                        current: file.current))
            },
            Route.post(PortalURL.caseObjection, Address.self) {
                (citizen: ErrandContext, input) in
                let file = try await desk.file(input.number, citizen)
                try await desk.checkRoom(citizen.citizen.account)
                let draft = try await desk.cases.beginObjection(
                    file.record.id, by: citizen.person.account)
                return .redirect(PortalURL.draft.filled(draft.text))
            },
            Route.post(PortalURL.caseAgain, Address.self) { (citizen: ErrandContext, input) in
                let file = try await desk.file(input.number, citizen)
                let isRenewal = file.gaveRenewable
                if isRenewal, try await !desk.tools.isRenewable(file.record.id) {
                    throw Refusal(.conflict, "portal.renew.not_now")
                }
                try await desk.checkRoom(citizen.citizen.account)
                let draft = try await desk.cases.beginAgain(
                    file.record.id, isRenewal ? .parent : .copy, by: citizen.person.account)
                return .redirect(PortalURL.draft.filled(draft.text))
                    .flash(.info, "portal.again.begun")
            },
            Route.get(PortalURL.caseWithdraw, Address.self) { (citizen: ErrandContext, input) in
                try await withdrawal(input.number, citizen, FormState())
            },
            Route.post(PortalURL.caseWithdraw, WithdrawInput.self) {
                (citizen: ErrandContext, input) in
                try await withdraw(input, citizen)
            } refused: { citizen, form, _ in
                try await withdrawal(form.value("nomor"), citizen, form)
            },
        ]
    }

    func view(_ number: String, _ citizen: ErrandContext) async throws -> CaseView {
        let file = try await desk.file(number, citizen)
        let catalogue = try await desk.tools.shelf.published()
        return CaseView(
            file: file, catalogue: catalogue, authors: try await authors(file),
            applicants: try await applicants(file, citizen.person), now: citizen.now,
            pace: try await desk.cases.pace(of: file.service.code),
            contestableUntil: try desk.cases.contestableUntil(file.record, file.rules),
            ballot: file.record.state == .closed
                ? try await desk.tools.ballot(file.record.id) : nil,
            isRenewable: file.gaveRenewable && file.record.state == .closed
                ? try await desk.tools.isRenewable(file.record.id) : false,
            citizen: citizen)
    }

    /// The names of those who acted on the applicant's side, where it was not always the reader.
    private func applicants(
        _ file: CaseFile, _ reader: CitizenIdentity
    ) async throws -> [AccountID: String] {
        let actors = file.messages.map(\.author) + file.acts.map(\.actor)
        let others = Set(actors.filter(\.isApplicant).compactMap(\.account))
            .subtracting([reader.account])
        guard !others.isEmpty else { return [:] }
        let accounts = desk.tools.accounts
        return try await desk.store.read("case.applicants") { reader in
            try accounts.names(of: others, in: reader).accounts
        }
    }

    /// The posts of those who wrote or acted; names of officers are not told.
    private func authors(_ file: CaseFile) async throws -> [PositionID: Position] {
        let ids = Set(
            file.messages.compactMap(\.author.position) + file.acts.compactMap(\.actor.position))
        guard !ids.isEmpty else { return [:] }
        let directory = desk.tools.directory
        return try await desk.store.read("case.authors") { reader in
            var found: [PositionID: Position] = [:]
            for id in ids { found[id] = try directory.position(id, in: reader) }
            return found
        }
    }

    private func withdrawal(
        _ number: String, _ citizen: ErrandContext, _ form: FormState
    ) async throws -> Reply {
        let file = try await desk.file(number, citizen)
        guard file.mayWithdraw else {
            return .redirect(PortalURL.caseFile.filled(number))
                .flash(.warning, "case.withdraw.too_late")
        }
        return .page(WithdrawView.page(file, form, citizen.ui))
    }

    private func withdraw(_ input: WithdrawInput, _ citizen: ErrandContext) async throws -> Reply {
        let file = try await desk.file(input.number, citizen)
        let done = Reply.redirect(PortalURL.caseFile.filled(input.number))
            .flash(.success, "portal.withdraw.done")
        // A second press finds it done.
        if file.record.outcome == .withdrawn { return done }
        try await desk.cases.withdraw(
            file.record.id, by: citizen.person.account, reason: input.reason)
        return done
    }
}

extension CaseFile {
    /// Until the decision, or the answer.
    var mayWithdraw: Bool { record.mayBeWithdrawn(at: task?.kind) }

    /// The letter as its applicant may fetch it.
    var issuedLetter: LetterRecord? {
        guard let letter, letter.state == .issued, letter.blob != nil else { return nil }
        return letter
    }

    var address: String { PortalURL.caseFile.filled(record.number.text) }
}
