import Contracts
import Kernel
import Store

/// The outbox: notices are written in the transaction of the act that they tell of, and leave
/// after its commit. Nothing committed is forgotten, nothing rolled back is sent.
public struct Notices: Sendable {
    /// How the contact and language of an account are found; given by the city.
    public typealias Resolver =
        @Sendable (AccountID, Reader) throws -> (contact: Contact, language: Language)?

    /// The kind of job that sends over a channel.
    static func jobKind(_ channel: NoticeChannel) -> String { "notices.\(channel.rawValue)" }

    let store: Store
    let vault: Vault
    let jobs: JobQueue
    let world: World
    let texts: NoticeTexts
    let resolve: Resolver
    let mail: any MailDelivery
    let gateway: any MessageGateway
    let mailPause = GatewayPause()
    let gatewayPause = GatewayPause()

    public init(
        store: Store, vault: Vault, jobs: JobQueue, world: World, texts: NoticeTexts,
        mail: any MailDelivery, gateway: any MessageGateway, resolve: @escaping Resolver
    ) {
        self.store = store
        self.vault = vault
        self.jobs = jobs
        self.world = world
        self.texts = texts
        self.mail = mail
        self.gateway = gateway
        self.resolve = resolve
    }

    /// Writes a notice and the job that sends it.
    /// - Returns: false when nothing was written: the key is there already, or the account has no
    ///   contact.
    @discardableResult
    public func enqueue(_ notice: Notice, in tx: Transaction) throws -> Bool {
        guard let (contact, language, account) = try target(notice.recipient, in: tx) else {
            return false
        }
        let id = world.uuid()
        let channel = NoticeChannel(contact)
        let content = content(of: notice, contact, language, channel)
        let key = DataKey.random(id)
        let sealed = try vault.seal(content.json.canonical, with: key, at: Self.place(id))
        let index = account == nil ? contactIndex(contact) : nil
        let written = try tx.execute(
            """
            INSERT INTO notices (id, dedupe, channel, template, language, case_id, account, \
            state, tries, created_at, expires_at, content, contact_index) \
            VALUES (\(id.bytes), \(notice.key), \
            \(channel.rawValue), \(notice.template), \(language.rawValue), \(notice.caseID), \
            \(account), \(NoticeState.queued.rawValue), 0, \(world.now), \(notice.expiresAt), \
            \(sealed), \(index)) ON CONFLICT (dedupe) DO NOTHING
            """)
        guard written == 1 else { return false }
        try vault.store(key, in: tx)
        try queue(id, channel, in: tx)
        return true
    }

    /// Tries a failed notice again.
    /// - Returns: false when there is no such failed notice.
    public func retry(_ id: UUIDv7, in tx: Transaction) throws -> Bool {
        let changed = try tx.row(
            """
            UPDATE notices SET state = 'queued', tries = 0 WHERE id = \(id.bytes) \
            AND state = 'failed' AND content IS NOT NULL RETURNING channel
            """)
        guard let changed else { return false }
        try queue(id, NoticeChannel(rawValue: changed.text(0)) ?? .mail, in: tx)
        return true
    }

    private func queue(_ id: UUIDv7, _ channel: NoticeChannel, in tx: Transaction) throws {
        try jobs.enqueue(
            kind: Self.jobKind(channel), payload: id.bytes, key: "notice:" + id.text, in: tx)
    }

    /// Makes the content of a case's notices unreadable; the rows stay for counting.
    public func erase(case id: CaseID, in tx: Transaction) throws {
        try erase(try tx.rows("SELECT id FROM notices WHERE case_id = \(id)"), in: tx)
    }

    /// Makes the content of an account's notices unreadable.
    public func erase(account id: AccountID, in tx: Transaction) throws {
        try erase(try tx.rows("SELECT id FROM notices WHERE account = \(id)"), in: tx)
    }

    /// Makes the content of notices unreadable that went to a contact and to no account, such as
    /// codes.
    public func erase(contact: Contact, in tx: Transaction) throws {
        let index = contactIndex(contact)
        try erase(
            try tx.rows("SELECT id FROM notices WHERE contact_index = \(index)"), in: tx)
    }

    private func contactIndex(_ contact: Contact) -> [UInt8] {
        vault.index(contact.address, "notices.contact")
    }

    /// Erases the content of notices that went out (or never will) more than `days` ago; for a
    /// nightly job. The city needs no copy of what it mailed: the case page says the same.
    /// - Returns: how many were erased, at most 500.
    @discardableResult
    public func sweep(olderThan days: Int64 = 30) async throws -> Int {
        let limit = world.now.adding(hours: -24 * days)
        return try await store.write("notices.sweep") { [self] tx in
            let rows = try tx.rows(
                """
                SELECT id FROM notices WHERE created_at < \(limit) AND content IS NOT NULL \
                AND state IN ('sent', 'failed', 'expired') LIMIT 500
                """)
            try erase(rows, in: tx)
            return rows.count
        }
    }

    private func erase(_ rows: [Row], in tx: Transaction) throws {
        for row in rows {
            let id = row.uuid(0)
            try tx.execute(
                """
                UPDATE notices SET content = NULL, contact_index = NULL, \
                state = CASE WHEN state IN ('queued', 'sending') THEN 'expired' ELSE state END \
                WHERE id = \(id.bytes)
                """)
            try vault.destroyKey(id, in: tx)
        }
    }

    static func place(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "notices", row: id, column: "content")
    }

    private func target(
        _ recipient: NoticeRecipient, in reader: Reader
    ) throws -> (Contact, Language, AccountID?)? {
        switch recipient {
        case .contact(let contact, let language): (contact, language, nil)
        case .account(let account):
            try resolve(account, reader).map { ($0.contact, $0.language, account) }
        }
    }

    private func content(
        of notice: Notice, _ contact: Contact, _ language: Language, _ channel: NoticeChannel
    ) -> NoticeContent {
        switch channel {
        case .mail:
            let text = texts.render(notice.template, language, notice.values)
            return NoticeContent(
                address: contact.address, subject: text.subject, body: text.body)
        case .sms:
            let text = texts.short(notice.template, language, notice.values)
            return NoticeContent(address: contact.address, subject: "", body: text)
        }
    }
}
