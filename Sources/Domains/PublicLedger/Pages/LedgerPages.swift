import Cases
import Kernel
import Ledger
import Store
import TransparencyLog
import Web

/// The ledger as people read it.
struct LedgerPages: Sendable {
    let desk: LedgerDesk

    var routes: [Route] {
        [
            Route.get(LedgerURL.page) { (visit: VisitorContext) in
                .page(ledgerView(try await model(visit), visit.ui))
            },
            Route.get(LedgerURL.counts, output: .file) { (_: VisitorContext) in
                let rows = try await desk.months().flatMap { month in
                    month.lines.map {
                        [month.month.text, $0.type, $0.service, $0.unit, "\($0.count)"]
                    } + (month.rest > 0 ? [[month.month.text, "", "", "", "\(month.rest)"]] : [])
                }
                return .file(
                    CommaSeparated.text(
                        [["bulan", "tindakan", "layanan", "unit", "jumlah"]] + rows),
                    type: "text/csv; charset=utf-8", name: "buku-besar.csv")
            },
        ]
    }

    private func model(_ visit: VisitorContext) async throws -> LedgerModel {
        let today = Day(visit.now, in: desk.zone).start(in: desk.zone)
        let read = try await desk.store.read("ledger.page") { reader in
            (
                try desk.log.checkpoint(in: reader),
                try desk.log.size(before: today, in: reader),
                try desk.log.cosigned(in: reader),
                try AuditRows.newest(in: reader)
            )
        }
        let (checkpoint, before, signed, audit) = read
        let catalogue = try await desk.shelf.published()
        return LedgerModel(
            checkpoint: checkpoint, today: (checkpoint?.size ?? 0) - before,
            key: try await desk.log.verifierKey(), month: try await desk.newest(),
            catalogue: catalogue,
            witnesses: catalogue.profile.witnesses.map { witness in
                LedgerModel.Witness(name: witness.name, signed: signed[witness.key.name])
            },
            audit: audit, moments: Moments(zone: desk.zone, language: visit.language))
    }
}

/// What the page shows.
struct LedgerModel: Sendable {
    let checkpoint: PublishedCheckpoint?
    /// Acts of today that are signed.
    let today: Int64
    let key: NoteKey
    let month: PublishedMonth?
    let catalogue: Catalogue
    /// Those whom the city names.
    let witnesses: [Witness]
    /// What the newest nightly audit found; nil before the first.
    let audit: AuditResult?
    let moments: Moments

    struct Witness: Sendable {
        let name: String
        /// The greatest checkpoint that it has cosigned; nil before the first.
        let signed: LedgerLog.Cosigned?
    }
}
