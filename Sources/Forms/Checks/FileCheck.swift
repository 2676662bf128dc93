import Contracts
import Kernel
import Previews

/// What may be shown of a file that somebody sent, besides its name.
public enum FileCheck: Sendable, Hashable {
    /// Nobody has looked into it yet: nothing is shown.
    case waiting
    /// Its pages as pictures of our own making. `count` is how many pages the file has.
    case shown(count: Int, pages: [Page], thumb: Page)
    /// Nothing of it can be shown; the original can be fetched.
    case hidden(PreviewFault)

    /// Hidden because it is too large, not because something is wrong with it.
    public var isTooLarge: Bool { self == .hidden(.tooLarge) }

    public struct Page: Sendable, Hashable {
        /// From 1.
        public let number: Int
        public let width: Int
        public let height: Int

        public init(number: Int, width: Int, height: Int) {
            self.number = number
            self.width = width
            self.height = height
        }
    }
}

extension FileKind {
    /// Which child reads it.
    var preview: PreviewKind { self == .pdf ? .document : .picture }
}
