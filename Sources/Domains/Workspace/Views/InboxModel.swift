import Cases
import Contracts
import Kernel
import People
import Web

/// What the inbox shows.
struct InboxModel: Sendable {
    let tab: InboxQuery.Tab
    let sort: InboxSort
    let search: String
    /// From 1.
    let page: Int
    let inbox: InboxPage
    /// What a search found; nothing when nothing is searched.
    let found: FoundCases?
    let officer: Officer
    let catalogue: Catalogue
    let names: [AccountID: String]
    let now: Instant
    /// Tasks of others that are past their time and have gone up to this officer.
    let escalated: [InboxItem]
    /// For whom the officer acts today.
    let acting: [Delegation]
    /// What of the list is shown.
    var narrowed = Narrowed()
    /// Who works in the units whose tasks stand on the officer's lists.
    var colleagues: [SeatedOfficer] = []
    /// Who may be given a task of a team's page.
    var assignees: [Assignee] = []
    /// What was chosen to be given, and what is wrong with it.
    var form = FormState()

    /// The lists of this officer: a team's only for whoever leads one.
    var tabs: [InboxQuery.Tab] {
        InboxTab.all.filter { $0 != .team || officer.may(.leadCases) }
    }

    func time(_ item: InboxItem) -> RowTime {
        RowTime(item, now: now, calendar: catalogue.calendar)
    }

    /// Pages of the shown list; a search, or what is narrowed, knows only whether there is one
    /// more.
    var pages: Int {
        if let found { return found.hasMore ? page + 1 : page }
        if narrowed.isNarrow { return inbox.hasMore ? page + 1 : page }
        let all = Int(inbox.counts[tab] ?? 0)
        return max(1, (all + InboxQuery.pageSize - 1) / InboxQuery.pageSize)
    }

    func service(_ code: ServiceCode) -> Service? { catalogue.services[code] }

    /// Who holds a task, in words; nothing when nobody does.
    func holder(_ account: AccountID?, you: String, colleague: String) -> String? {
        guard let account else { return nil }
        return account == officer.account ? you : names[account] ?? colleague
    }
}

/// The lists of the inbox as addresses name them.
enum InboxTab {
    static let all: [InboxQuery.Tab] = [
        .unit, .mine, .messages, .soon, .overdue, .waiting, .team,
    ]

    static func word(_ tab: InboxQuery.Tab) -> String {
        switch tab {
        case .mine: "saya"
        case .messages: "pesan"
        case .unit: "unit"
        case .soon: "segera"
        case .overdue: "terlambat"
        case .waiting: "menunggu"
        case .team: "tim"
        }
    }

    static func tab(_ word: String) -> InboxQuery.Tab {
        all.first { self.word($0) == word } ?? .unit
    }

    static func address(_ tab: InboxQuery.Tab) -> String {
        tab == .unit
            ? WorkspaceURL.inbox.filled() : WorkspaceURL.inbox.filled() + "?daftar=" + word(tab)
    }
}

/// Orders of the inbox as the parameter `urut` names them.
enum InboxSort: String, Sendable {
    case due = "batas"
    case dueLast = "-batas"
    case oldest = "masuk"
    case newest = "-masuk"
    case service = "layanan"
    case serviceLast = "-layanan"

    var order: InboxQuery.Order {
        switch self {
        case .due: .due
        case .dueLast: .dueLast
        case .oldest: .oldest
        case .newest: .newest
        case .service: .service
        case .serviceLast: .serviceLast
        }
    }
}
