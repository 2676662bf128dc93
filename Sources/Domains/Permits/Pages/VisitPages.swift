import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Field supervision: which permits are due for a visit, and beginning one.
struct VisitPages: Sendable {
    let tools: PermitTools

    struct NumberInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 200)]
        let key: [UInt8]
        init(_ fields: inout FieldReader) { key = PermitNumber.key(slug: fields.text("nomor")) }
    }

    struct BeginInput: RouteInput {
        static let fields: [InputField] = [.path("nomor", max: 200), .form("sebab", max: 20)]
        let key: [UInt8]
        let reason: VisitReason?
        init(_ fields: inout FieldReader) {
            key = PermitNumber.key(slug: fields.text("nomor"))
            reason = fields.value("sebab") { VisitReason(rawValue: $0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(PermitURL.visits) { (officer: OfficerContext) in
                .page(try await plan(officer))
            }.needing(.keepPermits),
            // The address stands in the browser after a refusal; opening it again leads back.
            Route.get(PermitURL.visit, NumberInput.self) { (_: OfficerContext, input) in
                .redirect(PermitURL.desk(String(decoding: input.key, as: UTF8.self)))
            }.needing(.keepPermits),
            Route.post(PermitURL.visit, BeginInput.self) { (officer: OfficerContext, input) in
                guard let reason = input.reason else { return try .notFound() }
                let number = try await tools.beginVisit(
                    input.key, reason, by: officer.officer)
                return .redirect(PermitURL.desk(String(decoding: input.key, as: UTF8.self)))
                    .flash(.success, "permits.visit.begun", ["number": number.text])
            }.needing(.keepPermits),
        ]
    }

    private static let size = 50

    private func plan(_ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let kinds = tools.kinds(of: officer.officer, catalogue)
        let due = try await tools.dueVisits(kinds, catalogue, limit: Self.size)
        return VisitView(
            due: due, catalogue: catalogue, today: Day(officer.now, in: catalogue.profile.zone),
            ui: officer.ui
        ).page
    }
}
