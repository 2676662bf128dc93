import Crypto
import Kernel

/// An authenticator app in a test, that reads the secret from the page as a person would type it.
public struct AppOnPaper: Sendable {
    private let secret: [UInt8]

    public init?(page: String) {
        let shown = page.split(separator: "class=\"secret\">").dropFirst().first?
            .prefix { $0 != "<" }.filter { $0 != " " }
        guard let shown else { return nil }
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let bits = shown.compactMap { letters.firstIndex(of: $0) }.flatMap { value in
            (0..<5).reversed().map { UInt8(value >> $0 & 1) }
        }
        secret = stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | $1 }
        }
    }

    public func code(at now: Instant) -> String {
        let step = UInt64(now.milliseconds / 30_000)
        let message = (0..<8).reversed().map { UInt8(truncatingIfNeeded: step >> ($0 * 8)) }
        let hash = Array(
            HMAC<Insecure.SHA1>.authenticationCode(
                for: message, using: SymmetricKey(data: secret)))
        let at = Int(hash[19] & 15)
        let number = hash[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let digits = String(number % 1_000_000)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }
}

extension TestBrowser {
    /// Sets up an authenticator app from the page of one's safety, so that acts that decide ask for
    /// a code a quarter of an hour later.
    public func setUpApp(_ city: TestCity) async throws -> AppOnPaper {
        await open("/keamanan")
        try await send(to: "/keamanan/aplikasi/mulai")
        guard let app = AppOnPaper(page: text) else { throw TestProblem("no secret on \(path)") }
        try await send([("kode", app.code(at: city.clock.now))], to: "/keamanan/aplikasi")
        city.clock.advance(milliseconds: 60_000)
        return app
    }
}
