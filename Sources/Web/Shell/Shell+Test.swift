import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// A request that goes through the whole shell without a socket.
public struct TestRequest: Sendable {
    public var method: String
    public var target: String
    public var headers: [(name: String, value: String)]
    /// The body in pieces, as a network would bring it.
    public var body: [[UInt8]]
    public var peer: String

    public init(
        _ method: String = "GET", _ target: String,
        headers: [(name: String, value: String)] = [], body: [[UInt8]] = [],
        peer: String = "192.0.2.1"
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.peer = peer
    }

    /// A form as a browser sends it.
    public static func form(
        _ target: String, _ values: [(name: String, value: String)],
        headers: [(name: String, value: String)] = []
    ) -> TestRequest {
        let text = values.map {
            PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value)
        }.joined(separator: "&")
        let type = ("Content-Type", "application/x-www-form-urlencoded")
        return TestRequest("POST", target, headers: headers + [type], body: [Array(text.utf8)])
    }
}

/// What came back.
public struct TestReply: Sendable {
    public let status: Int
    public let headers: [(name: String, value: String)]
    /// The body as sent, perhaps compressed.
    public let bytes: [UInt8]

    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    public func headers(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// The body as text, expanded if it was compressed.
    public var text: String {
        let isPacked = header("content-encoding") == "gzip"
        let plain = isPacked ? Gzip.expand(bytes) ?? [] : bytes
        return String(decoding: plain, as: UTF8.self)
    }
}

extension Shell {
    /// Answers a request through target, router, session, access and handler, without a socket.
    /// Event streams are read until they end.
    public func respond(to test: TestRequest) async -> TestReply {
        var fields = HTTPFields()
        for header in test.headers {
            fields.append(HTTPField(name: Names.name(header.name), value: header.value))
        }
        let head = HTTPRequest(
            method: HTTPRequest.Method(test.method) ?? .get, scheme: "http",
            authority: "localhost", path: test.target, headerFields: fields)
        let pieces = test.body.map { ByteBuffer(bytes: $0) }
        let body = RequestBody(asyncSequence: PieceSequence(pieces: pieces))
        let response = await respond(to: Request(head: head, body: body), peer: test.peer)
        let sink = Collector()
        try? await response.body.write(CollectingWriter(sink: sink))
        return TestReply(
            status: response.status.code,
            headers: response.headers.map { ($0.name.rawName, $0.value) }, bytes: sink.bytes)
    }
}

private struct PieceSequence: AsyncSequence, Sendable {
    let pieces: [ByteBuffer]

    struct AsyncIterator: AsyncIteratorProtocol {
        var rest: ArraySlice<ByteBuffer>
        mutating func next() async throws -> ByteBuffer? { rest.popFirst() }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rest: pieces[...]) }
}

private final class Collector {
    var bytes: [UInt8] = []
}

private struct CollectingWriter: ResponseBodyWriter {
    let sink: Collector
    mutating func write(_ buffer: ByteBuffer) async throws {
        sink.bytes.append(contentsOf: buffer.readableBytesView)
    }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
