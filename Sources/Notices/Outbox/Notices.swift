import Contracts
import Kernel
import Store

/// The outbox: notices are written in the transaction of the act that they tell of, and leave
/// after its commit. Nothing committed is forgotten, nothing rolled back is sent.
public struct Notices: Sendable {
    /// How the contacts and the language of an account are found; given by the city. Nil for an
    /// account that is closed.
    public typealias Resolver = @Sendable (AccountID, Reader) throws -> NoticeReach?

    /// The kind of job that sends over a channel.
    static func jobKind(_ channel: NoticeChannel) -> String { "notices.\(channel.rawValue)" }

    let store: Store
    let vault: Vault
    let jobs: JobQueue
    let world: World
    let texts: NoticeTexts
    let zone: Zone
    let resolve: Resolver
    let ways: NoticeWays
    let lines: [NoticeChannel: GatewayLine]
    let unread = UnreadCounts()
    let house = PushHouse()

    public init(
        store: Store, vault: Vault, jobs: JobQueue, world: World, texts: NoticeTexts,
        ways: NoticeWays, zone: Zone = .wib, resolve: @escaping Resolver
    ) {
        self.store = store
        self.vault = vault
        self.jobs = jobs
        self.world = world
        self.texts = texts
        self.zone = zone
        self.ways = ways
        lines = ways.lines
        self.resolve = resolve
    }

    /// Writes a notice, and the jobs that send it by the channels its receiver chose.
    /// - Returns: false when nothing was written: the key is there already, or the account is
    ///   closed.
    @discardableResult
    public func enqueue(_ notice: Notice, in tx: Transaction) throws -> Bool {
        switch notice.recipient {
        case .contact(let contact, let language):
            let channel = NoticeChannel(contact)
            let content = content(of: notice, contact.address, language, channel)
            var row = OutboxRow(notice, channel, language, content, key: notice.key)
            row.contactIndex = contactIndex(contact)
            if channel.isLoud, !notice.isPrompt, notice.kind != .security {
                // Nobody chose hours for a bare contact: the usual ones.
                row.dueAt = QuietHours.usual.end(around: world.now, in: zone)
            }
            return try write(row, in: tx)
        case .account(let account):
            guard let reach = try resolve(account, tx) else { return false }
            return try enqueue(notice, to: account, reach, in: tx)
        }
    }

    private func enqueue(
        _ notice: Notice, to account: AccountID, _ reach: NoticeReach, in tx: Transaction
    ) throws -> Bool {
        let shown = content(of: notice, "", reach.language, .app)
        var row = OutboxRow(notice, .app, reach.language, shown, key: notice.key)
        row.account = account
        let plan = NoticePlan(
            notice: notice, reach: reach, choices: try choices(of: account, in: tx),
            now: world.now, zone: zone, isThere: { lines[$0]?.isThere ?? false })
        var legs: [OutboxRow] = []
        for leg in try plan.legs(devices: { try devices(of: account, reach, in: tx).map(\.id) }) {
            let content = content(of: notice, leg.address, reach.language, leg.channel)
            var row = OutboxRow(
                notice, leg.channel, reach.language, content,
                key: "\(notice.key)#\(leg.suffix)")
            row.account = account
            row.dueAt = leg.dueAt
            row.isHeld = leg.isHeld
            if leg.channel == .push {
                let limit = world.now.adding(hours: Self.pushHours)
                row.expiresAt = min(row.expiresAt ?? limit, limit)
            }
            legs.append(row)
        }
        guard try write(row, with: legs, in: tx) else { return false }
        tx.onCommit { [unread] in unread.forget(account) }
        return true
    }

    /// How long a push is worth being delivered.
    static let pushHours: Int64 = 72

    @discardableResult
    func write(_ row: OutboxRow, in tx: Transaction) throws -> Bool {
        try write(row, with: [], in: tx)
    }

    /// Writes a row with its key and job, and those that go with it.
    /// - Parameter legs: of the same notice; nobody asks what became of each, for the key of the
    ///   first says whether all of it is written already.
    private func write(
        _ first: OutboxRow, with legs: [OutboxRow], in tx: Transaction
    ) throws -> Bool {
        let fresh = ([first] + legs).map { ($0, DataKey.random(world.uuid())) }
        let rows = try fresh.map { try values($0, key: $1) }
        guard try tx.execute(Self.insert(rows[0])) == 1 else { return false }
        if let others = SQL.rows(Array(rows.dropFirst())) { try tx.put(Self.insert(others)) }
        try vault.store(fresh.map(\.1), in: tx)
        for (row, key) in fresh where row.state == .queued {
            try queue(key.id, row.channel, at: row.dueAt, in: tx)
        }
        return true
    }

    private static func insert(_ rows: SQL) -> SQL {
        """
        INSERT INTO notices (id, dedupe, channel, template, language, case_id, account, \
        state, tries, created_at, expires_at, content, contact_index, kind, due_at, sent_at, \
        strikes, unknowns, prompt) VALUES \(sql: rows) ON CONFLICT (dedupe) DO NOTHING
        """
    }

    private func values(_ row: OutboxRow, key: DataKey) throws -> SQL {
        let (id, now) = (key.id, world.now)
        let sealed = try vault.seal(row.content.json.canonical, with: key, at: Self.place(id))
        return """
            (\(id.bytes), \(row.key), \(row.channel.rawValue), \(row.template), \
            \(row.language.rawValue), \(row.caseID), \(row.account), \(row.state.rawValue), 0, \
            \(now), \(row.expiresAt), \(sealed), \(row.contactIndex), \(row.kind.rawValue), \
            \(row.dueAt), \(row.state == .sent ? now : nil), 0, 0, \(row.isPrompt ? 1 : 0))
            """
    }

    func queue(
        _ id: UUIDv7, _ channel: NoticeChannel, at due: Instant? = nil, in tx: Transaction
    ) throws {
        try jobs.post(
            kind: Self.jobKind(channel), payload: id.bytes, runAt: due,
            key: "notice:" + id.text, in: tx)
    }

    static func place(_ id: UUIDv7) -> SealPlace {
        SealPlace(table: "notices", row: id, column: "content")
    }

    func contactIndex(_ contact: Contact) -> [UInt8] {
        vault.index(contact.address, "notices.contact")
    }

    private func content(
        of notice: Notice, _ address: String, _ language: Language, _ channel: NoticeChannel
    ) -> NoticeContent {
        let link = notice.values["link"] ?? ""
        let values = notice.values(in: language)
        switch channel {
        case .mail:
            let text = texts.render(notice.template, language, values)
            return NoticeContent(
                address: address, subject: text.subject, body: text.body, link: link)
        case .app:
            let text = texts.plain(notice.template, language, values)
            return NoticeContent(
                address: address, subject: text.subject, body: text.body, link: link)
        case .sms, .whatsapp:
            let text = texts.short(notice.template, language, values)
            return NoticeContent(address: address, subject: "", body: text, link: link)
        case .push:
            let text = texts.push(notice, language)
            return NoticeContent(
                address: address, subject: text.subject, body: text.body,
                link: WebPath.of(link) ?? "/pemberitahuan")
        }
    }
}

/// A row of the outbox before it is written.
struct OutboxRow {
    let key: String
    let channel: NoticeChannel
    let template: String
    let kind: NoticeKind
    let language: Language
    let caseID: CaseID?
    let content: NoticeContent
    let isPrompt: Bool
    var account: AccountID?
    var expiresAt: Instant?
    var dueAt: Instant?
    var isHeld = false
    var state: NoticeState { isHeld ? .held : channel == .app ? .sent : .queued }
    var contactIndex: [UInt8]?

    init(
        _ notice: Notice, _ channel: NoticeChannel, _ language: Language,
        _ content: NoticeContent, key: String
    ) {
        self.key = key
        self.channel = channel
        template = notice.template
        kind = notice.kind
        self.language = language
        caseID = notice.caseID
        self.content = content
        isPrompt = notice.isPrompt
        expiresAt = notice.expiresAt
    }
}
