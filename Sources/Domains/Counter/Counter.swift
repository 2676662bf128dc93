import Kernel
import Web

/// Serving the person in front of the counter: find or create, form at speed, scans,
/// receipts, paper sheets.
public struct Counter: Domain {
    public static let name = "counter"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
