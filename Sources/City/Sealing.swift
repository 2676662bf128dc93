import Cases
import Kernel
import Signatures
import Store

/// Where the seal under the city's letters comes from.
public enum SealSource: Sendable, Hashable {
    /// Letters carry no signature.
    case none
    /// A key in PKCS#12, unlocked once at the start; `Settings.trust` must hold its root.
    case file(path: String, passphrase: String)
    /// Keys that the demo makes for itself in its folder, worth nothing outside.
    case demo
}

/// The city's seal: signs each letter as it is issued, and looks at the result as any reader would.
struct Sealing: Sendable {
    let key: SealKey
    let trust: TrustBook
    /// Makes the seal PAdES B-T.
    let stamps: StampSource?

    /// The signed file was not what a reader would accept.
    struct NotAccepted: Error {}

    /// - Throws: `OperatingProblem` with what is to be mended.
    static func open(
        _ settings: Settings, stamps: StampSource?, world: World
    ) async throws -> Sealing? {
        switch settings.seal {
        case .none: return nil
        case .file(let path, let passphrase):
            guard let file = try? await FileTree.read(path, limit: 1 << 20) else {
                throw OperatingProblem("The seal “\(path)” cannot be read.")
            }
            guard let key = try? SealKey(pkcs12: file, passphrase: passphrase) else {
                throw OperatingProblem(
                    "The seal “\(path)” does not open with PENDOPO_SEAL_PASSPHRASE.")
            }
            guard !settings.trust.current.roots.isEmpty else {
                throw OperatingProblem(
                    "A seal needs --trust city.pem too, so that readers know whose it is.")
            }
            return Sealing(key: key, trust: settings.trust, stamps: stamps)
        case .demo: return try await demo(settings.dataDirectory + "/seal", stamps, world)
        }
    }

    /// The demo's stories began long ago, so its certificates did too.
    private static let demoDays: Int64 = 400

    private static func demo(
        _ folder: String, _ stamps: StampSource?, _ world: World
    ) async throws -> Sealing {
        let secret = folder + ".passphrase"
        if (try? await FileTree.read(secret, limit: 256)) == nil {
            let fresh = Hexadecimal.text(RandomSource.system.bytes(16))
            try await FileTree.write(Array(fresh.utf8), to: secret)
        }
        let text = try await FileTree.read(secret, limit: 256)
        let passphrase = String(decoding: text, as: UTF8.self)
        let began = world.now.adding(hours: -24 * demoDays)
        let early = World(clock: CityClock { began }, random: world.random)
        do {
            try KeyFolder(path: folder, passphrase: passphrase, world: early)
                .make(city: "Kota Contoh (demo)")
        } catch KeyFolder.Fault.exists {}
        try KeyFolder(path: folder, passphrase: passphrase, world: world).renew()
        let file = try await FileTree.read(folder + "/seal.p12", limit: 1 << 20)
        let path = folder + "/city.pem"
        let pem = String(decoding: try await FileTree.read(path, limit: 1 << 20), as: UTF8.self)
        guard let trust = TrustBook(pem: pem, from: path) else {
            throw OperatingProblem("“\(path)” holds no certificate of a city.")
        }
        return Sealing(
            key: try SealKey(pkcs12: file, passphrase: passphrase), trust: trust, stamps: stamps)
    }

    /// - Parameter city: what the certificate's owner is called in the signature.
    func letters(of city: String, in zone: Zone) -> LetterSeal {
        LetterSeal(
            state: { [self] facts, address in try code(address, facts, city, zone) }
        ) { [self] pdf, facts in
            let whole = try Self.withData(pdf, facts, city, zone)
            let signed = try await KeySigner(key, stamps: stamps).sign(
                whole,
                SignatureRequest(
                    field: "Cap", signer: city, position: "\(facts.position): \(facts.signer)",
                    time: facts.at, zone: zone))
            return try Self.accepted(signed, trust.current, at: facts.at)
        }
    }

    /// Where officials sign and there is no seal, theirs is the last signature; a letter of one who
    /// has no key leaves as it was printed.
    static func completing(_ trust: TrustBook) -> LetterSeal {
        LetterSeal { pdf, facts in
            guard LetterData.bytes(in: pdf) != nil else { return pdf }
            return try accepted(pdf, trust.current, at: facts.at)
        }
    }

    /// The file that is issued: with what proves its signatures later, and looked at as any reader
    /// would.
    private static func accepted(
        _ signed: [UInt8], _ trust: Trust, at now: Instant
    ) throws -> [UInt8] {
        let whole = try ValidationData.complete(signed, from: trust, at: now)
        let report = PDFVerifier(trust: trust, now: now).verify(whole)
        guard report.verdict == .valid else { throw NotAccepted() }
        return whole
    }

    /// The file with its data; where an official has signed, they are in it already, and whatever
    /// would be added now were a change.
    static func withData(
        _ pdf: [UInt8], _ facts: LetterSeal.Facts, _ city: String, _ zone: Zone
    ) throws -> [UInt8] {
        guard LetterData.bytes(in: pdf) == nil else { return pdf }
        return try LetterData.attach(data(facts, city), to: pdf, at: facts.at, zone: zone)
    }

    /// What stands in `surat.json` inside the file; days as `2026-11-27`.
    static func data(_ facts: LetterSeal.Facts, _ city: String) -> JSONValue {
        [
            "city": .string(city), "code": .string(facts.code), "day": .string(facts.day.iso),
            "kind": .string(facts.kind), "number": .string(facts.number),
            "position": .string(facts.position), "service": .string(facts.service),
            "signer": .string(facts.signer), "title": .string(facts.title), "v": 1,
            "validUntil": facts.validUntil.map { .string($0.iso) } ?? .null,
        ]
    }
}
