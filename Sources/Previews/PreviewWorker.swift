import CPicture
import CSandbox
import CZbar
import Glibc

/// The inside of the child process: it gives up every right, reads one foreign file from standard
/// input, and writes a picture of our own making to standard output.
///
/// The server starts its own program again for this, with an empty environment and no descriptor
/// but these. Whatever a hostile file makes of this process, there is nothing here to take.
public enum PreviewWorker {
    /// The hidden command, as the server writes it.
    public static let command = "process-file"
    static let pageProgram = "/usr/bin/pdftoppm"
    static let countProgram = "/usr/bin/pdfinfo"

    enum Ending: Int32 {
        case done = 0
        case tooLarge = 10
        case broken = 11
        case noFence = 12
        case usage = 64
    }

    /// - Parameter arguments: what stands behind the command.
    /// - Returns: the exit code.
    public static func run(_ arguments: [String]) -> Int32 {
        let limits = PreviewLimits()
        let ending: Ending =
            switch arguments.first {
            case "picture":
                picture(
                    arguments.dropFirst().first.flatMap { UInt32($0) },
                    boxes(arguments.dropFirst(2).first ?? ""), limits)
            case "page": page(arguments.dropFirst().first.flatMap { Int($0) }, limits)
            case "pages": program(countProgram, ["-"], limits)
            case "code": code(limits)
            case "fence": fence(arguments.dropFirst().first, limits)
            default: .usage
            }
        return ending.rawValue
    }

    private static func isFenced(_ kind: csandbox_kind, _ limits: PreviewLimits) -> Bool {
        csandbox_enter(Int32(kind.rawValue), limits.memory, limits.processorSeconds) == 0
    }

    /// Nil where one of them is none: then nothing is drawn, rather than less covered.
    private static func boxes(_ text: String) -> [cpicture_box]? {
        let parts = text.split(separator: ";")
        let boxes = parts.compactMap { PictureBox($0) }.map {
            cpicture_box(
                left: UInt32($0.left), top: UInt32($0.top), width: UInt32($0.width),
                height: UInt32($0.height))
        }
        return boxes.count == parts.count ? boxes : nil
    }

    private static func picture(
        _ side: UInt32?, _ boxes: [cpicture_box]?, _ limits: PreviewLimits
    ) -> Ending {
        guard let side, (1...4_096).contains(side), let boxes else { return .usage }
        guard isFenced(CSANDBOX_PICTURE, limits) else { return .noFence }
        guard let bytes = readAll(limit: 64 << 20) else { return .tooLarge }
        var result = cpicture()
        let verdict = cpicture_cover(
            bytes, bytes.count, side, limits.pixels, boxes, boxes.count, &result)
        guard verdict == 0, let jpeg = result.jpeg else {
            return Ending(rawValue: verdict) ?? .broken
        }
        var head: [UInt8] = []
        for number in [result.width, result.height] {
            withUnsafeBytes(of: number.bigEndian) { head.append(contentsOf: $0) }
        }
        let body = UnsafeRawBufferPointer(start: jpeg, count: Int(result.length))
        return write(head) && body.withContiguousStorageIfAvailable({ write($0) }) == true
            ? .done : .broken
    }

    /// Writes the text of the QR code of a picture; nothing when it has none.
    private static func code(_ limits: PreviewLimits) -> Ending {
        guard czbar_load() == 0 else { return .noFence }
        guard isFenced(CSANDBOX_PICTURE, limits) else { return .noFence }
        guard let bytes = readAll(limit: 64 << 20) else { return .tooLarge }
        var gray = cpicture_gray()
        let verdict = cpicture_gray(
            bytes, bytes.count, UInt32(limits.side), limits.pixels, &gray)
        guard verdict == 0, let pixels = gray.pixels else {
            return Ending(rawValue: verdict) ?? .broken
        }
        guard let text = czbar_qr(pixels, gray.width, gray.height) else { return .done }
        return write(Array(String(cString: text).utf8)) ? .done : .broken
    }

    private static func page(_ number: Int?, _ limits: PreviewLimits) -> Ending {
        guard let number, (1...limits.scannedPages).contains(number) else { return .usage }
        return program(
            pageProgram,
            [
                "-q", "-png", "-singlefile", "-cropbox", "-f", "\(number)", "-l", "\(number)",
                "-scale-to", "\(limits.side)", "-",
            ], limits)
    }

    /// Becomes a program of the system, inside the fence.
    private static func program(
        _ path: String, _ arguments: [String], _ limits: PreviewLimits
    ) -> Ending {
        guard access(path, X_OK) == 0, isFenced(CSANDBOX_DOCUMENT, limits) else { return .noFence }
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        execve(path, &words, &environment)
        return .noFence
    }

    /// Tells what a child can still do, for `pendopo doctor` and the tests: a line each.
    private static func fence(_ kind: String?, _ limits: PreviewLimits) -> Ending {
        let kind = kind == "document" ? CSANDBOX_DOCUMENT : CSANDBOX_PICTURE
        let names = environmentNames()
        guard isFenced(kind, limits) else { return .noFence }
        let paths = readAll(limit: 4_096).map { String(decoding: $0, as: UTF8.self) } ?? ""
        var lines = ["environment \(names)"]
        lines += paths.split(separator: "\n").map { "open \($0) \(csandbox_can_open(String($0)))" }
        lines.append("connect \(csandbox_can_connect())")
        lines.append("fork \(csandbox_can_fork())")
        return write(Array((lines.joined(separator: "\n") + "\n").utf8)) ? .done : .broken
    }

    private static func environmentNames() -> Int {
        var count = 0
        while environ[count] != nil { count += 1 }
        return count
    }

    private static func readAll(limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(STDIN_FILENO, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return bytes }
            guard bytes.count + count <= limit else { return nil }
            bytes.append(contentsOf: piece[..<count])
        }
    }

    private static func write(_ bytes: some Sequence<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
