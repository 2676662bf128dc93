import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Field supervision: which permits are due for a visit, and beginning one.
struct VisitPages: Sendable {
    let tools: PermitTools

    struct PlanInput: RouteInput {
        static let fields: [InputField] = [
            .query("jenis", max: 60), .query("bulan", max: 10), .query("setelah", max: 150),
        ]
        let query: VisitQuery
        init(_ fields: inout FieldReader) {
            query = VisitQuery(
                kind: fields.optionalText("jenis").flatMap { ServiceCode($0) },
                month: fields.optionalText("bulan"),
                after: fields.optionalText("setelah").flatMap { VisitPlace(text: $0) })
        }
    }

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
            Route.get(PermitURL.visits, PlanInput.self) { (officer: OfficerContext, input) in
                .page(try await plan(input.query, officer))
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

    private func plan(_ query: VisitQuery, _ officer: OfficerContext) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let kinds = tools.kinds(of: officer.officer, catalogue)
        let plan = try await tools.visitPlan(kinds, catalogue, query, limit: Self.size)
        return VisitView(plan: plan, catalogue: catalogue, ui: officer.ui).page
    }
}
