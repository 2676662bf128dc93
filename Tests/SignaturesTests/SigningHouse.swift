import Documents
import Kernel
import Signatures

/// A city with its keys, made once for all tests of a run.
struct SigningHouse: Sendable {
    static let now = instant(2026, 11, 23)
    private static let shared = Task { try await SigningHouse() }

    let root: CertificateAuthority
    let authority: CertificateAuthority
    let head: SealKey
    let second: SealKey
    let stamps: SealKey
    let letter: [UInt8]

    static func make() async throws -> SigningHouse { try await shared.value }

    static func instant(_ year: Int, _ month: Int, _ day: Int) -> Instant {
        (Day(year: year, month: month, day: day) ?? .first).at(hour: 10, minute: 0, in: .wib)
    }

    private init() async throws {
        let start = Self.instant(2026, 1, 2)
        root = try .root(
            CertificateName("Akar Kota Contoh", organization: "Kota Contoh"), from: start,
            serial: [1])
        authority = CertificateAuthority(
            try root.seal(
                CertificateName("Penerbit Kota Contoh", organization: "Kota Contoh"), .authority,
                from: start, serial: [2]))
        head = try authority.seal(
            CertificateName("Siti Rahayu", organization: "Kota Contoh", title: "Kepala Dinas"),
            .officer, from: start, serial: [0x91, 7], lists: "http://kota.example/crl")
        second = try authority.seal(
            CertificateName("Budi Santoso", organization: "Kota Contoh", title: "Sekretaris"),
            .officer, from: start, serial: [0x92, 8])
        stamps = try authority.seal(
            CertificateName("Stempel Waktu", organization: "Kota Contoh"), .stamp, from: start,
            serial: [9])
        letter = try await PDFRenderer().render(Self.document)
    }

    var trust: Trust { Trust(roots: [root.certificate]) }

    func request(
        _ field: String = "Tanda Tangan 1", at time: Instant = now, later: [PreparedField] = []
    ) -> SignatureRequest {
        SignatureRequest(
            field: field, signer: "Siti Rahayu", position: "Plt. Kepala Dinas Perizinan",
            location: "Contoh", time: time, zone: .wib, later: later)
    }

    func signed(
        by seal: SealKey? = nil, at time: Instant = now, later: [PreparedField] = []
    ) throws -> [UInt8] {
        try Self.sign(letter, request(at: time, later: later), by: seal ?? head)
    }

    static func sign(
        _ document: [UInt8], _ request: SignatureRequest, by seal: SealKey
    ) throws -> [UInt8] {
        let prepared = try PreparedSignature(
            document, request, certificates: seal.certificates)
        return try prepared.finish(try seal.signature(of: prepared.toBeSigned))
    }

    func verify(_ bytes: [UInt8], trust: Trust? = nil, now: Instant = now) -> DocumentReport {
        PDFVerifier(trust: trust ?? self.trust, now: now).verify(bytes)
    }

    private static var document: LetterDocument {
        get throws {
            let body = try LetterMarkup.parse(
                """
                # SURAT KETERANGAN
                = Nomor: 503/0001/SK/DPMPTSP/2026

                Yang bertanda tangan di bawah ini menerangkan bahwa *Ani* adalah warga kota.

                :tanda-tangan
                """)
            return LetterDocument(
                title: "Surat Keterangan", subject: "Keterangan", author: "Dinas Perizinan",
                issued: now, zone: .wib,
                letterhead: Letterhead(
                    emblem: .pendopo(alt: "Lambang"), government: "KOTA CONTOH",
                    office: "DINAS PERIZINAN", address: ["Jalan Merdeka 1"]),
                body: body,
                signature: LetterSignature(
                    dateLines: ["Contoh, 23 November 2026"], position: "Kepala Dinas",
                    name: "Siti Rahayu"),
                verification: LetterVerification(
                    url: "https://kota.example/verifikasi/ABC", alt: "Kode QR",
                    caption: "Periksa"), footer: "Surat ini ditandatangani.", isDraft: false)
        }
    }
}
