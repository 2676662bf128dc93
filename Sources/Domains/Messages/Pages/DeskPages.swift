import Cases
import Contracts
import Kernel
import Notices
import People
import Store
import Web

/// What leaves the house, for whoever looks after it.
struct DeskPages: Sendable {
    let tools: MessageTools

    static let pageSize = 50
    /// The states that the list can show, the first one at the beginning.
    static let states: [NoticeState] = [
        .failed, .queued, .sending, .held, .sent, .expired, .dropped,
    ]

    struct ListInput: RouteInput {
        static let fields: [InputField] = [
            .query("kanal", max: 20), .query("keadaan", max: 20), .query("hal"),
        ]
        let channel: NoticeChannel?
        let state: NoticeState
        let page: Int
        init(_ fields: inout FieldReader) {
            channel = fields.optionalText("kanal").flatMap(NoticeChannel.init(rawValue:))
            state =
                fields.optionalText("keadaan").flatMap(NoticeState.init(rawValue:)) ?? .failed
            page = fields.page()
        }
    }

    struct AllInput: RouteInput {
        static let fields: [InputField] = [.form("kanal", max: 20)]
        let channel: NoticeChannel?
        init(_ fields: inout FieldReader) {
            channel = fields.value("kanal") { NoticeChannel(rawValue: $0) }
        }
    }

    var routes: [Route] {
        [
            Route.get(MessageURL.desk, ListInput.self) { (officer: OfficerContext, input) in
                .page(try await list(input, officer))
            }.needing(.manageNotices),
            Route.post(MessageURL.retry, ListPages.ItemInput.self) {
                (officer: OfficerContext, input) in
                guard let id = input.id else { return try .notFound() }
                try await tools.retry(id, by: officer.officer)
                return .redirect(MessageURL.desk.filled()).flash(.success, "messages.desk.retried")
            }.needing(.manageNotices),
            Route.post(MessageURL.drop, ListPages.ItemInput.self) {
                (officer: OfficerContext, input) in
                guard let id = input.id else { return try .notFound() }
                try await tools.drop(id, by: officer.officer)
                return .redirect(MessageURL.desk.filled()).flash(.success, "messages.desk.dropped")
            }.needing(.manageNotices),
            Route.post(MessageURL.retryAll, AllInput.self) {
                (officer: OfficerContext, input) in
                guard let channel = input.channel else { return try .notFound() }
                let count = try await tools.retryAll(channel, by: officer.officer)
                return .redirect(MessageURL.desk.filled())
                    .flash(.success, "messages.desk.retried-all", ["count": String(count)])
            }.needing(.manageNotices),
        ]
    }

    private func list(_ input: ListInput, _ officer: OfficerContext) async throws -> Page {
        let skipped = (input.page - 1) * Self.pageSize
        let (states, found) = try await tools.store.read("notices.desk") {
            [notices = tools.notices] reader in
            (
                try notices.channelStates(in: reader),
                try notices.desk(
                    input.channel, input.state, skipping: skipped, limit: Self.pageSize,
                    in: reader)
            )
        }
        let model = DeskModel(
            channels: states, notices: Array(found.prefix(Self.pageSize)),
            channel: input.channel, state: input.state, page: input.page,
            hasMore: found.count > Self.pageSize, zone: try await tools.shelf.zone(),
            now: officer.now)
        return Page(
            officer.words("messages.desk"), lead: officer.words("messages.desk.lead"),
            section: MessageURL.desk.filled(), isWide: true, body: deskView(model, officer.ui))
    }
}
