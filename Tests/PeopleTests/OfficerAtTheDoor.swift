import Contracts
import Kernel
import Store
import Testing

@testable import People

extension House {
    static let nip = "198503302010011001"

    /// An officer with a password and nothing else.
    func officer(_ nip: String = nip, password: String = House.password) async throws -> AccountID {
        let hash = try await accounts.hasher.hash(password)
        let loader = OrganisationImport(vault: vault, ledger: ledger, world: world, zone: .wib)
        let record = OfficerRecord(
            nip: try NIP(nip), name: "Rina Kepala", contact: try Contact(typed: "rina@kota.id"),
            passwordHash: hash)
        return try await store.write("save") { try loader.save(record, in: $0) }
    }

    /// The step behind the right password.
    func atTheDoor(
        _ nip: String = nip, from visitor: Visitor = home
    ) async throws -> SecretToken {
        let outcome = try await accounts.signIn(
            .nip(try NIP(nip)), password: Self.password, from: visitor)
        return try #require(outcome.step)
    }

    /// Sets up an authenticator app while signing in.
    func enrol(
        _ step: SecretToken, from visitor: Visitor = home
    ) async throws -> (SignedIn, TOTP, spare: [String]) {
        let offer = try #require(try await accounts.offerTOTP(step, issuer: "Kota Contoh"))
        let totp = try TOTP(secret: #require(Self.bytes(base32: offer.secret)))
        let enrolled = try await accounts.finishEnrolment(
            step, code: code(totp), name: "Ponsel", from: visitor,
            replacing: nil)
        return (try #require(enrolled.signedIn), totp, enrolled.spareCodes)
    }

    /// The code that the app shows now.
    func code(_ totp: TOTP) -> String { totp.code(step: TOTP.step(at: world.now)) }

    /// Independent of the encoder under test.
    static func bytes(base32 text: String) -> [UInt8]? {
        var bits = ""
        for letter in text {
            guard let value = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567").firstIndex(of: letter)
            else { return nil }
            let digits = String(value, radix: 2)
            bits += String(repeating: "0", count: 5 - digits.count) + digits
        }
        let whole = bits.prefix(bits.count / 8 * 8)
        return stride(from: 0, to: whole.count, by: 8).compactMap { start in
            UInt8(whole.dropFirst(start).prefix(8), radix: 2)
        }
    }
}
