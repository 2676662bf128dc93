import Contracts
import Kernel
import Store
import TestKit
import Testing

@testable import Notices

/// An outbox in a test.
struct Post: Sendable {
    static let start = Instant(milliseconds: 1_795_400_000_000)

    static let tables = StoreMigrations.all + [NoticeMigrations.notices]

    let store: Store
    let clock: ManualClock
    let world: World
    let vault: Vault
    let jobs: JobQueue
    let notices: Notices
    let sms = CapturedMessages()

    init(_ store: Store, mail: any MailDelivery, isFirst: Bool = true) async throws {
        self.store = store
        clock = ManualClock(Self.start)
        world = World(clock: clock.clock, random: isFirst ? .seeded(5) : .seeded(6))
        vault = Vault(
            master: try MasterKey(bytes: [UInt8](repeating: 9, count: 32)), world: world)
        jobs = JobQueue(store: store, world: world)
        let texts = NoticeTexts(
            Vocabulary(NoticeTexts.words + [Self.words(.id), Self.words(.en)]),
            cityName: LocalizedText(id: "Kota Bogor", en: "City of Bogor"))
        notices = Notices(
            store: store, vault: vault, jobs: jobs, world: world, texts: texts, mail: mail,
            gateway: sms
        ) { _, _ in nil }
    }

    private static func words(_ language: Language) -> WordList {
        WordList(
            language,
            parsing: """
                notice.probe.subject = Berkas {number}
                notice.probe.body = Halo {name}, berkas {number} selesai.
                """)
    }

    /// Writes one notice.
    @discardableResult
    func write(
        to address: String = "siti@example.id", key: String = "probe:1", name: String = "Siti",
        number: String = "B-1", expiresAt: Instant? = nil
    ) async throws -> Bool {
        let contact = try Contact(typed: address)
        return try await store.write("enqueue") { [notices] tx in
            try notices.enqueue(
                Notice(
                    to: .contact(contact, .id), template: "probe",
                    values: ["name": name, "number": number], key: key, expiresAt: expiresAt),
                in: tx)
        }
    }

    func run() async throws {
        try await jobs.runDue(notices.handlers)
    }

    func counts() async throws -> [NoticeState: Int] {
        try await store.read("counts") { [notices] in try notices.counts(in: $0) }
    }

    func pass(minutes: Int64) { clock.advance(milliseconds: minutes * 60_000) }
}
