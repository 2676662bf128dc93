import Kernel
import Web

/// Letters that come and go, instructions (disposisi) tracked to their end, and paper that
/// moves by QR.
public struct Correspondence: Domain {
    public static let name = "correspondence"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
