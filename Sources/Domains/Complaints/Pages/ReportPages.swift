import Cases
import Contracts
import Forms
import Kernel
import Ledger
import People
import Store
import Web

/// One report as everybody sees it.
struct ReportPages: Sendable {
    let tools: ComplaintTools

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 80)]
        let number: String
        init(_ fields: inout FieldReader) { number = fields.text("nomor") }
    }

    struct PhotoInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 80), .path("urut", max: 3)]
        let number: String
        let place: Int
        init(_ fields: inout FieldReader) {
            number = fields.text("nomor")
            place = Int(fields.text("urut")) ?? -1
        }
    }

    var routes: [Route] {
        [
            Route.get(ComplaintURL.one, NumberInput.self) { (visit: VisitorContext, input) in
                try await one(input.number, visit)
            },
            Route.get(ComplaintURL.photo, PhotoInput.self, output: .file) {
                (_: VisitorContext, input) in
                try await photo(input, page: 1)
            },
            Route.get(ComplaintURL.thumb, PhotoInput.self, output: .file) {
                (_: VisitorContext, input) in
                try await photo(input, page: 0)
            },
            Route.post(ComplaintURL.support, NumberInput.self) {
                (citizen: CitizenContext, input) in
                let report = try await tools.report(input.number)
                try await support(report, by: citizen.citizen.account)
                return Reply.redirect(ComplaintURL.one.filled(report.number.text))
                    .flash(.success, "complaints.supported")
            },
        ]
    }

    private func one(_ number: String, _ visit: VisitorContext) async throws -> Reply {
        let report = try await tools.report(number)
        // What is not public has its page for whoever knows the number: without a word of it.
        guard report.isPublic else {
            return .redirect(ComplaintURL.tracking.filled(report.number.text))
        }
        let catalogue = try await tools.shelf.published()
        let tracking = try await tools.cases.tracking(report.number)
        let photos = try await tools.shownPhotos(of: [report])[report.caseID] ?? []
        let forward =
            report.state == .elsewhere
            ? try await tools.store.read("report.forward", short: true) {
                try ForwardRows.of(report.caseID, in: $0)
            } : nil
        return .page(
            ReportView(
                report: report, photos: photos, forward: forward, acts: tracking.acts,
                catalogue: catalogue,
                isOwn: visit.person?.account == tracking.record.applicant, ui: visit.ui
            ).page)
    }

    /// A picture that the house itself has drawn: upright, without place and time of the camera.
    private func photo(_ input: PhotoInput, page: Int) async throws -> Reply {
        let report = try await tools.report(input.number)
        let picture = try await tools.store.read("report.photo") { [tools] reader -> Blob? in
            guard report.isPublic else { return nil }
            return try PublicPhotos(tools: tools)
                .picture(input.place, page: page, of: report.caseID, in: reader)
        }
        guard let picture else { return try .notFound() }
        return .picture(try await tools.blobs.read(picture), name: "foto.jpg")
    }

    private func support(_ report: Report, by account: AccountID) async throws {
        guard report.isPublic, report.state.isOpen else {
            throw Refusal(.conflict, "complaints.support.not_now")
        }
        try await tools.store.write("report.support") { [tools] tx in
            // What was merged is worked on, and followed, with the other.
            let into = try report.mergedInto.flatMap { try ReportRows.find($0, in: tx)?.caseID }
            let isNew = try SupportRows.add(
                account, to: into ?? report.caseID, from: into == nil ? nil : report.caseID,
                at: tools.world.now, in: tx)
            guard isNew else { return }
            try tools.ledger.append(
                LedgerEntry(
                    type: "report.supported", caseID: report.caseID, actor: .citizen(account),
                    service: report.service.text, unit: report.unit.text, facts: .object([:]),
                    at: tools.world.now),
                key: nil, in: tx)
        }
    }
}

/// A picture that may be shown, at its place among all.
struct ShownPhoto: Sendable {
    let place: Int
    let kind: ReportPhoto.Kind
    let page, thumb: FileCheck.Page

    var isResult: Bool { kind == .result }
}
