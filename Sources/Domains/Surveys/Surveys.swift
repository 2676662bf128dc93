import Cases
import Kernel
import Ledger
import People
import Store
import Web

/// What people think of a service after their case (*survei kepuasan masyarakat*, SKM), the index
/// made of it (IKM), and what units do about it.
public struct Surveys: Domain {
    public static let name = "surveys"
    private let desk: SurveyDesk

    public init(desk: SurveyDesk) { self.desk = desk }

    public static var migrations: MigrationSet { SurveyMigrations.all }

    public var routes: [Route] {
        BallotPages(desk: desk).routes + IndexPages(desk: desk).routes
            + FollowUpPages(desk: desk).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem(
                "surveys.nav.desk", SurveyURL.desk.filled(), in: .officer, order: 62,
                needing: .leadCases),
            NavItem("surveys.title", SurveyURL.overview.filled(), in: .footer, order: 40),
        ]
    }

    public var words: [WordList] { SurveyWords.lists }
    public var styles: [String] { Styles.embedded(Embedded.files) }
    public var readers: [LedgerReader] { [desk.reader] }

    public var timers: [TimerTask] {
        [
            TimerTask("surveys.ask", every: 300) { try await desk.askAllDue() },
            TimerTask("surveys.sweep", every: 86_400) {
                while try await desk.sweep() == 500 {}
            },
        ]
    }
}

/// The words of this domain, also for answers outside its pages.
public enum SurveyWords {
    public static let lists = WordList.embedded(Embedded.files)
    private static let vocabulary = Vocabulary(lists)

    public static func wording(_ language: Language) -> Wording {
        Wording(vocabulary, language)
    }
}
