import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Who opened the citizen's data, and why: what UU 27/2022 lets everybody know of the own data.
struct LooksPage: Sendable {
    let tools: PortalTools

    /// Looks a page.
    static let size = 30
    /// The sentence on top counts so many days.
    static let countedDays: Int64 = 30

    struct Input: RouteInput {
        static let fields: [InputField] = [
            .query("berkas", max: 20), .query("sebelum", max: 60),
        ]
        let number: String?
        let before: AccessCursor?
        init(_ fields: inout FieldReader) {
            number = fields.optionalText("berkas")
            // What is no place of ours begins at the newest.
            before = fields.optionalText("sebelum").flatMap(AccessCursor.init(text:))
        }
    }

    var routes: [Route] {
        [
            Route.get(PortalURL.looks, Input.self) { (citizen: ErrandContext, input) in
                .page(LooksView(model: try await model(input, citizen), ui: citizen.ui).page)
            }
        ]
    }

    private func model(_ input: Input, _ citizen: ErrandContext) async throws -> LooksModel {
        let account = citizen.subject
        var own: CaseRecord?
        if let number = input.number {
            guard let code = try? TrackingCode(number) else {
                throw Refusal(.notFound, "case.not_found")
            }
            own = try await tools.cases.record(code, of: account)
        }
        let page = try await tools.access.looks(
            at: account, case: own?.id, before: input.before, limit: Self.size,
            countedSince: citizen.now.adding(hours: -24 * Self.countedDays))
        let catalogue = try await tools.shelf.published()
        let positions = Set(page.records.map(\.position))
        let directory = tools.directory
        let posts = try await tools.store.read("looks.positions") { reader in
            try directory.positions(positions, in: reader)
        }
        let records = try await tools.cases.records(
            Set(page.records.compactMap(\.caseID)), of: account)
        var cases: [CaseID: LooksModel.Subject] = [:]
        for (id, record) in records {
            let rules = try await tools.cases.rules(record.service, version: record.version)
            cases[id] = LooksModel.Subject(number: record.number, service: rules.service)
        }
        return LooksModel(
            page: page, isFirst: input.before == nil, own: own?.number, cases: cases,
            posts: Dictionary(posts.map { ($0.id, $0) }) { first, _ in first },
            catalogue: catalogue)
    }
}

/// What the page of looks shows.
struct LooksModel: Sendable {
    /// The case that somebody looked at.
    struct Subject: Sendable {
        let number: TrackingCode
        let service: Service
    }

    let page: AccessPage
    /// Nothing newer stands before it.
    let isFirst: Bool
    /// The one case that is asked about.
    let own: TrackingCode?
    let cases: [CaseID: Subject]
    let posts: [PositionID: Position]
    /// Today's, for names of units and the zone.
    let catalogue: Catalogue
}
