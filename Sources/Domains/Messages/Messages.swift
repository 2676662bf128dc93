import Kernel
import Web

/// Notices as people meet them: their list, their choices, push, incoming SMS, feeds and calendars.
public struct Messages: Domain {
    public static let name = "messages"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
