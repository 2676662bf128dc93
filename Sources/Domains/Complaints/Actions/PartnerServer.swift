import Cases
import Kernel
import Notices
import Open311
import Outbound

/// Why a partner gave no answer that helps.
struct PartnerFault: Error {
    /// A status or a word of ours, never what that server said.
    let word: String
    /// Seconds that it wants to rest.
    var wait: Int64?
    /// It will never be taken as it is.
    var isFinal = false

    init(_ word: String, wait: Int64? = nil, isFinal: Bool = false) {
        self.word = word
        self.wait = wait
        self.isFinal = isFinal
    }
}

/// A partner's server, asked and told within the bounds of the house.
struct PartnerServer: Sendable {
    let partner: ReportPartner
    let geo: GeoServer
    let reader: GeoReader
    private let link: PartnerLink
    private let reach: OutboundRequest.Reach
    private let world: World

    /// Statuses after which the same request is of no use.
    private static let final: Set<Int> = [400, 404, 405, 410, 413, 414, 415, 422]
    /// How long it rests before a hand has mended something, in seconds.
    private static let patience: Int64 = 3_600

    /// - Throws: `PartnerFault` where it is not connected.
    init(_ partner: ReportPartner?, _ zone: Zone, _ tools: ComplaintTools) async throws {
        guard let partner, let url = partner.url, let link = tools.outside.partners else {
            throw PartnerFault("not-connected", wait: Self.patience)
        }
        var key: String?
        if let name = partner.key {
            key = await link.secret(name)
            if key == nil { throw PartnerFault("no-secret", wait: Self.patience) }
        }
        let server = GeoServer(
            endpoint: url, format: partner.isXML ? .xml : .json, zone: zone,
            jurisdiction: partner.jurisdiction, apiKey: key)
        guard let server else { throw PartnerFault("not-connected", wait: Self.patience) }
        self.partner = partner
        self.link = link
        geo = server
        reader = GeoReader(zone: zone, limits: GeoLimits(bytes: 4 << 20))
        reach = tools.outside.reach
        world = tools.world
    }

    func get<Value>(
        _ address: String, _ read: ([UInt8]) throws(GeoReadError) -> Value
    ) async throws -> Value {
        let answer = try await send(.get(address, headers: headers))
        guard answer.status == 200 else { throw fault(answer, isFinal: false) }
        do throws(GeoReadError) {
            return try read(answer.body)
        } catch {
            throw PartnerFault(Self.word(error))
        }
    }

    /// - Returns: the body of an answer that says that it was taken.
    func post(_ address: String, _ body: [UInt8], once: String) async throws -> [UInt8] {
        let answer = try await send(
            .post(
                address,
                headers: headers + [
                    OutboundHeader("Content-Type", GeoServer.formType),
                    OutboundHeader("Idempotency-Key", once),
                ], body: body))
        guard (200..<300).contains(answer.status) else {
            throw fault(answer, isFinal: Self.final.contains(answer.status))
        }
        return answer.body
    }

    private var headers: [OutboundHeader] {
        [
            OutboundHeader("Accept", geo.format.mediaType),
            OutboundHeader("User-Agent", "Pendopo-Open311/1"),
        ]
    }

    private func send(_ request: OutboundRequest) async throws -> OutboundAnswer {
        do {
            return try await link.outbound.send(request.reaching(reach))
        } catch {
            let isFinal = error == .refusedURL || error == .badRequest
            throw PartnerFault(error.word, isFinal: isFinal)
        }
    }

    private func fault(_ answer: OutboundAnswer, isFinal: Bool) -> PartnerFault {
        PartnerFault(
            String(answer.status),
            wait: RetryAfter.seconds(answer.header("retry-after"), world.now),
            isFinal: isFinal)
    }

    static func word(_ error: GeoReadError) -> String {
        switch error {
        case .malformed, .unexpected: "unreadable"
        case .refused(let errors): String(errors.first?.code ?? 400)
        }
    }
}
