import Cases
import Kernel
import People
import Store
import Web

/// Letters that come and go, instructions (disposisi) tracked to their end, and paper that
/// moves by QR.
public struct Correspondence: Domain {
    public static let name = "correspondence"
    private let tools: CorrespondenceTools

    public init(tools: CorrespondenceTools) { self.tools = tools }

    public static var migrations: MigrationSet { CorrespondenceMigrations.all }

    public var permissions: [Permission] { [.registerLetters] }

    public var routes: [Route] {
        MailPages(tools: tools).routes + ScanPages(tools: tools).routes
            + NewScanPages(tools: tools).routes
            + RegisterPages(tools: tools).routes
            + InstructionPages(tools: tools).routes + PaperPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem(
                "correspondence.nav.letters", CorrespondenceURL.incoming.filled(),
                in: .officer, order: 20),
            NavItem(
                "correspondence.nav.instructions", CorrespondenceURL.inbox.filled(),
                in: .officer, order: 22),
            NavItem(
                "correspondence.nav.papers", CorrespondenceURL.papers.filled(), in: .officer,
                order: 24),
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }

    public var timers: [TimerTask] {
        [
            TimerTask("correspondence", every: 600) { try await tools.remind() },
            TimerTask("correspondence.retention", every: 86_400) {
                _ = try await tools.letGo()
                _ = try await tools.scanUploads.sweep()
                _ = try await tools.begunLetters.sweep()
            },
        ]
    }

    /// What a case page shows beside the case: the ways to its instructions and its paper.
    public static func beside(_ number: TrackingCode, _ ui: UI) -> HTML {
        let words = ui.words
        let instructions = CorrespondenceURL.inbox.filled() + "?berkas=\(number.text)"
        let papers = CorrespondenceURL.papers.filled() + "?berkas=\(number.text)"
        return ui.card(
            words("correspondence.beside"),
            """
            <p>\(ui.link(words("correspondence.beside.instructions"), instructions))</p>\
            <p>\(ui.link(words("correspondence.beside.papers"), papers))</p>
            """)
    }
}
