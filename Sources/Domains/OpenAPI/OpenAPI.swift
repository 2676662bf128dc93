import Kernel
import Web

/// The open interface for programs: `/api/v1`, its document, webhooks and figures for monitoring.
public struct OpenAPI: Domain {
    public static let name = "openapi"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
