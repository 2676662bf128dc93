import Kernel
import Signatures
import Testing

@Suite("Certificates of signatures")
struct VerdictTests {
    private typealias Revocation = CertificateAuthority.Revocation

    private func trust(
        _ house: SigningHouse, _ revocations: [CertificateAuthority.Revocation]
    ) throws -> Trust {
        let list = try house.authority.revocationList(
            revocations, number: 1, made: SigningHouse.instant(2026, 11, 20),
            next: SigningHouse.instant(2026, 12, 20))
        return Trust(roots: [house.root.certificate], revocationLists: [list])
    }

    @Test("a chain to nobody the city trusts is untrusted")
    func untrusted() async throws {
        let house = try await SigningHouse.make()
        let other = try CertificateAuthority.root(
            CertificateName("Akar Kota Contoh", organization: "Kota Contoh"),
            from: SigningHouse.instant(2026, 1, 1), serial: [1])
        let report = house.verify(
            try house.signed(), trust: Trust(roots: [other.certificate]))
        #expect(report.verdict == .untrusted)
    }

    @Test("a certificate that had ended, or not begun, is expired")
    func expired() async throws {
        let house = try await SigningHouse.make()
        let late = SigningHouse.instant(2028, 3, 1)
        let tooLate = try house.signed(at: late)
        #expect(house.verify(tooLate, now: late).verdict == .expired)
        let tooEarly = try house.signed(at: SigningHouse.instant(2025, 12, 1))
        #expect(house.verify(tooEarly).verdict == .expired)
        // A letter outlives the certificate that signed it in time.
        let inTime = try house.signed()
        #expect(house.verify(inTime, now: late).verdict == .valid)
        // And nobody signs in the time to come.
        let coming = try house.signed(at: SigningHouse.instant(2026, 12, 24))
        #expect(house.verify(coming).verdict == .expired)
    }

    @Test("a certificate without the right to sign is untrusted")
    func usage() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed(by: house.stamps)
        #expect(house.verify(signed).verdict == .untrusted)
    }

    @Test("revoked before the signature: revoked; after it, without proof of time: unproven")
    func revoked() async throws {
        let house = try await SigningHouse.make()
        let signed = try house.signed()
        let serial = house.head.certificates[0].serial
        let before = try trust(
            house, [Revocation(serial: serial, at: SigningHouse.instant(2026, 6, 1), reason: 1)])
        #expect(house.verify(signed, trust: before).verdict == .revoked)
        let later = SigningHouse.instant(2026, 11, 24)
        let after = try trust(house, [Revocation(serial: serial, at: later, reason: 1)])
        let now = SigningHouse.instant(2026, 11, 26)
        #expect(house.verify(signed, trust: after, now: now).verdict == .unproven)
        // A record that nobody can rewrite proves the time as well.
        let known = PDFVerifier(trust: after, now: now, knownSince: SigningHouse.now)
        #expect(known.verify(signed).verdict == .valid)
        let others = try trust(
            house, [Revocation(serial: [1, 1], at: SigningHouse.instant(2026, 6, 1), reason: 1)])
        let fine = house.verify(signed, trust: others)
        #expect(fine.verdict == .valid)
        #expect(fine.signatures.first?.isRevocationKnown == true)
    }

    @Test("a list by someone else revokes nothing")
    func foreignList() async throws {
        let house = try await SigningHouse.make()
        let list = try house.root.revocationList(
            [
                Revocation(
                    serial: house.head.certificates[0].serial,
                    at: SigningHouse.instant(2026, 6, 1), reason: 1)
            ], number: 1, made: SigningHouse.now, next: SigningHouse.instant(2027, 1, 1))
        let trust = Trust(roots: [house.root.certificate], revocationLists: [list])
        let signed = try house.signed()
        #expect(house.verify(signed, trust: trust).verdict == .valid)
    }
}
