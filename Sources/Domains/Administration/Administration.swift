import Kernel
import Web

/// Units, positions, people, calendar, catalogue, jobs, outbox and health, for whoever runs
/// the city hall.
public struct Administration: Domain {
    public static let name = "administration"

    public init() {}

    public var routes: [Route] { [] }
    public var navigation: [NavItem] { [] }
    public var words: [WordList] { WordList.embedded(Embedded.files) }
    public var styles: [String] { Styles.embedded(Embedded.files) }
}
