import Crypto
import Kernel
import SwiftASN1
import Testing

@testable import Signatures

@Suite("Time-stamps and long life")
struct TimeStampTests {
    /// A service in memory: RFC 3161 answers by the house's own stamp key.
    private func stamps(_ house: SigningHouse, at time: Instant) -> StampSource {
        TimeStampClient.source(nonce: { [7, 7, 7] }) { query in
            let fields = try ASN1Node.reading(query).expectSequence()
            let info = DERValue.sequence([
                .integer(1), .oid(OID(1, 3, 6, 1, 4, 1, 99_999, 1)), .raw(fields[1].bytes),
                .integer(5), Self.time(time),
            ]).encoded
            let own = house.stamps.certificates[0]
            let attributes = DERValue.setOf([
                .sequence([.oid(.contentType), .setOf([.oid(.timeStampInfo)])]),
                .sequence([
                    .oid(.messageDigest), .setOf([.octets(Array(SHA256.hash(data: info)))]),
                ]),
            ]).encoded
            let sha256 = DERValue.sequence([.oid(.sha256)])
            let signer = DERValue.sequence([
                .integer(1), .sequence([.raw(own.issuer), .integer(own.serial)]), sha256,
                .raw([0xA0] + attributes.dropFirst()), house.stamps.key.algorithm,
                .octets(try house.stamps.signature(of: attributes)),
            ])
            let content = DERValue.sequence([
                .integer(3), .setOf([sha256]),
                .sequence([.oid(.timeStampInfo), .explicit(0, [.octets(info)])]),
                .explicit(0, house.stamps.certificates.map { .raw($0.der) }), .setOf([signer]),
            ])
            let token = DERValue.sequence([.oid(.signedData), .explicit(0, [content])])
            return DERValue.sequence([.sequence([.integer(0)]), token]).encoded
        }
    }

    private static func time(_ instant: Instant) -> DERValue {
        let digits = PDFWriting.date(instant, .utc).dropFirst(2).prefix(14)
        return .primitive(.generalizedTime, Array((digits + "Z").utf8))
    }

    @Test("a time-stamp makes B-T and proves that the signature is older than a revocation")
    func stamped() async throws {
        let house = try await SigningHouse.make()
        let signer = KeySigner(house.head, stamps: stamps(house, at: SigningHouse.now))
        let signed = try await signer.sign(house.letter, house.request())
        let report = house.verify(signed)
        #expect(report.verdict == .valid)
        #expect(report.signatures.first?.level == .t)
        #expect(report.signatures.first?.provenTime == SigningHouse.now)
        let later = SigningHouse.instant(2026, 11, 25)
        func revoked(at time: Instant) throws -> Trust {
            let list = try house.authority.revocationList(
                [.init(serial: house.head.certificates[0].serial, at: time, reason: 1)],
                number: 1, made: later, next: SigningHouse.instant(2026, 12, 20))
            return Trust(roots: [house.root.certificate], revocationLists: [list])
        }
        let after = try revoked(at: SigningHouse.instant(2026, 11, 24))
        #expect(house.verify(signed, trust: after, now: later).verdict == .valid)
        let before = try revoked(at: SigningHouse.instant(2026, 11, 1))
        #expect(house.verify(signed, trust: before, now: later).verdict == .revoked)
    }

    @Test("certificates and lists in the document make B-LT")
    func longLife() async throws {
        let house = try await SigningHouse.make()
        let signer = KeySigner(house.head, stamps: stamps(house, at: SigningHouse.now))
        let signed = try await signer.sign(house.letter, house.request())
        let list = try house.authority.revocationList(
            [], number: 1, made: SigningHouse.now, next: SigningHouse.instant(2026, 12, 20))
        let kept = try ValidationData.add(
            certificates: house.head.certificates + house.stamps.certificates, lists: [list],
            to: signed)
        let report = house.verify(kept)
        #expect(report.verdict == .valid)
        #expect(report.signatures.first?.level == .lt)
        #expect(report.signatures.first?.isRevocationKnown == true)
        #expect(report.signatures.first?.later == [.validationData])
    }

    @Test("a stamp over something else, or none, signs nothing")
    func wrongStamp() async throws {
        let house = try await SigningHouse.make()
        let source = stamps(house, at: SigningHouse.now)
        let wrong = KeySigner(house.head) { _ in try await source([UInt8](repeating: 1, count: 32))
        }
        await #expect(throws: SigningError.noTimeStamp) {
            try await wrong.sign(house.letter, house.request())
        }
        let silent = KeySigner(house.head) { _ in throw SigningError.noTimeStamp }
        await #expect(throws: SigningError.noTimeStamp) {
            try await silent.sign(house.letter, house.request())
        }
    }
}
