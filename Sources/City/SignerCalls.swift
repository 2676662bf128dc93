import Kernel
import Outbound
import Signatures
import Store

/// Calls of signing and time-stamp services over HTTP. What is sent holds a passphrase: it is
/// never logged (`OutboundRequest` shows its host alone).
struct SignerCalls: Sendable {
    private let service: SignersFile.Service
    private let outbound: Outbound

    /// The service does not answer as it should.
    struct NoAnswer: Error {}

    /// - Parameter name: of its threads.
    init(_ service: SignersFile.Service, _ name: String) {
        self.service = service
        outbound = .curl(
            limits: OutboundLimits(
                connectTimeout: 5_000, timeout: service.timeout, maxBody: 48 << 20),
            threads: BlockingThreads(name: name, count: 4, waiting: 64))
    }

    /// BSrE: multipart (RFC 7578) in its first version, JSON in the second.
    var transport: BSrESigner.Transport {
        { call in
            let url = (service.url.hasSuffix("/") ? service.url : service.url + "/") + call.path
            let request: OutboundRequest
            if let json = call.json {
                request = .post(
                    url, headers: headers("application/json"), body: Array(json.canonical))
            } else if call.method == "GET" {
                request = .get(url, headers: service.headers)
            } else {
                let form = MultipartForm(call.parts)
                request = .post(url, headers: headers(form.type), body: form.bytes)
            }
            let answer = try await outbound.send(request)
            return BSrESigner.Answer(status: answer.status, bytes: answer.body)
        }
    }

    /// RFC 3161 §3.4.
    func stamp(_ query: [UInt8]) async throws -> [UInt8] {
        let answer = try await outbound.send(
            .post(service.url, headers: headers("application/timestamp-query"), body: query))
        guard answer.status == 200 else { throw NoAnswer() }
        return answer.body
    }

    private func headers(_ type: String) -> [OutboundHeader] {
        service.headers + [OutboundHeader("content-type", type)]
    }
}

/// `multipart/form-data` (RFC 7578).
struct MultipartForm {
    let type: String
    let bytes: [UInt8]

    init(_ parts: [BSrESigner.Part]) {
        let boundary = "pendopo-" + Hexadecimal.text(RandomSource.system.bytes(16))
        var bytes: [UInt8] = []
        for part in parts {
            let file = part.fileName.map { "; filename=\"\($0)\"\r\ncontent-type: application/pdf" }
            bytes += Array(
                ("--\(boundary)\r\ncontent-disposition: form-data; name=\"\(part.name)\""
                    + (file ?? "") + "\r\n\r\n").utf8)
            bytes += part.bytes
            bytes += Array("\r\n".utf8)
        }
        bytes += Array("--\(boundary)--\r\n".utf8)
        type = "multipart/form-data; boundary=\(boundary)"
        self.bytes = bytes
    }
}
