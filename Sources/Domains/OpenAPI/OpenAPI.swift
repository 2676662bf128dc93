import Kernel
import Ledger
import Store
import Web

/// The open interface for programs: `/api/v1`, its document, webhooks and figures for monitoring.
public struct OpenAPI: Domain {
    public static let name = "openapi"
    private let tools: OpenAPITools

    public init(tools: OpenAPITools) { self.tools = tools }

    public static var migrations: MigrationSet { OpenAPIMigrations.all }

    /// What programs can do.
    private var operations: [Route] {
        ServiceEndpoints(tools: tools).routes + PermitEndpoints(tools: tools).routes
            + DraftEndpoints(tools: tools).routes + SendingEndpoints(tools: tools).routes
            + CorrectionEndpoints(tools: tools).routes
            + CaseEndpoints(tools: tools).routes + TalkEndpoints(tools: tools).routes
            + ActEndpoints(tools: tools).routes + StepEndpoints(tools: tools).routes
            + InboxEndpoints(tools: tools).routes
            + EventEndpoints(tools: tools).routes + WebhookEndpoints(tools: tools).routes
    }

    private var house: HouseEndpoints {
        HouseEndpoints(tools: tools) { [self] in operations + house.routes }
    }

    public var routes: [Route] {
        operations + house.routes
            + ReferencePages(tools: tools) { [self] in
                operations + house.routes
            }.routes + ProgramPages(tools: tools).routes
    }

    public var navigation: [NavItem] {
        [NavItem("openapi.nav", Paths.reference.filled(), in: .footer, order: 80)]
    }

    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }

    public var jobs: [String: JobHandler] { [Delivery.job: Delivery(tools: tools).handler] }

    public var readers: [LedgerReader] { [Delivery(tools: tools).reader] }

    public var timers: [TimerTask] {
        [
            TimerTask("openapi.keys", every: 3_600) { try await Once(tools: tools).sweep() },
            TimerTask("openapi.deliveries", every: 86_400) {
                try await Delivery(tools: tools).sweep()
            },
        ]
    }
}
