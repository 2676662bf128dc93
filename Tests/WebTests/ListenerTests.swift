import Glibc
import Synchronization
import Testing

@testable import Web

/// Sockets that the house watches itself: what arrives at the other end, and that nobody is left.
@Suite("Listeners")
struct ListenerTests {
    /// A listener, the other end of its socket, and what tells that it left.
    private struct Scene {
        let listener: Listener
        let far: Int32
        let leaving: AsyncStream<Void>

        init(_ listeners: Listeners, room: Int32? = nil) throws {
            var ends: [Int32] = [0, 0]
            #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
            #expect(fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0)
            if var room {
                setsockopt(
                    ends[0], SOL_SOCKET, SO_SNDBUF, &room, socklen_t(MemoryLayout<Int32>.size))
            }
            far = ends[1]
            let (leaving, continuation) = AsyncStream<Void>.makeStream()
            self.leaving = leaving
            listener = Listener {
                continuation.yield()
                continuation.finish()
            }
            listeners.admit(listener, ends[0])
        }

        /// How often it has left, when it has.
        func left() async -> Int {
            var times = 0
            for await _ in leaving { times += 1 }
            return times
        }

        /// So many bytes, or all until the other side closes.
        func read(_ count: Int = .max) -> String {
            var bytes: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 65_536)
            while bytes.count < count {
                let got = recv(far, &piece, min(piece.count, count - bytes.count), 0)
                guard got > 0 else { break }
                bytes += piece[..<got]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    private func event(_ number: Int) -> EventFeed.Item {
        .event(ServerEvent(id: String(number), data: String(number)))
    }

    @Test("events come as chunks, the end closes, and the feed ends once")
    func frames() async throws {
        let listeners = try Listeners()
        let scene = try Scene(listeners)
        scene.listener.take(event(7))
        scene.listener.take(.heartbeat)
        scene.listener.take(.end)
        scene.listener.take(event(8))
        #expect(
            scene.read() == "f\r\nid: 7\ndata: 7\n\n\r\n4\r\n: \n\n\r\n0\r\n\r\n")
        #expect(await scene.left() == 1)
        #expect(listeners.count == 0)
        close(scene.far)
    }

    @Test("what comes before there is a socket waits for it")
    func early() async throws {
        let listeners = try Listeners()
        let told = Mutex(false)
        let listener = Listener { told.withLock { $0 = true } }
        listener.take(event(1))
        var ends: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        listeners.admit(listener, ends[0])
        var piece = [UInt8](repeating: 0, count: 64)
        let got = recv(ends[1], &piece, piece.count, 0)
        #expect(String(decoding: piece.prefix(max(got, 0)), as: UTF8.self).contains("data: 1"))
        #expect(!told.withLock { $0 })
        close(ends[1])
    }

    @Test("whoever goes is noticed without an event")
    func gone() async throws {
        let listeners = try Listeners()
        let scene = try Scene(listeners)
        close(scene.far)
        #expect(await scene.left() == 1)
        #expect(listeners.count == 0)
        scene.listener.take(event(1))
    }

    @Test("whoever does not read loses the middle; whole events arrive, the newest among them")
    func slow() async throws {
        let listeners = try Listeners()
        let scene = try Scene(listeners, room: 4_096)
        let long = String(repeating: "x", count: 1_000)
        for number in 0..<500 {
            scene.listener.take(.event(ServerEvent(id: String(number), data: long)))
        }
        #expect(scene.listener.isWaiting)
        scene.listener.take(.end)
        let frame = "data: \(long)\n\n\r\n"
        let parts = scene.read().components(splitBy: frame)
        #expect(parts.last == "0\r\n\r\n")
        let ids = parts.dropLast().compactMap { part in
            part.split(separator: "\n").last?.split(separator: " ").last.flatMap { Int($0) }
        }
        #expect(ids.count == parts.count - 1 && ids == ids.sorted())
        #expect(ids.first == 0 && ids.last == 499 && ids.count < 200)
        #expect(await scene.left() == 1)
        close(scene.far)
    }

    @Test("when the house closes every stream ends in order, one that comes late too")
    func closing() async throws {
        let listeners = try Listeners()
        let scene = try Scene(listeners)
        listeners.end()
        let late = try Scene(listeners)
        for each in [scene, late] {
            #expect(each.read() == "0\r\n\r\n")
            #expect(await each.left() == 1)
            close(each.far)
        }
    }

    @Test("streams that are left when the watch goes are let go")
    func watch() async throws {
        var listeners: Listeners? = try Listeners()
        let scene = try Scene(try #require(listeners))
        listeners = nil
        #expect(scene.read() == "")
        #expect(await scene.left() == 1)
        close(scene.far)
    }
}

extension String {
    fileprivate func components(splitBy text: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let place = rest.firstRange(of: text) {
            parts.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return parts + [String(rest)]
    }
}
