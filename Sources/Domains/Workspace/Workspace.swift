import Cases
import Kernel
import People
import Web

/// What officers see: sign-in, inbox, and one page per case with the acts of its current step.
public struct Workspace: Domain {
    public static let name = "workspace"
    private let tools: WorkspaceTools

    public init(tools: WorkspaceTools) { self.tools = tools }

    public var permissions: [Permission] {
        [
            .readCases, .workCases, .leadCases, .delegate, .breakGlass, .inspect,
            .publishCatalogue, .exportCases, .approveExports,
        ]
    }

    public var routes: [Route] {
        SignInPages(tools: tools).routes + InboxPages(tools: tools).routes
            + CasePages(tools: tools).routes + CaseFiles(tools: tools).routes
            + CheckActs(tools: tools).routes + LetterActs(tools: tools).routes
            + TaskActs(tools: tools).routes + TalkActs(tools: tools).routes
            + OutcomeActs(tools: tools).routes + LeadActs(tools: tools).routes
            + LetterBatch(tools: tools).routes + AssignPages(tools: tools).routes
            + DelegationPages(tools: tools).routes + TeamPages(tools: tools).routes
            + StepWork(tools: tools).routes + EmergencyPages(tools: tools).routes
            + CataloguePages(tools: tools).routes + ExportPages(tools: tools).routes
            + KeyPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [
            NavItem("workspace.nav.inbox", WorkspaceURL.inbox.filled(), in: .officer, order: 10),
            NavItem(
                "workspace.nav.emergency", WorkspaceURL.emergency.filled(), in: .officer,
                order: 50, needing: .breakGlass),
            NavItem(
                "workspace.nav.inspection", WorkspaceURL.inspection.filled(), in: .officer,
                order: 60, needing: .inspect),
            NavItem(
                "workspace.nav.exports", WorkspaceURL.exports.filled(), in: .officer, order: 62,
                needing: .exportCases),
            NavItem(
                "workspace.nav.exportRequests", WorkspaceURL.exportRequests.filled(),
                in: .officer, order: 64, needing: .approveExports),
            NavItem(
                "workspace.nav.catalogue", WorkspaceURL.catalogue.filled(), in: .officer,
                order: 66, needing: .publishCatalogue),
        ]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
