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
    let sms: CapturedMessages
    /// Somebody with a mail and a phone, the mail first.
    static let siti = AccountID(UUIDv7(at: start, random: .seeded(11)))
    /// Reads English.
    static let susan = AccountID(UUIDv7(at: start, random: .seeded(13)))
    static let siti2 = AccountID(UUIDv7(at: start, random: .seeded(12)))

    init(
        _ store: Store, mail: any MailDelivery = CapturedMail(), isFirst: Bool = true,
        gateway: (any MessageGateway)? = nil, whatsapp: any MessageGateway = NoGateway(),
        push: any PushDelivery = NoPush(), clock: ManualClock? = nil
    ) async throws {
        self.store = store
        let clock = clock ?? ManualClock(Self.start)
        self.clock = clock
        let sms = CapturedMessages()
        self.sms = sms
        world = World(clock: clock.clock, random: isFirst ? .seeded(5) : .seeded(6))
        vault = Vault(
            master: try MasterKey(bytes: [UInt8](repeating: 9, count: 32)), world: world)
        jobs = JobQueue(store: store, world: world)
        let texts = NoticeTexts(
            Vocabulary(NoticeTexts.words + [Self.words(.id), Self.words(.en)]),
            cityName: LocalizedText(id: "Kota Bogor", en: "City of Bogor"))
        notices = Notices(
            store: store, vault: vault, jobs: jobs, world: world, texts: texts,
            ways: NoticeWays(
                mail: mail, sms: gateway ?? sms, whatsapp: whatsapp, push: push)
        ) { account, _ in
            let contacts = ["siti@example.id", "0812 9876 5432"].map { try? Contact(typed: $0) }
            guard [Self.siti, Self.siti2, Self.susan].contains(account) else { return nil }
            return NoticeReach(
                contacts: contacts.compactMap { $0 }, language: account == Self.susan ? .en : .id)
        }
    }

    private static func words(_ language: Language) -> WordList {
        let lines =
            switch language {
            case .id: ("Berkas {number}", "Halo {name}, berkas {number} selesai.")
            case .en: ("Case {number}", "Hello {name}, case {number} is done.")
            }
        return WordList(
            language,
            parsing: "notice.probe.subject = \(lines.0)\nnotice.probe.body = \(lines.1)\n")
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

    /// Writes one notice to Siti's account.
    @discardableResult
    func tell(
        _ kind: NoticeKind = .moved, key: String = "k", number: String = "B-1",
        isPrompt: Bool = false, to account: AccountID = siti
    ) async throws -> Bool {
        try await store.write("enqueue") { [notices] tx in
            try notices.enqueue(
                Notice(
                    to: .account(account), template: "probe",
                    values: [
                        "name": "Siti", "number": number,
                        "link": "https://kota.example/berkas/\(number)",
                    ], key: key, kind: kind, isPrompt: isPrompt), in: tx)
        }
    }

    func choose(
        to account: AccountID = siti, _ change: (inout NoticeChoices) -> Void
    ) async throws {
        var choices = NoticeChoices()
        change(&choices)
        try await store.write("choose") { [notices, choices] tx in
            try notices.choose(choices, for: account, in: tx)
        }
    }

    /// Channels that leave the house, of all notices.
    func channels() async throws -> [String] {
        try await store.read("channels") { reader in
            try reader.rows(
                "SELECT channel FROM notices WHERE channel <> 'app' ORDER BY channel"
            ).map { $0.text(0) }
        }
    }

    func state(_ key: String) async throws -> String? {
        try await store.read("state") { reader in
            try reader.row("SELECT state FROM notices WHERE dedupe = \(key)")?.text(0)
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
