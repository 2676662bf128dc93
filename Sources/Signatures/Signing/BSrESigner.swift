import Kernel

/// Signs by the e-sign service of Balai Sertifikasi Elektronik (BSSN): the whole document goes
/// there with the official's NIK and passphrase, and comes back signed.
///
/// What comes back is believed only when it begins with the bytes that were sent, has as many pages
/// and one signature more.
public struct BSrESigner: DocumentSigner {
    /// One part of a form (RFC 7578).
    public struct Part: Sendable, Hashable {
        public let name: String
        /// Set for a file.
        public let fileName: String?
        public let bytes: [UInt8]
    }

    /// What is to be asked of the service.
    public struct Call: Sendable, Hashable {
        public let method: String
        /// Below the address of the service.
        public let path: String
        /// Of a form (`multipart/form-data`), in the first version of the service.
        public var parts: [Part] = []
        /// What is sent instead in the second.
        public var json: JSONValue?
    }

    /// What it answered.
    public struct Answer: Sendable, Hashable {
        public let status: Int
        public let bytes: [UInt8]

        public init(status: Int, bytes: [UInt8]) {
            self.status = status
            self.bytes = bytes
        }
    }

    /// Sends a call with the city's own name and password (Basic, RFC 7617).
    public typealias Transport = @Sendable (Call) async throws -> Answer

    /// Which of the two faces of the service is spoken to.
    public enum Version: Int64, Sendable, Hashable {
        case first = 1
        case second = 2
    }

    private let nik: String
    private let passphrase: String
    private let transport: Transport
    private let version: Version

    /// - Parameter passphrase: the official's own, for this signing only.
    public init(
        nik: String, passphrase: String, version: Version = .first,
        transport: @escaping Transport
    ) {
        self.version = version
        self.nik = nik
        self.passphrase = passphrase
        self.transport = transport
    }

    /// Whether the official has a certificate there that can sign now.
    public func isReady() async throws(SigningError) -> Bool {
        let answer = try await ask(
            version == .first
                ? Call(method: "GET", path: "api/user/status/\(nik)")
                : Call(
                    method: "POST", path: "api/v2/user/check/status", json: ["nik": .string(nik)]))
        guard answer.status == 200, let reply = try? JSONValue(parsing: answer.bytes) else {
            return false
        }
        return reply["status_code"]?.integerValue == 1111
            || reply["status"]?.stringValue == "ISSUE"
    }

    public func sign(
        _ document: [UInt8], _ request: SignatureRequest
    ) async throws(SigningError) -> [UInt8] {
        let answer = try await ask(
            version == .first ? form(document, request) : object(document, request))
        guard answer.status == 200 else {
            let reply = try? JSONValue(parsing: answer.bytes)
            let said = reply?["error"]?.stringValue ?? reply?["message"]?.stringValue
            guard (400..<500).contains(answer.status) else {
                throw .signerUnavailable(said ?? "HTTP \(answer.status)")
            }
            throw .signerRefused(said ?? "HTTP \(answer.status)")
        }
        let signed: [UInt8]
        switch version {
        case .first: signed = answer.bytes
        case .second:
            let files = (try? JSONValue(parsing: answer.bytes))?["file"]?.arrayValue
            guard let text = files?.first?.stringValue,
                let bytes = Base64.decode(text, limit: 32 << 20)
            else { throw .badAnswer }
            signed = bytes
        }
        guard isSigned(signed, from: document) else { throw .badAnswer }
        return signed
    }

    /// As the second version takes it: one object of properties for each file.
    private func object(_ document: [UInt8], _ request: SignatureRequest) -> Call {
        var properties: [String: JSONValue] = ["tampilan": .string("INVISIBLE")]
        if let place = request.place {
            properties = [
                "tampilan": .string("VISIBLE"), "page": .integer(Int64(place.page)),
                "originX": .integer(Int64(place.left)), "originY": .integer(Int64(place.bottom)),
                "width": .integer(Int64(place.width)), "height": .integer(Int64(place.height)),
            ]
        }
        return Call(
            method: "POST", path: "api/v2/sign/pdf",
            json: [
                "nik": .string(nik), "passphrase": .string(passphrase),
                "signatureProperties": .array([.object(properties)]),
                "file": .array([.string(Base64.encode(document))]),
            ])
    }

    private func form(_ document: [UInt8], _ request: SignatureRequest) -> Call {
        var fields = [("nik", nik), ("passphrase", passphrase)]
        if let place = request.place {
            fields += [
                ("tampilan", "visible"), ("page", "\(place.page)"), ("xAxis", "\(place.left)"),
                ("yAxis", "\(place.bottom)"), ("width", "\(place.width)"),
                ("height", "\(place.height)"),
            ]
        } else {
            fields.append(("tampilan", "invisible"))
        }
        let parts =
            [Part(name: "file", fileName: "surat.pdf", bytes: document)]
            + fields.map { Part(name: $0.0, fileName: nil, bytes: Array($0.1.utf8)) }
        return Call(method: "POST", path: "api/sign/pdf", parts: parts)
    }

    private func isSigned(_ answer: [UInt8], from document: [UInt8]) -> Bool {
        guard let before = try? PDFReader(document), let after = try? PDFReader(answer),
            let pages = try? before.pages().count, let signed = try? after.pages().count,
            pages == signed, let form = try? SignatureForm(after)
        else { return false }
        let old = (try? SignatureForm(before).fields.filter(\.isSigned).count) ?? 0
        let new = form.fields.filter(\.isSigned).count
        return new == old + 1 && answer.starts(with: document)
    }

    private func ask(_ call: Call) async throws(SigningError) -> Answer {
        do {
            return try await transport(call)
        } catch {
            throw .signerUnavailable("\(error)")
        }
    }
}
