import Dispatch
import Glibc
import Synchronization

/// A tiny HTTP server on loopback: reads one request a connection, writes the given bytes, closes.
final class TestServer: Sendable {
    struct Request: Sendable {
        let head: String
        let body: String
    }

    let port: UInt16
    private let listener: Int32
    private let seen = Seen()

    /// Outlives the server while its thread still runs.
    private final class Seen: Sendable {
        let requests = Mutex<[Request]>([])
    }

    var requests: [Request] { seen.requests.withLock { $0 } }
    var url: String { "http://127.0.0.1:\(port)" }

    /// - Parameter reply: nil says nothing until the other side leaves.
    init(reply: @escaping @Sendable (Request) -> String?) {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = listener
        port = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(socket, generic, size) == 0 && listen(socket, 16) == 0)
                getsockname(socket, generic, &size)
            }
            return UInt16(bigEndian: pointer.pointee.sin_port)
        }
        DispatchQueue(label: "test-server").async { [listener, seen] in
            Self.serve(listener, reply, seen)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    private static func serve(
        _ listener: Int32, _ reply: @Sendable (Request) -> String?, _ seen: Seen
    ) {
        while true {
            let connection = accept(listener, nil, nil)
            guard connection >= 0 else { break }
            if let request = read(connection) {
                seen.requests.withLock { $0.append(request) }
                if let answer = reply(request) {
                    _ = Array(answer.utf8).withUnsafeBytes {
                        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                    }
                } else {
                    var byte: UInt8 = 0
                    _ = recv(connection, &byte, 1, 0)
                }
            }
            shutdown(connection, Int32(SHUT_WR))
            close(connection)
        }
        close(listener)
    }

    private static func read(_ connection: Int32) -> Request? {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            if let end = text.firstRange(of: Array("\r\n\r\n".utf8)) {
                let head = String(decoding: text[..<end.lowerBound], as: UTF8.self)
                let body = text[end.upperBound...]
                let wanted = head.lowercased().split(separator: "\r\n").compactMap { line in
                    line.hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
                }.first
                if body.count >= wanted ?? 0 {
                    return Request(head: head, body: String(decoding: body, as: UTF8.self))
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            text += buffer[..<count]
            // The first byte of TLS: whoever wants that shall have an answer to it.
            if text.first == 0x16 { return Request(head: "TLS", body: "") }
        }
    }
}
