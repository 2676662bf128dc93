/// A script, style or drawing for single pages, which name it by its address. Like those of all
/// pages it is compressed once, and its address holds a hash of its content, so that a browser
/// keeps it for ever. Make each one once (`static let`): compressing takes time.
public struct PageAsset: Sendable {
    public enum Kind: Sendable { case script, style, drawing }

    let file: Assets.File

    public init(_ name: String, _ kind: Kind, _ text: String) {
        let (ending, type) =
            switch kind {
            case .script: ("js", "text/javascript; charset=utf-8")
            case .style: ("css", "text/css; charset=utf-8")
            case .drawing: ("svg", "image/svg+xml")
            }
        file = Assets.file(name, ending, type, text)
    }

    /// Where a browser fetches it.
    public var address: String { file.address }
}
