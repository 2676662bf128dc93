import Cases
import Contracts
import Kernel
import Notices
import Store
import Web

/// The list of one's notices.
struct ListPages: Sendable {
    let tools: MessageTools

    static let pageSize = 20

    struct ListInput: RouteInput {
        static let fields: [InputField] = [.query("hal")]
        let page: Int
        init(_ fields: inout FieldReader) { page = fields.page() }
    }

    struct ItemInput: RouteInput {
        static let fields: [InputField] = [.path("id")]
        let id: UUIDv7?
        init(_ fields: inout FieldReader) { id = UUIDv7(text: fields.text("id")) }
    }

    var routes: [Route] {
        [
            Route.get(MessageURL.list, ListInput.self) { (visit: PersonContext, input) in
                .page(try await list(input.page, visit))
            },
            Route.get(MessageURL.open, ItemInput.self) { (visit: PersonContext, input) in
                try await open(input.id, visit.person.account)
            },
            Route.post(MessageURL.readAll) { (visit: PersonContext) in
                let account = visit.person.account
                try await tools.store.write("notices.read-all") { [notices = tools.notices] tx in
                    try notices.readAll(by: account, in: tx)
                }
                return .redirect(MessageURL.list.filled()).flash(.success, "messages.all-read")
            },
        ]
    }

    private func list(_ page: Int, _ visit: PersonContext) async throws -> Page {
        let account = visit.person.account
        let skipped = (page - 1) * Self.pageSize
        let found = try await tools.store.read("notices.own") { [notices = tools.notices] reader in
            try notices.own(
                of: account, skipping: skipped, limit: Self.pageSize, in: reader)
        }
        let model = NoticeList(
            notices: Array(found.prefix(Self.pageSize)), page: page,
            hasMore: found.count > Self.pageSize,
            unread: try await tools.notices.unreadCount(of: account),
            isOfficer: visit.isOfficer, zone: try await tools.shelf.zone())
        return Page(
            visit.words("messages.title"), lead: visit.words("messages.lead"),
            section: MessageURL.list.filled(), body: noticeListView(model, visit.ui))
    }

    /// Marks it as read and goes where it leads.
    private func open(_ id: UUIDv7?, _ account: AccountID) async throws -> Reply {
        guard let id else { return try .notFound() }
        let notice = try await tools.store.write("notices.read") { [notices = tools.notices] tx in
            try notices.read(id, by: account, in: tx)
        }
        guard let notice else { return try .notFound() }
        return .redirect(notice.path ?? MessageURL.list.filled())
    }
}

extension PersonContext {
    var isOfficer: Bool { if case .officer = person { true } else { false } }
}
