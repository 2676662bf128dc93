import Cases
import Contracts
import Forms
import Geo
import Kernel
import Ledger
import Store

/// Keeps the public side of each report as its case is now. It reads the ledger: every act on a
/// case that is a report brings its row up to date, in the transaction that moves the reader.
struct KeepReports: Sendable {
    let tools: ComplaintTools

    var reader: LedgerReader {
        LedgerReader("complaints") { entries, tx in
            var news: [CaseID: News] = [:]
            for entry in entries {
                guard let id = entry.caseID, let kind = ActKind(rawValue: entry.type),
                    kind != .opened
                else { continue }
                news[id, default: News()].add(kind, entry, of: id)
            }
            let changed = news.sorted { $0.key < $1.key }
            let partners = changed.isEmpty ? nil : try FollowPartners(tools: tools, in: tx)
            var round = Round()
            let before = try Before.of(changed.map(\.key), in: tx)
            // Behind the locks: what is read here nobody changes on the public side meanwhile.
            let reports = try tools.cases.reported(changed.map(\.key), in: tx)
            for (id, what) in changed {
                if let report = reports[id] {
                    try keep(report, what, before[id] ?? Before(), &round, in: tx)
                }
                try partners?.follow(id, what.told, in: tx)
            }
            try end(round, in: tx)
            // Behind all rows, for both reports may be new.
            for (id, what) in changed where what.wasMerged {
                let target = try tools.cases.mergeTarget(of: id, in: tx)
                try SupportRows.follow(id, into: target, in: tx)
            }
        }
    }

    /// Brings a report up to date at once: for acts on its public side.
    func refresh(_ id: CaseID, in tx: Transaction) throws {
        var news = News()
        news.at = tools.world.now
        try keepAlone(id, news, in: tx)
    }

    private func keepAlone(_ id: CaseID, _ news: News, in tx: Transaction) throws {
        let before = try Before.of([id], in: tx)[id] ?? Before()
        guard let report = try tools.cases.reported(id, in: tx) else { return }
        var round = Round()
        try keep(report, news, before, &round, in: tx)
        try end(round, in: tx)
    }

    /// What is done once for all reports of a round.
    private struct Round {
        var cells = MapCells.Tally()
        var new: [NewReport] = []
    }

    private func end(_ round: Round, in tx: Transaction) throws {
        try round.cells.write(in: tx)
        try TellFollowers(tools: tools).announce(round.new, in: tx)
    }

    /// What the ledger says that the case itself does not.
    private struct News {
        var dismissal: String?
        var wasMoved = false
        var wasReopened = false
        var wasMerged = false
        var refuted: Int64 = 0
        var confirmed: Int64 = 0
        var answeredAt: Instant?
        var answeredBy: UnitCode?
        var at = Instant(milliseconds: 0)
        var updates: [ReportUpdate] = []
        /// The public ones among the acts, and whose they are.
        var told: [(act: Int64, by: Actor)] = []

        mutating func add(_ kind: ActKind, _ entry: LedgerRecord, of id: CaseID) {
            at = max(at, entry.at)
            if let update = ReportUpdate(kind, entry, of: id) {
                updates.append(update)
                told.append((update.act, entry.actor))
            }
            switch kind {
            case .dismissed: dismissal = entry.facts["reason"]?.stringValue ?? "arsip"
            case .rerouted: wasMoved = true
            case .answered:
                answeredAt = entry.at
                answeredBy = entry.unit.flatMap { UnitCode($0) }
            case .refuted: refuted += 1
            case .confirmed: confirmed += 1
            case .reopened: wasReopened = true
            case .merged, .parted: wasMerged = true
            default: break
            }
        }
    }

    /// What stands in the row and nowhere else.
    private struct Before {
        var dismissal: String?
        var wasMoved = false
        var isHidden = false
        var answeredAt: Instant?
        var refuted: Int64 = 0
        var confirmed: Int64 = 0
        var edited: String?
        /// Nil for a report that is new.
        var state: String?
        var isPublic = false
        var unit: UnitCode?
        var shown: MapCells.Shown?

        /// Those that are there. Held for the rest of the transaction, in the order of their ids:
        /// an officer may hide a report at this moment.
        static func of(_ ids: [CaseID], in tx: Transaction) throws -> [CaseID: Before] {
            guard !ids.isEmpty else { return [:] }
            return try tx.rows(
                """
                SELECT dismissal, moved, hidden, answered_at, refuted, confirmed, edited, state, \
                is_public, unit, topic, region, lat, lon, case_id FROM reports \
                WHERE case_id IN \(list: ids.padded) ORDER BY case_id\
                \(sql: tx.engine.lockSuffix)
                """
            ).reduce(into: [:]) { $0[$1.id(14)] = Before($1) }
        }

        init() {}

        private init(_ row: Row) {
            dismissal = row.optionalText(0)
            wasMoved = row.bool(1)
            isHidden = row.bool(2)
            answeredAt = row.optionalInstant(3)
            refuted = row.int(4)
            confirmed = row.int(5)
            edited = row.optionalText(6)
            state = row.text(7)
            isPublic = row.bool(8)
            unit = UnitCode(row.text(9))
            guard isPublic, let latitude = row.optionalInt(12), let longitude = row.optionalInt(13)
            else { return }
            shown = GeoPoint(latitude: latitude, longitude: longitude).map {
                MapCells.Shown(
                    topic: row.text(10), region: row.optionalText(11), state: row.text(7), point: $0
                )
            }
        }
    }

    /// Makes the row of a case that was sent just now, for whoever asks in the next moment.
    func begin(_ id: CaseID, in tx: Transaction) throws {
        guard try ReportRows.find(id, in: tx) == nil else { return }
        var news = News()
        news.at = tools.world.now
        try keepAlone(id, news, in: tx)
    }

    private func keep(
        _ reported: ReportedCase, _ news: News, _ before: Before,
        _ round: inout Round, in tx: Transaction
    ) throws {
        let id = reported.record.id
        let dismissal = news.wasReopened ? nil : news.dismissal ?? before.dismissal
        let wasMoved = news.wasMoved || before.wasMoved
        let state = ReportState(reported, dismissal: dismissal, wasMoved: wasMoved)
        let topic = reported.topic ?? ""
        let isPublic = !before.isHidden && isShown(reported, topic, state)
        let place = isPublic ? reported.place : nil
        let point = place?.point.flatMap {
            GeoPoint(latitude: $0.latitude, longitude: $0.longitude)
        }
        let record = reported.record
        // Whoever answered stays named while the reporter is asked, and afterwards.
        let isAsking = record.wait == .confirmation || record.state == .closed
        let last = news.answeredBy ?? before.unit
        let unit = (isAsking ? last : reported.tasks.first?.unit) ?? record.unit
        let merged = record.wait == .merge ? try tools.cases.mergeTarget(of: id, in: tx) : nil
        let closedAt = state.isOpen ? nil : record.closedAt ?? record.stepSince
        let body = isPublic ? before.edited ?? reported.text : nil
        // Before the clock of the law runs, the step has one.
        let due = record.clock.dueAt ?? reported.tasks.compactMap(\.dueAt).min()
        try tx.put(
            """
            INSERT INTO reports (case_id, number, service, kind, topic, body, place, region, lat, \
            lon, cell, state, is_open, is_public, unit, at, updated_at, due_at, answered_at, \
            closed_at, reply, dismissal, moved, merged_into, refuted, confirmed, urgent_at) \
            VALUES (\(id), \(record.number.symbols), \(record.service.text), \
            \(reported.rule.kind.rawValue), \(topic), \(body), \(place?.description), \
            \(record.region?.text), \(point?.latitude), \(point?.longitude), \
            \(point.map(ReportRows.cell)), \(state.rawValue), \(state.isOpen), \(isPublic), \
            \(unit.text), \(record.submittedAt), \(news.at), \(due), \
            \(before.answeredAt ?? news.answeredAt), \(closedAt), \
            \(isPublic ? reported.reply : nil), \(dismissal), \(wasMoved), \(merged), \
            \(before.refuted + news.refuted), \(before.confirmed + news.confirmed), \
            \(sql: Self.urgency(of: id))) \
            ON CONFLICT (case_id) DO UPDATE SET topic = excluded.topic, body = excluded.body, \
            place = excluded.place, region = excluded.region, lat = excluded.lat, \
            lon = excluded.lon, cell = excluded.cell, state = excluded.state, \
            is_open = excluded.is_open, is_public = excluded.is_public, unit = excluded.unit, \
            updated_at = excluded.updated_at, due_at = excluded.due_at, \
            answered_at = excluded.answered_at, closed_at = excluded.closed_at, \
            reply = excluded.reply, dismissal = excluded.dismissal, moved = excluded.moved, \
            merged_into = excluded.merged_into, refuted = excluded.refuted, \
            confirmed = excluded.confirmed, urgent_at = excluded.urgent_at
            """)
        let shown = point.map {
            MapCells.Shown(
                topic: topic, region: record.region?.text, state: state.rawValue, point: $0)
        }
        round.cells.move(from: before.shown, to: shown)
        try keepPhotos(reported, in: tx)
        try UpdateRows.keep(
            news.updates, of: id, says: isPublic ? reported.reply : nil, isPublic: isPublic, in: tx)
        guard isPublic else { return }
        if let earlier = before.state, earlier != state.rawValue {
            try TellFollowers(tools: tools).tell(id, at: news.at, in: tx)
        }
        guard !before.isPublic else { return }
        round.new.append(NewReport(id, topic: topic, record.region, point))
    }

    /// As urgent as its most urgent task; what waits stands behind everything.
    private static func urgency(of id: CaseID) -> SQL {
        """
        COALESCE((SELECT MIN(urgent_at) FROM tasks WHERE case_id = \(id) AND state = 'open'), \
        \(ReportRows.never))
        """
    }

    /// What is secret, about somebody's misconduct, a request for information, or no report at all
    /// is not for the public; nor is what nobody will work on because it was sent away.
    private func isShown(
        _ reported: ReportedCase, _ topic: String, _ state: ReportState
    ) -> Bool {
        let isOpen = [.complaint, .aspiration].contains(reported.rule.kind)
        guard isOpen, !reported.isSecret, !reported.text.isEmpty else { return false }
        let rule = reported.topics.topic(topic)
        return state != .archived && rule?.isSecret != true && rule?.isNone != true
    }

    private func keepPhotos(_ reported: ReportedCase, in tx: Transaction) throws {
        let id = reported.record.id
        let photos =
            reported.photos.map { ($0.blob, ReportPhoto.Kind.reported) }
            + reported.found.map { ($0.blob, .found) } + reported.results.map { ($0.blob, .result) }
        for (place, (blob, kind)) in photos.enumerated() {
            try tx.put(
                """
                INSERT INTO report_photos (blob, case_id, place, is_result) VALUES \
                (\(blob), \(id), \(place), \(kind.rawValue)) ON CONFLICT (blob) DO NOTHING
                """)
        }
    }
}
