import Contracts
import Crypto
import Kernel
import Outbound

extension ResidentLookup {
    /// A register that is asked over HTTP.
    public static func remote(
        _ settings: RegisterSettings, outbound: Outbound, world: World
    ) -> ResidentLookup {
        let register = RemoteRegister(settings: settings, outbound: outbound, world: world)
        return ResidentLookup { question throws(ResidentLookupError) in
            try await register.ask(question)
        }
    }
}

/// One register of a city or of Dukcapil, behind a small JSON contract.
struct RemoteRegister: Sendable {
    /// An honest answer has a few hundred bytes.
    static let maxBody = 8_192

    let settings: RegisterSettings
    let outbound: Outbound
    let world: World
    private let rest = Rest()

    init(settings: RegisterSettings, outbound: Outbound, world: World) {
        self.settings = settings
        self.outbound = outbound
        self.world = world
    }

    func ask(
        _ question: ResidentQuestion
    ) async throws(ResidentLookupError) -> ResidentAnswer {
        guard rest.isOver(at: world.now) else { throw .away("resting") }
        do {
            let answer = try await send(question)
            rest.succeeded()
            return answer
        } catch {
            if error.isIllness { rest.failed(at: world.now) }
            throw error.told
        }
    }

    /// Why there is no answer, and whether the register is ill: whether the next question, with
    /// other data, would fail as well. Data that the register cannot read are no illness, or three
    /// odd questions of one person would close it for all.
    private struct Failure: Error {
        let told: ResidentLookupError
        let isIllness: Bool
    }

    private func send(_ question: ResidentQuestion) async throws(Failure) -> ResidentAnswer {
        // The system's chance, not the world's: a demo seeds that, and who guesses the nonce can
        // have an answer ready.
        let nonce = Base64URL.encode(RandomSource.system.bytes(24))
        let request = request(question, nonce)
        let answer: OutboundAnswer
        do {
            answer = try await outbound.send(request)
        } catch {
            // Threads of our own that are all busy say nothing about the register.
            let isIllness = error != .overloaded && error != .tooLarge
            switch error {
            case .untrusted, .badAnswer, .tooLarge, .refusedAddress:
                throw Failure(told: .untrusted(error.word), isIllness: isIllness)
            default: throw Failure(told: .away(error.word), isIllness: isIllness)
            }
        }
        guard answer.status == 200 else { throw Self.failure(answer.status) }
        do {
            return try RegisterAnswer.read(answer, to: question.id, nonce: nonce)
        } catch {
            throw Failure(told: error, isIllness: false)
        }
    }

    /// 400, 413, 415 and 422 are about this question; all others would meet the next one, too.
    private static func failure(_ status: Int) -> Failure {
        let isIllness = ![400, 413, 415, 422].contains(status)
        switch status {
        case 400...403, 429: return Failure(told: .refused("\(status)"), isIllness: isIllness)
        case 300...399: return Failure(told: .untrusted("redirect"), isIllness: true)
        default: return Failure(told: .away("\(status)"), isIllness: isIllness)
        }
    }

    private func request(_ question: ResidentQuestion, _ nonce: String) -> OutboundRequest {
        let body = JSONValue.object([
            "request_id": .string(question.id.text), "nonce": .string(nonce),
            "purpose": .string(question.purpose.rawValue),
            "nik": .string(question.nik.text), "family_card": .string(question.familyCard.text),
            "name": .string(question.name), "born": .string(question.born.iso),
        ]).canonical
        var headers = [
            OutboundHeader("Content-Type", "application/json"),
            OutboundHeader("Accept", "application/json"),
        ]
        switch settings.secret {
        case .bearer(let token):
            headers.append(OutboundHeader("Authorization", "Bearer \(token)"))
        case .hmac(let key, let id):
            let seconds = String(world.now.milliseconds / 1_000)
            headers += [
                OutboundHeader("X-Pendopo-Key", id), OutboundHeader("X-Pendopo-Time", seconds),
                OutboundHeader("X-Pendopo-Signature", Self.signature(key, seconds, body)),
            ]
        }
        return .post(settings.address.text, headers: headers, body: body)
    }

    /// Of the time and the body with a line feed between them, in lower-case hexadecimal digits.
    static func signature(_ key: String, _ seconds: String, _ body: [UInt8]) -> String {
        let signed = Array("\(seconds)\n".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(
            for: signed, using: SymmetricKey(data: Array(key.utf8)))
        return Hexadecimal.text(Array(code))
    }
}
