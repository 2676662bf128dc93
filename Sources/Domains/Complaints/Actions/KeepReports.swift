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
            for (id, what) in news.sorted(by: { $0.key < $1.key }) { try keep(id, what, in: tx) }
        }
    }

    /// What the ledger says that the case itself does not.
    private struct News {
        var dismissal: String?
        var wasMoved = false
        var wasReopened = false
        var refuted: Int64 = 0
        var answeredAt: Instant?
        var at = Instant(milliseconds: 0)
        var updates: [ReportUpdate] = []

        mutating func add(_ kind: ActKind, _ entry: LedgerRecord, of id: CaseID) {
            at = max(at, entry.at)
            if let update = ReportUpdate(kind, entry, of: id) { updates.append(update) }
            switch kind {
            case .dismissed: dismissal = entry.facts["reason"]?.stringValue ?? "arsip"
            case .rerouted: wasMoved = true
            case .answered: answeredAt = entry.at
            case .refuted: refuted += 1
            case .reopened: wasReopened = true
            default: break
            }
        }
    }

    /// Makes the row of a case that was sent just now, for whoever asks in the next moment.
    func begin(_ id: CaseID, in tx: Transaction) throws {
        guard try ReportRows.find(id, in: tx) == nil else { return }
        var news = News()
        news.at = tools.world.now
        try keep(id, news, in: tx)
    }

    private func keep(_ id: CaseID, _ news: News, in tx: Transaction) throws {
        guard let reported = try tools.cases.reported(id, in: tx) else { return }
        let before = try tx.row(
            """
            SELECT dismissal, moved, hidden, answered_at, refuted FROM reports WHERE case_id = \(id)
            """)
        let dismissal = news.wasReopened ? nil : news.dismissal ?? before?.optionalText(0)
        let wasMoved = news.wasMoved || before?.int(1) == 1
        let isHidden = before?.int(2) == 1
        let state = ReportState(reported, dismissal: dismissal, wasMoved: wasMoved)
        let topic = reported.topic ?? ""
        let isPublic = !isHidden && isShown(reported, topic, state)
        let place = reported.place
        let point = place?.point.flatMap {
            GeoPoint(latitude: $0.latitude, longitude: $0.longitude)
        }
        let record = reported.record
        let answered = before?.optionalInstant(3) ?? news.answeredAt
        let refuted = (before?.int(4) ?? 0) + news.refuted
        let unit = reported.tasks.first?.unit ?? record.unit
        let merged = record.wait == .merge ? try tools.cases.mergeTarget(of: id, in: tx) : nil
        let closedAt = state.isOpen ? nil : record.closedAt ?? record.stepSince
        try tx.execute(
            """
            INSERT INTO reports (case_id, number, service, kind, topic, body, place, region, lat, \
            lon, cell, state, is_open, is_public, unit, at, updated_at, due_at, answered_at, \
            closed_at, reply, dismissal, moved, merged_into, refuted) VALUES (\(id), \
            \(record.number.symbols), \(record.service.text), \(reported.rule.kind.rawValue), \
            \(topic), \(isPublic ? reported.text : nil), \(isPublic ? place?.description : nil), \
            \(record.region?.text), \(isPublic ? point?.latitude : nil), \
            \(isPublic ? point?.longitude : nil), \(isPublic ? point.map(ReportRows.cell) : nil), \
            \(state.rawValue), \(state.isOpen ? 1 : 0), \(isPublic ? 1 : 0), \(unit.text), \
            \(record.submittedAt), \(news.at), \(record.clock.dueAt), \(answered), \(closedAt), \
            \(isPublic ? reported.reply : nil), \(dismissal), \(wasMoved ? 1 : 0), \(merged), \
            \(refuted)) \
            ON CONFLICT (case_id) DO UPDATE SET topic = excluded.topic, body = excluded.body, \
            place = excluded.place, region = excluded.region, lat = excluded.lat, \
            lon = excluded.lon, cell = excluded.cell, state = excluded.state, \
            is_open = excluded.is_open, is_public = excluded.is_public, unit = excluded.unit, \
            updated_at = excluded.updated_at, due_at = excluded.due_at, \
            answered_at = excluded.answered_at, closed_at = excluded.closed_at, \
            reply = excluded.reply, dismissal = excluded.dismissal, moved = excluded.moved, \
            merged_into = excluded.merged_into, refuted = excluded.refuted
            """)
        try keepPhotos(reported, in: tx)
        try UpdateRows.keep(
            news.updates, of: id, says: isPublic ? reported.reply : nil, isPublic: isPublic, in: tx)
    }

    /// What is secret, about somebody's misconduct, or no report at all is not for the public; nor
    /// is what nobody will work on because it was sent away.
    private func isShown(
        _ reported: ReportedCase, _ topic: String, _ state: ReportState
    ) -> Bool {
        guard !reported.isSecret, reported.rule.kind != .misconduct, !reported.text.isEmpty else {
            return false
        }
        let rule = reported.topics.topic(topic)
        return state != .archived && rule?.isSecret != true && rule?.isNone != true
    }

    private func keepPhotos(_ reported: ReportedCase, in tx: Transaction) throws {
        let id = reported.record.id
        let photos =
            reported.photos.map { ($0.blob, 0) } + reported.results.map { ($0.blob, 1) }
        for (place, (blob, isResult)) in photos.enumerated() {
            try tx.execute(
                """
                INSERT INTO report_photos (blob, case_id, place, is_result) VALUES \
                (\(blob), \(id), \(place), \(isResult)) ON CONFLICT (blob) DO NOTHING
                """)
        }
    }
}
