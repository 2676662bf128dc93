import Kernel
import Web

/// What people think of a service after their case (SKM), and the index made of it.
public struct Surveys: Domain {
    public static let name = "surveys"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
