/// One page of a file as a picture: upright, at most 1,600 pixels a side, without metadata.
public struct PreviewPage: Sendable, Hashable {
    /// From 1; a photograph is its only page.
    public let number: Int
    public let width: Int
    public let height: Int
    public let jpeg: [UInt8]

    public init(number: Int, width: Int, height: Int, jpeg: [UInt8]) {
        self.number = number
        self.width = width
        self.height = height
        self.jpeg = jpeg
    }
}

/// What may be shown of a file.
public struct Preview: Sendable, Hashable {
    /// How many pages the file has; more than `pages` when it is long or some are damaged.
    public let count: Int
    public let pages: [PreviewPage]
    /// The first page, small.
    public let thumb: PreviewPage

    public init(count: Int, pages: [PreviewPage], thumb: PreviewPage) {
        self.count = count
        self.pages = pages
        self.thumb = thumb
    }
}

/// A part of a picture, in whole percent of its width and height, as it is seen upright.
public struct PictureBox: Sendable, Hashable {
    public let left, top, width, height: Int

    /// Nil for what lies outside, or encloses nothing.
    public init?(left: Int, top: Int, width: Int, height: Int) {
        guard (0..<100).contains(left), (0..<100).contains(top), (1...100).contains(width),
            (1...100).contains(height)
        else { return nil }
        self.left = left
        self.top = top
        self.width = min(width, 100 - left)
        self.height = min(height, 100 - top)
    }

    /// “12,30,8,5”: left, top, width, height; as a child process is told of it.
    public var text: String { "\(left),\(top),\(width),\(height)" }

    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ",").map { Int($0) }
        guard parts.count == 4, let left = parts[0], let top = parts[1], let width = parts[2],
            let height = parts[3]
        else { return nil }
        self.init(left: left, top: top, width: width, height: height)
    }
}

/// Why nothing of a file can be shown. Its original can be fetched all the same.
public enum PreviewFault: String, Error, Sendable, Hashable, CaseIterable {
    /// More than 50 megapixels, or more memory than the child may have.
    case tooLarge = "too_large"
    /// Damaged, cut off, locked with a password, or not what it claims to be.
    case broken
    /// It took too long.
    case late
    /// The child died of it.
    case died
    /// This system cannot fence the child in, or has no program for this kind.
    case unavailable
}

/// Which program reads a file.
public enum PreviewKind: Sendable, Hashable { case picture, document }

/// What a preview may cost at most.
public struct PreviewLimits: Sendable, Hashable {
    /// Pixels of the longer side of a page.
    public var side = 1_600
    public var thumbSide = 320
    public var pages = 20
    /// Pages of a batch from a scanner, which are all looked at.
    public var scannedPages = 60
    public var pixels: UInt64 = 50_000_000
    /// Address space of a child, in bytes.
    public var memory: UInt = 1 << 30
    /// Processor seconds of one child.
    public var processorSeconds: UInt32 = 15
    /// Seconds of the clock for one child, and for all children of one file: long, for a busy
    /// server is slow with honest files too.
    public var seconds: Int64 = 60
    public var secondsPerFile: Int64 = 180
    /// Bytes that a child may answer.
    public var answer = 24 << 20

    public init() {}
}

/// One page from a scanner, as a picture of our own making, with what its QR code says.
public struct ScannedPage: Sendable, Hashable {
    public let page: PreviewPage
    public let code: String?

    public init(page: PreviewPage, code: String?) {
        self.page = page
        self.code = code
    }
}
