import Dispatch
import Glibc
import Store

/// Makes previews of files that strangers sent. Each file is read by child processes without keys,
/// network and file system, bounded in memory and time; one file at a time.
public struct Previewer: Sendable {
    private let program: String?
    private let limits: PreviewLimits
    /// One thread: files wait in order, and so the memory of one child is the most that is used. It
    /// steps back, and its children with it, to about a tenth of a busy processor: people who wait
    /// for a page go first, and a picture is still drawn long before its child would be ended.
    private let thread = BlockingThreads(name: "previews", count: 1, niceness: 10)

    /// - Parameter program: the one whose first act is `PreviewWorker.run`; without it nothing can
    ///   be shown.
    public init(program: String?, limits: PreviewLimits = PreviewLimits()) {
        self.program = program
        self.limits = limits
    }

    /// Whether there is a program to start.
    public var isThere: Bool { program != nil }

    /// - Throws: `PreviewFault` when nothing can be shown; other errors are of the system and
    ///   worth another try.
    public func preview(_ bytes: [UInt8], _ kind: PreviewKind) async throws -> Preview {
        guard let program else { throw PreviewFault.unavailable }
        let children = Children(program: program, limits: limits)
        return try await thread.run { try children.preview(bytes, kind) }
    }

    /// A picture, and the same small, with black boxes over parts of it.
    /// - Throws: as `preview`.
    public func cover(_ bytes: [UInt8], _ boxes: [PictureBox]) async throws -> Preview {
        guard let program else { throw PreviewFault.unavailable }
        let children = Children(program: program, limits: limits)
        return try await thread.run { try children.cover(bytes, boxes) }
    }

    /// All pages of a file from a scanner, with the QR codes on them.
    /// - Throws: `PreviewFault` when one of them cannot be read: a page less would be a loss.
    public func scan(_ bytes: [UInt8], _ kind: PreviewKind) async throws -> [ScannedPage] {
        guard let program else { throw PreviewFault.unavailable }
        let children = Children(program: program, limits: limits)
        return try await thread.run { try children.scan(bytes, kind) }
    }

    /// Whether the programs that draw pages are installed.
    public var hasDocumentProgram: Bool {
        access(PreviewWorker.pageProgram, X_OK) == 0
            && access(PreviewWorker.countProgram, X_OK) == 0
    }

    /// What a child can still do, a line each; nothing when it cannot be fenced in.
    /// - Parameter paths: files that it tries to open.
    public func fence(_ kind: PreviewKind, opening paths: [String]) async throws -> String? {
        guard let program else { throw PreviewFault.unavailable }
        let children = Children(program: program, limits: limits)
        return try await thread.run { try children.fence(kind, opening: paths) }
    }
}

/// The children of one file.
private struct Children: Sendable {
    let program: String
    let limits: PreviewLimits
    private let start = DispatchTime.now().uptimeNanoseconds

    init(program: String, limits: PreviewLimits) {
        self.program = program
        self.limits = limits
    }

    func preview(_ bytes: [UInt8], _ kind: PreviewKind) throws -> Preview {
        switch kind {
        case .picture:
            let page = try picture(bytes, side: limits.side, number: 1)
            return Preview(count: 1, pages: [page], thumb: try thumb(of: page))
        case .document: return try document(bytes)
        }
    }

    func cover(_ bytes: [UInt8], _ boxes: [PictureBox]) throws -> Preview {
        let page = try picture(bytes, side: limits.side, number: 1, boxes)
        return Preview(count: 1, pages: [page], thumb: try thumb(of: page))
    }

    func scan(_ bytes: [UInt8], _ kind: PreviewKind) throws -> [ScannedPage] {
        switch kind {
        case .picture: return [try scanned(bytes, number: 1)]
        case .document:
            let count = try pageCount(bytes)
            guard count <= limits.scannedPages else { throw PreviewFault.tooLarge }
            return try (1...count).map { number in
                try scanned(try run(["page", "\(number)"], bytes), number: number)
            }
        }
    }

    private func scanned(_ bytes: [UInt8], number: Int) throws -> ScannedPage {
        let page = try picture(bytes, side: limits.side, number: number)
        let code = String(decoding: try run(["code"], bytes), as: UTF8.self)
        return ScannedPage(page: page, code: code.isEmpty ? nil : code)
    }

    private func document(_ bytes: [UInt8]) throws -> Preview {
        let count = try pageCount(bytes)
        var pages: [PreviewPage] = []
        var first: PreviewFault?
        for number in 1...min(count, limits.pages) {
            do {
                let drawn = try run(["page", "\(number)"], bytes)
                pages.append(try picture(drawn, side: limits.side, number: number))
            } catch let fault as PreviewFault {
                // One damaged page does not hide the others.
                first = first ?? fault
                if isOver { break }
            }
        }
        guard let front = pages.first else { throw first ?? .broken }
        return Preview(count: count, pages: pages, thumb: try thumb(of: front))
    }

    /// What `pdfinfo` says. A title may hold a line break and more; the last line counts.
    private func pageCount(_ bytes: [UInt8]) throws -> Int {
        let text = String(decoding: try run(["pages"], bytes), as: UTF8.self)
        let label = "Pages:"
        let lines = text.split(separator: "\n").filter { $0.hasPrefix(label) }
        let count = lines.last.flatMap { Int($0.dropFirst(label.count).drop { $0 == " " }) }
        guard let count, count > 0 else { throw PreviewFault.broken }
        return min(count, 1_000_000)
    }

    private func thumb(of page: PreviewPage) throws -> PreviewPage {
        try picture(page.jpeg, side: limits.thumbSide, number: page.number)
    }

    private func picture(
        _ bytes: [UInt8], side: Int, number: Int, _ boxes: [PictureBox] = []
    ) throws -> PreviewPage {
        let covers = boxes.isEmpty ? [] : [boxes.map(\.text).joined(separator: ";")]
        let answer = try run(["picture", "\(side)"] + covers, bytes)
        let width = Self.number(answer.prefix(4))
        let height = Self.number(answer.dropFirst(4).prefix(4))
        let jpeg = Array(answer.dropFirst(8))
        guard jpeg.starts(with: [0xFF, 0xD8, 0xFF]), (1...side).contains(width),
            (1...side).contains(height)
        else { throw PreviewFault.died }
        return PreviewPage(number: number, width: width, height: height, jpeg: jpeg)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    func fence(_ kind: PreviewKind, opening paths: [String]) throws -> String? {
        do {
            let bytes = try run(
                ["fence", kind == .document ? "document" : "picture"],
                Array(paths.joined(separator: "\n").utf8))
            return String(decoding: bytes, as: UTF8.self)
        } catch PreviewFault.unavailable {
            return nil
        }
    }

    private var spent: Int64 {
        Int64((DispatchTime.now().uptimeNanoseconds - start) / 1_000_000)
    }

    private var isOver: Bool { spent >= limits.secondsPerFile * 1_000 }

    private func run(_ arguments: [String], _ input: [UInt8]) throws -> [UInt8] {
        let left = limits.secondsPerFile * 1_000 - spent
        guard left > 0 else { throw PreviewFault.late }
        let child = ChildProcess(
            program: program, arguments: [PreviewWorker.command] + arguments,
            milliseconds: min(left, limits.seconds * 1_000), limit: limits.answer)
        let answer = try child.run(input)
        switch answer.ending {
        case .exit(let code):
            switch PreviewWorker.Ending(rawValue: code) {
            case .done: return answer.output
            case .tooLarge: throw PreviewFault.tooLarge
            case .noFence: throw PreviewFault.unavailable
            // Poppler has codes of its own for what it cannot read.
            default: throw PreviewFault.broken
            }
        case .late: throw PreviewFault.late
        case .signal(SIGXCPU): throw PreviewFault.late
        case .talkative, .signal: throw PreviewFault.died
        }
    }
}
