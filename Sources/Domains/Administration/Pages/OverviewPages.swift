import Cases
import Kernel
import Notices
import People
import Store
import Web

/// The overview, and how the house works: jobs, outbox, health.
struct OverviewPages: Sendable {
    let reading: HouseReading
    var desk: OfficeDesk { reading.desk }

    struct JobInput: RouteInput {
        static let fields: [InputField] = [
            .path("id", max: 60), .form("tindakan", max: 10), .form("alasan", max: 1_000),
        ]
        let id: UUIDv7
        let drops: Bool
        let reason: String
        init(_ fields: inout FieldReader) throws {
            guard let id = UUIDv7(text: fields.text("id")) else {
                throw Refusal(.notFound, "web.notFound")
            }
            self.id = id
            drops =
                fields.value("tindakan") { $0 == "lepas" ? true : $0 == "ulang" ? false : nil }
                ?? false
            reason = fields.optionalText("alasan") ?? ""
        }
    }

    struct OutboxInput: RouteInput {
        static let fields: [InputField] = [.form("saluran", max: 20)]
        let channel: String
        init(_ fields: inout FieldReader) { channel = fields.text("saluran") }
    }

    var routes: [Route] {
        [
            Route.get(AdministrationURL.overview) { (context: OfficerContext) in
                let state = try await reading.state()
                let list = try await reading.attention(state)
                return .page(overviewView(state, list, context.ui))
            },
            Route.get(AdministrationURL.health) { (context: OfficerContext) in
                .page(healthView(try await reading.state(), desk.zone, context.ui))
            },
            Route.get(AdministrationURL.jobs) { (context: OfficerContext) in
                .page(try await jobs(context, FormState()))
            },
            Route.post(AdministrationURL.job, JobInput.self) { (context: OfficerContext, input) in
                let account = context.officer.account
                if input.drops {
                    try await desk.drop(job: input.id, reason: input.reason, by: account)
                } else {
                    try await desk.retry(job: input.id, by: account)
                }
                return Reply.redirect(AdministrationURL.jobs.filled())
                    .flash(.success, "administration.job.\(input.drops ? "dropped" : "retried")")
            } refused: { context, form, _ in
                .page(try await jobs(context, form))
            },
            Route.get(AdministrationURL.outbox) { (context: OfficerContext) in
                .page(try await outbox(context, FormState()))
            },
            Route.post(AdministrationURL.outbox, OutboxInput.self) {
                (context: OfficerContext, input) in
                _ = try await desk.retryNotices(
                    over: input.channel, by: context.officer.account)
                return Reply.redirect(AdministrationURL.outbox.filled())
                    .flash(.success, "administration.outbox.retried")
            } refused: { context, form, _ in
                .page(try await outbox(context, form))
            },
        ].map { $0.needing(.manageCity) }
    }

    private func jobs(_ context: OfficerContext, _ form: FormState) async throws -> Page {
        let (counts, dead) = try await desk.store.read("administration.jobs") { [desk] reader in
            (try desk.jobs.overview(in: reader), try desk.jobs.deadLetters(in: reader))
        }
        return jobsView(counts, dead, form, desk.zone, context.ui)
    }

    private func outbox(_ context: OfficerContext, _ form: FormState) async throws -> Page {
        let counts = try await desk.store.read("administration.outbox") { [desk] reader in
            try desk.notices.channelCounts(in: reader)
        }
        return outboxView(counts, form, desk.zone, context.ui)
    }
}
