import Cases
import Contracts
import Kernel
import Outbound
import People
import Signatures
import Store
import Workspace

/// How officials sign letters with keys of their own. Nothing that opens a key is kept: a
/// passphrase lives for one press of a button.
struct OfficialSigning: Sendable {
    private let file: SignersFile
    let keys: OfficialKeys
    private let trust: TrustBook
    private let city: String
    private let zone: Zone
    private let world: World
    private let stamps: StampSource?
    private let bsre: BSrESigner.Transport?
    /// Opening a key is slow by intention.
    private let threads = BlockingThreads(name: "keys", count: 1, waiting: 64)

    /// - Returns: nothing where letters carry the city's seal alone.
    init?(
        _ file: SignersFile?, _ keys: OfficialKeys, _ settings: Settings,
        _ profile: CityProfile?, world: World
    ) throws {
        guard let file = file ?? (settings.mode == .demo ? SignersFile() : nil) else { return nil }
        guard !settings.trust.current.roots.isEmpty || settings.mode == .demo else {
            throw OperatingProblem(
                "--signers needs --trust city.pem too, so that readers know whose keys count.")
        }
        self.file = file
        self.keys = keys
        trust = settings.trust
        city = profile?.name ?? "Pendopo"
        zone = profile?.zone ?? .wib
        self.world = world
        bsre = file.bsre.map { SignerCalls($0, "bsre").transport }
        stamps = file.stampSource(world.random)
    }

    var desk: KeyDesk { KeyDesk(keys: keys, trust: trust, hasService: bsre != nil) }

    var hands: LetterHands {
        LetterHands { account in
            switch try await keys.current(account)?.means {
            case .file: .passphrase
            case .service: .servicePassphrase
            case nil: file.isRequired ? .key : .nothing
            }
        } unlock: { account, passphrase in
            try await unlock(account, passphrase)
        }
    }

    private func unlock(_ account: AccountID, _ passphrase: String) async throws -> LetterHand {
        guard let key = try await keys.current(account) else {
            throw Refusal(.conflict, "case.letter.no_key")
        }
        switch key.means {
        case .file(let locked):
            try await keys.trying(account)
            let opened: SealKey
            do {
                opened = try await threads.run {
                    try SealKey(pkcs12: locked, passphrase: passphrase)
                }
            } catch is SigningError {
                throw Refusal(.invalid, "case.letter.wrong_passphrase", field: "frasa")
            }
            try await keys.opened(account)
            guard trust.current.verdict(on: opened, at: world.now) == .valid else {
                throw Refusal(.conflict, "case.letter.key_ended")
            }
            return hand(KeySigner(opened, stamps: stamps))
        case .service(let nik):
            guard let bsre else { throw Refusal(.unavailable, "case.letter.unsigned") }
            return hand(
                BSrESigner(
                    nik: nik.text, passphrase: passphrase, version: file.version,
                    transport: bsre))
        }
    }

    /// Signs with the data in the file, and looks at the result as any reader would.
    private func hand(_ signer: any DocumentSigner) -> LetterHand {
        LetterHand { [trust, city, zone] pdf, facts in
            let whole = try Sealing.withData(pdf, facts, city, zone)
            let request = SignatureRequest(
                field: "TandaTangan", signer: facts.signer, position: facts.position,
                time: facts.at, zone: zone, later: [PreparedField("Cap")])
            let signed: [UInt8]
            do {
                signed = try await signer.sign(whole, request)
            } catch SigningError.signerRefused(let said) {
                throw Refusal(
                    .conflict, "case.letter.signer_refused", field: "frasa",
                    values: ["said": String(said.prefix(200))])
            }
            let report = PDFVerifier(trust: trust.current, now: facts.at).verify(signed)
            guard report.verdict == .valid else { throw Sealing.NotAccepted() }
            return signed
        }
    }
}
