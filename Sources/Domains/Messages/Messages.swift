import Kernel
import Notices
import People
import Store
import Web

/// Notices as people meet them: their list, their choices, push, incoming SMS, feeds and calendars.
public struct Messages: Domain {
    public static let name = "messages"
    private let tools: MessageTools

    public init(tools: MessageTools) { self.tools = tools }

    public static var migrations: MigrationSet { MessageMigrations.all }

    public var permissions: [Permission] { [.manageNotices] }

    public var routes: [Route] {
        ListPages(tools: tools).routes + ChoicePages(tools: tools).routes
            + PushPages(tools: tools).routes + CalendarPages(tools: tools).routes
            + FeedPages(tools: tools).routes + IncomingPages(tools: tools).routes
            + DeskPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem("messages.nav", MessageURL.list.filled(), in: .citizen, order: 25),
            NavItem("messages.nav", MessageURL.list.filled(), in: .officer, order: 30),
            NavItem(
                "messages.nav.desk", MessageURL.desk.filled(), in: .officer, order: 90,
                needing: .manageNotices),
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
    public var scripts: [String] { Scripts.embedded(Embedded.files) }

    public var badges: ShellSettings.Badges? {
        { [notices = tools.notices] person in
            let count = try? await notices.unreadCount(of: person.account)
            return count.map { [MessageURL.list.filled(): $0] } ?? [:]
        }
    }

    public var timers: [TimerTask] {
        [
            TimerTask("digest", every: 300) { [notices = tools.notices] in
                try await notices.digest()
            },
            TimerTask("incoming", every: 86_400) { try await tools.sweepIncoming() },
        ]
    }
}
