import Kernel
import Web

/// What mayor, secretary, managers and inspectorate see: figures that the ledger keeps,
/// each opening to its cases.
public struct Leadership: Domain {
    public static let name = "leadership"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
