import Foundation
import Glibc
import Synchronization

/// A mail server in a test: takes conversations one after the other on a free port of this machine
/// and answers as told.
final class MailServer: Sendable {
    struct Letter: Sendable, Equatable {
        var from = ""
        var to: [String] = []
        var data: [UInt8] = []
        var text: String { String(decoding: data, as: UTF8.self) }
    }

    let port: UInt16
    private let socket: Int32
    private let kept = Mutex<[Letter]>([])
    private let answers: [String: String]

    var letters: [Letter] { kept.withLock { $0 } }
    var url: String { "smtp://127.0.0.1:\(port)" }

    /// - Parameter answers: what to say instead of yes, by command (`RCPT`) or `END` for the end
    ///   of the data, where nothing is no answer at all.
    init(answers: [String: String] = [:]) throws {
        self.answers = answers
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.socket = socket
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(socket, raw, length) == 0 && listen(socket, 8) == 0
                    && getsockname(socket, raw, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        let thread = Thread { [weak self] in
            while true {
                let peer = accept(socket, nil, nil)
                if peer < 0 { break }
                self?.talk(peer)
                Glibc.close(peer)
            }
            Glibc.close(socket)
        }
        thread.start()
    }

    /// Ends the thread, which alone closes the socket: closed here, its number could already be
    /// another test's server when the thread comes to accept.
    func stop() {
        shutdown(socket, Int32(SHUT_RDWR))
    }

    private func talk(_ peer: Int32) {
        var rest: [UInt8] = []
        var letter = Letter()
        say(peer, "220 uji ESMTP")
        while let line = Self.line(peer, &rest) {
            let verb = String(line.prefix(4)).uppercased()
            if let answer = answers[verb] {
                say(peer, answer)
                continue
            }
            switch verb {
            case "MAIL": letter.from = line
            case "RCPT": letter.to.append(line)
            case "DATA":
                say(peer, "354 isi")
                while let text = Self.line(peer, &rest), text != "." {
                    let unstuffed = text.hasPrefix(".") ? String(text.dropFirst()) : text
                    letter.data += Array(unstuffed.utf8) + [13, 10]
                }
                let answer = answers["END"] ?? "250 diterima"
                if answer.hasPrefix("250") || answer.isEmpty {
                    let done = letter
                    kept.withLock { $0.append(done) }
                }
                // Taken, and never said so.
                if answer.isEmpty { return }
                say(peer, answer)
                continue
            case "QUIT":
                say(peer, "221 selesai")
                return
            default: break
            }
            say(peer, "250 baik")
        }
    }

    private func say(_ peer: Int32, _ text: String) {
        let bytes = Array((text + "\r\n").utf8)
        _ = send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private static func line(_ peer: Int32, _ rest: inout [UInt8]) -> String? {
        while true {
            if let end = rest.firstIndex(of: 10) {
                let line = rest[..<end].filter { $0 != 13 }
                rest.removeSubrange(...end)
                return String(decoding: line, as: UTF8.self)
            }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(peer, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            rest += buffer[..<count]
        }
    }
}
