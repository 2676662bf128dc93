import Cases
import Contracts
import Documents
import Kernel
import Ledger
import Signatures
import Store
import TransparencyLog

/// Times of the ledger's parts, each with its name.
public enum BenchLedger {
    public typealias Figures = [(name: String, value: Double)]

    /// Leaves a second that a tree takes in memory with its tiles as bytes, and what the machine's
    /// hash alone can do.
    public static func tree(leaves: Int64) -> Figures {
        // The better of some rounds each: others use the machine too.
        let raw = (0..<5).map { _ in hashes(1_000_000) }.max() ?? 0
        let grown = (0..<5).map { _ in extended(leaves) }.max() ?? 0
        return [("hashes", raw), ("leaves", grown)]
    }

    /// SHA-256 of 65 bytes.
    private static func hashes(_ count: Int) -> Double {
        var hash = TreeHash.empty
        // Each needs the one before, so that none is left out.
        let taken = seconds { for _ in 0..<count { hash = .node(hash, hash) } }
        precondition(hash != .empty)
        return Double(count) / taken
    }

    private static func extended(_ leaves: Int64) -> Double {
        var edge = TileEdge()
        var leaf = [UInt8](repeating: 1, count: 33)
        var bytes = 0
        let taken = seconds {
            for number in 0..<leaves {
                leaf[1] = UInt8(truncatingIfNeeded: number)
                leaf[2] = UInt8(truncatingIfNeeded: number >> 8)
                leaf[3] = UInt8(truncatingIfNeeded: number >> 16)
                edge.append(.leaf(leaf)) { _, hashes in bytes += Tile.packed(hashes).count }
            }
        }
        precondition(edge.size == leaves && bytes > 0)
        return Double(leaves) / taken
    }

    /// - Returns: microseconds of an entry as a submission writes it, in transactions of as many as
    ///   a busy house commits together.
    public static func entries(_ settings: Settings, count: Int) async throws -> Figures {
        try await House.open(settings).closing { house in
            let world = house.world
            let key = try await house.store.write("bench.key") { tx in
                try house.vault.createKey(world.uuid(), in: tx)
            }
            let together = 64
            let began = ContinuousClock.now
            for _ in 0..<count / together {
                try await house.store.write("bench.entries") { tx in
                    for _ in 0..<together {
                        try house.ledger.append(
                            submission(of: CaseID(world.uuid()), at: world.now), key: key,
                            isFirst: true, in: tx)
                    }
                }
            }
            let taken = (ContinuousClock.now - began) / .microseconds(1)
            return [("micros", taken / Double(count / together * together))]
        }
    }

    private static func submission(of id: CaseID, at now: Instant) -> LedgerEntry {
        LedgerEntry(
            type: ActKind.submitted.rawValue, caseID: id, actor: .system("bench"),
            service: "izin-penelitian", unit: "dpmptsp",
            facts: ["step": "pemeriksaan", "due": .integer(now.milliseconds)],
            sealed: ["title": "Kebiasaan warga menunggu giliran di loket"], at: now)
    }

    /// Entries a second that the house takes into its tree, database and signatures included.
    public static func extend(_ settings: Settings) async throws -> Figures {
        try await House.open(settings).closing { house in
            let before = try await Double(house.ledger.lastNumber())
            let began = ContinuousClock.now
            try await house.ledgerLog.catchUp()
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            return [("entries", before), ("seconds", seconds)]
        }
    }

    /// - Returns: milliseconds and tile reads of an inclusion proof.
    public static func proofs(_ settings: Settings, leaves: Int64) async throws -> Figures {
        try await House.open(settings).closing { house in
            try await house.ledgerLog.fill(leaves: leaves)
            let random = RandomSource.seeded(7)
            var times: [Double] = []
            var reads = 0
            for _ in 0..<5_000 {
                let index = Int64(random.number(below: Int(leaves)))
                let began = ContinuousClock.now
                let proof = try await house.store.read("bench.proof") { reader in
                    try house.ledgerLog.proof(of: index, in: reader)
                }
                times.append((ContinuousClock.now - began) / .milliseconds(1))
                reads = max(reads, proof?.reads ?? .max)
            }
            times.sort()
            return [
                ("median", times[times.count / 2]), ("p99", times[times.count * 99 / 100]),
                ("reads", Double(reads)),
            ]
        }
    }

    /// - Returns: milliseconds of one letter, and of all, signed and verified one after the other.
    public static func letters(_ count: Int) async throws -> Figures {
        let (root, seal) = try keys()
        let pdf = try await PDFRenderer().render(letter())
        let verifier = PDFVerifier(trust: Trust(roots: [root.certificate]), now: now)
        var times: [Double] = []
        let began = ContinuousClock.now
        for _ in 0..<count {
            let start = ContinuousClock.now
            let request = SignatureRequest(
                field: "Cap", signer: "Kota Contoh", position: "Kepala Dinas", time: now,
                zone: .wib)
            let signed = try await KeySigner(seal).sign(pdf, request)
            guard verifier.verify(signed).verdict == .valid else { throw Sealing.NotAccepted() }
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        let all = (ContinuousClock.now - began) / .milliseconds(1)
        times.sort()
        return [("median", times[times.count / 2]), ("longest", times.last ?? 0), ("all", all)]
    }

    private static let now = (Day(iso: "2026-06-01") ?? .first).at(hour: 10, minute: 0, in: .wib)

    private static func keys() throws -> (root: CertificateAuthority, seal: SealKey) {
        let start = (Day(iso: "2026-01-02") ?? .first).at(hour: 10, minute: 0, in: .wib)
        let root = try CertificateAuthority.root(
            CertificateName("Akar Kota Contoh", organization: "Kota Contoh"), from: start,
            serial: [1])
        let authority = CertificateAuthority(
            try root.seal(
                CertificateName("Penerbit Kota Contoh", organization: "Kota Contoh"), .authority,
                from: start, serial: [2]))
        let seal = try authority.seal(
            CertificateName("Cap Kota Contoh", organization: "Kota Contoh"), .officer,
            from: start, serial: [0x91, 3])
        return (root, seal)
    }

    private static func letter() throws -> LetterDocument {
        LetterDocument(
            title: "Surat Keterangan", subject: "Keterangan", author: "Dinas Perizinan",
            issued: now, zone: .wib,
            letterhead: Letterhead(
                emblem: .pendopo(alt: "Lambang"), government: "KOTA CONTOH",
                office: "DINAS PERIZINAN", address: ["Jalan Merdeka 1"]),
            body: try LetterMarkup.parse(
                """
                # SURAT KETERANGAN
                = Nomor: 503/0001/SK/DPMPTSP/2026

                Yang bertanda tangan di bawah ini menerangkan bahwa *Ani* adalah warga kota.

                :tanda-tangan
                """),
            signature: LetterSignature(
                dateLines: ["Contoh, 1 Juni 2026"], position: "Kepala Dinas",
                name: "Siti Rahayu"),
            verification: LetterVerification(
                url: "https://kota.example/verifikasi/ABC", alt: "Kode QR", caption: "Periksa"),
            footer: "Surat ini ditandatangani.", isDraft: false)
    }

    private static func seconds(_ work: () -> Void) -> Double {
        ContinuousClock().measure(work) / .seconds(1)
    }
}
