import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// Following what is reported: by a feed, or by notices about places and topics.
struct FollowPages: Sendable {
    let tools: ComplaintTools

    struct AlertInput: RouteInput {
        static let fields: [InputField] = [
            .form("kategori", max: 40), .form("wilayah", max: 20),
        ]
        let topic, region: String
        init(_ fields: inout FieldReader) {
            topic = fields.optionalText("kategori") ?? ""
            region = fields.optionalText("wilayah") ?? ""
        }
    }

    struct WayInput: RouteInput {
        static let fields: [InputField] = [
            .form("topik", max: 40), .form(DescribedWay.field, max: 1_200),
        ]
        let topic, way: String
        init(_ fields: inout FieldReader) {
            topic = fields.optionalText("topik") ?? ""
            way = fields.text(DescribedWay.field)
        }
    }

    struct EndInput: RouteInput {
        static let fields: [InputField] = [.path("id", max: 60)]
        let id: UUIDv7?
        init(_ fields: inout FieldReader) { id = UUIDv7(text: fields.text("id")) }
    }

    /// Subscriptions of a person at most.
    private static let most = 20
    private static let entries = 50

    var routes: [Route] {
        [
            Route.get(ComplaintURL.feed, ListPages.ListInput.self, output: .data) {
                (visit: VisitorContext, input) in
                try await feed(input.filter, visit)
            },
            Route.get(ComplaintURL.alerts) { (citizen: CitizenContext) in
                .page(try await page(citizen, FormState()))
            },
            Route.post(ComplaintURL.alerts, AlertInput.self) { (citizen: CitizenContext, input) in
                try await add(input, citizen.citizen.account)
                return Reply.redirect(ComplaintURL.alerts.filled())
                    .flash(.success, "complaints.alert.added")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, form))
            },
            // Where a refused form stands, for whoever loads the page again.
            Route.get(ComplaintURL.ways) { (_: CitizenContext) in
                .redirect(ComplaintURL.alerts.filled() + "#rute")
            },
            Route.post(ComplaintURL.ways, WayInput.self) { (citizen: CitizenContext, input) in
                try await add(input, citizen.citizen.account)
                return Reply.redirect(ComplaintURL.alerts.filled())
                    .flash(.success, "complaints.alert.added")
            } refused: { citizen, form, _ in
                .page(try await page(citizen, FormState(), way: form))
            },
            Route.post(ComplaintURL.endAlert, EndInput.self) { (citizen: CitizenContext, input) in
                if let id = input.id {
                    let account = citizen.citizen.account
                    try await tools.store.write("report.alert.end") { tx in
                        try tx.execute(
                            """
                            DELETE FROM report_alerts WHERE id = \(id.bytes) \
                            AND account = \(account)
                            """)
                        try WayRows(tools: tools).end(id, of: account, in: tx)
                    }
                }
                return Reply.redirect(ComplaintURL.alerts.filled())
                    .flash(.success, "complaints.alert.ended")
            },
        ]
    }

    private func feed(_ filter: ReportFilter, _ visit: VisitorContext) async throws -> Reply {
        let catalogue = try await tools.shelf.published()
        let reports = try await tools.store.read("report.feed") { reader in
            try ReportRows.newest(filter, after: nil, limit: Self.entries, in: reader)
        }
        let text = ReportFeed(
            reports: reports, filter: filter, catalogue: catalogue, address: tools.address,
            ui: visit.ui)
        return Reply.data(Array(text.xml.utf8), type: "application/atom+xml; charset=utf-8")
            .header("Cache-Control", "public, max-age=300")
            .header("Vary", "Accept-Language, Cookie")
    }

    private func add(_ input: AlertInput, _ account: AccountID) async throws {
        let catalogue = try await tools.shelf.published()
        let isKnown =
            (input.topic.isEmpty || catalogue.topics.topic(input.topic) != nil)
            && (input.region.isEmpty
                || RegionCode(input.region).flatMap { catalogue.region($0) } != nil)
        guard isKnown else { throw Refusal(.invalid, "web.problem.invalid") }
        try await tools.store.write("report.alert") { [tools] tx in
            try checkCount(of: account, in: tx)
            try tx.execute(
                """
                INSERT INTO report_alerts (id, account, topic, region, at) VALUES \
                (\(tools.world.uuid().bytes), \(account), \(input.topic), \(input.region), \
                \(tools.world.now)) ON CONFLICT DO NOTHING
                """)
        }
    }

    private func add(_ input: WayInput, _ account: AccountID) async throws {
        let catalogue = try await tools.shelf.published()
        guard input.topic.isEmpty || catalogue.topics.topic(input.topic) != nil else {
            throw Refusal(.invalid, "web.problem.invalid", field: "topik")
        }
        let way = try DescribedWay(input.way, tools.maps.map(catalogue), catalogue)
        try await tools.store.write("report.way") { [tools] tx in
            try checkCount(of: account, in: tx)
            try WayRows(tools: tools).add(way, topic: input.topic, of: account, in: tx)
        }
    }

    private func checkCount(of account: AccountID, in tx: Transaction) throws {
        let count = try tx.row(
            """
            SELECT (SELECT COUNT(*) FROM report_alerts WHERE account = \(account)) \
            + (SELECT COUNT(*) FROM report_ways WHERE account = \(account))
            """)
        guard count?.int(0) ?? 0 < Int64(Self.most) else {
            throw Refusal(.tooMuch, "complaints.alert.many", values: ["count": "\(Self.most)"])
        }
    }

    private func page(
        _ citizen: CitizenContext, _ form: FormState, way: FormState = FormState()
    ) async throws -> Page {
        let catalogue = try await tools.shelf.published()
        let account = citizen.citizen.account
        let (alerts, ways) = try await tools.store.read("report.alerts") { reader in
            let alerts = try reader.rows(
                """
                SELECT id, topic, region FROM report_alerts WHERE account = \(account) \
                ORDER BY at LIMIT \(Self.most)
                """
            ).map { AlertsView.Alert(id: $0.uuid(0), topic: $0.text(1), region: $0.text(2)) }
            return (alerts, try WayRows(tools: tools).list(of: account, in: reader))
        }
        let map = tools.maps.map(catalogue)
        return AlertsView(
            alerts: alerts, ways: ways.map { WayShown($0, map, catalogue) },
            catalogue: catalogue, ui: citizen.ui
        ).page(form, way)
    }
}
