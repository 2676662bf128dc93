import CZlib

/// What the pages of one family have in common at their beginning and their end, compressed once.
/// Of each page only its middle is kept; a whole answer is put together by copying. One object
/// serves all pages that have these ends.
///
/// A gzip stream may consist of parts (RFC 1951): the beginning ends at a full byte, the middle is
/// compressed with the beginning as its window, the end closes the stream.
final class SharedEnds: Sendable {
    let head: [UInt8]
    let tail: [UInt8]
    private let packedHead: [UInt8]
    private let packedTail: [UInt8]
    private let headSum: UInt
    private let tailSum: UInt

    /// Ends shorter than this are not worth it.
    private static let least = 64

    /// The ends that two pages share; nothing when they share too little.
    convenience init?(of first: [UInt8], and second: [UInt8]) {
        let limit = min(first.count, second.count) / 2
        let head = zip(first, second).prefix { $0 == $1 }.count
        let tail = zip(first.reversed(), second.reversed()).prefix { $0 == $1 }.count
        self.init(
            head: Array(first.prefix(min(head, limit))),
            tail: Array(first.suffix(min(tail, limit))))
    }

    private init?(head: [UInt8], tail: [UInt8]) {
        guard head.count >= Self.least, tail.count >= Self.least,
            let packedHead = Gzip.part(head, after: [], isLast: false),
            let packedTail = Gzip.part(tail, after: [], isLast: true)
        else { return nil }
        self.head = head
        self.tail = tail
        self.packedHead = packedHead
        self.packedTail = packedTail
        headSum = Gzip.sum(head)
        tailSum = Gzip.sum(tail)
    }

    /// A page's own part with the eight bytes that end its gzip; nothing when the page does not
    /// have these ends.
    func middle(of page: [UInt8]) -> [UInt8]? {
        guard page.count >= head.count + tail.count, page.starts(with: head),
            page.suffix(tail.count).elementsEqual(tail)
        else { return nil }
        let own = Array(page[head.count..<(page.count - tail.count)])
        guard let packed = Gzip.part(own, after: head, isLast: false) else { return nil }
        let before = crc32_combine(headSum, Gzip.sum(own), own.count)
        let sum = crc32_combine(before, tailSum, tail.count)
        return packed + Self.little(UInt32(truncatingIfNeeded: sum))
            + Self.little(UInt32(truncatingIfNeeded: page.count))
    }

    /// The whole page as gzip.
    func whole(_ middle: [UInt8]) -> [UInt8] {
        let size = 10 + packedHead.count + middle.count + packedTail.count
        var gzip: [UInt8] = []
        gzip.reserveCapacity(size)
        gzip += [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        gzip += packedHead
        gzip += middle.dropLast(8)
        gzip += packedTail
        gzip += middle.suffix(8)
        return gzip
    }

    private static func little(_ value: UInt32) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}

extension Gzip {
    static func sum(_ bytes: [UInt8]) -> UInt {
        bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) }
    }

    /// Raw deflate of a part of a stream, ending at a full byte.
    /// - Parameter before: what stands before it in the stream, as far as it may refer to it.
    static func part(_ bytes: [UInt8], after before: [UInt8], isLast: Bool) -> [UInt8]? {
        deflated(
            bytes, level: 9, window: -15, memory: 9, after: before,
            flush: isLast ? Z_FINISH : Z_SYNC_FLUSH
        ).map(exact)
    }

    /// Without the room that compressing needed, for what is kept.
    static func exact(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBufferPointer { Array($0) } }
}
