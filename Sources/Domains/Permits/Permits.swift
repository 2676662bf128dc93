import Kernel
import Web

/// The register of permits: what holds, what ended and why; supervision; intake from
/// national systems.
public struct Permits: Domain {
    public static let name = "permits"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
