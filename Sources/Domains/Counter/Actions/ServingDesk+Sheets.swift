import Cases
import Contracts
import Kernel
import People
import Store

/// Forms on paper for the time when the line is down.
extension ServingDesk {
    /// Issues numbers to the officer's unit, in one series.
    /// - Throws: `Refusal`: no such service, too many.
    func issue(
        _ count: Int64, of code: ServiceCode, by officer: Officer
    ) async throws -> UUIDv7 {
        let catalogue = try await tools.shelf.published()
        guard let service = catalogue.services[code], service.isPublic,
            !catalogue.carriesObjections(code)
        else { throw Refusal(.invalid, "counter.service", field: "layanan", values: [:]) }
        guard (1...Sheet.most).contains(count) else {
            throw Refusal(
                .invalid, "counter.sheet.count", field: "jumlah",
                values: ["most": "\(Sheet.most)"])
        }
        return try await store.write("counter.sheets.issue") { [self] tx in
            let post = try walkins.post(of: officer, in: tx)
            try tx.lock("counter.sheets")
            let series = world.uuid()
            let last = try SheetRows.lastSerial(post.unit, in: tx)
            for index in 1...count {
                let sheet = Sheet(
                    number: TrackingCode(random: world.random), unit: post.unit,
                    serial: last + index, series: series, service: code, printedAt: world.now,
                    state: .open, reason: nil, receivedAt: nil, closedAt: nil, isAllowed: false)
                try SheetRows.insert(
                    sheet, version: catalogue.version, by: officer.account, in: tx)
            }
            try note(
                "counter.sheets-issued", by: officer.actor(post.position), unit: post.unit,
                service: code,
                ["first": .integer(last + 1), "last": .integer(last + count)], in: tx)
            return series
        }
    }

    /// The sheets of a series of one of the officer's units.
    func series(
        _ id: String, for officer: Officer
    ) async throws -> [Sheet] {
        guard let series = UUIDv7(text: id) else {
            throw Refusal(.notFound, "counter.sheet.unknown")
        }
        let sheets = try await store.read("counter.series") { reader in
            try SheetRows.sheets(of: series, in: reader)
        }
        guard let unit = sheets.first?.unit,
            officer.authorities.contains(where: { $0.reach.contains(unit) })
        else { throw Refusal(.notFound, "counter.sheet.unknown") }
        return sheets
    }

    /// A sheet will never be used.
    func void(
        _ number: TrackingCode, _ reason: Sheet.Reason, by officer: Officer
    ) async throws {
        try await store.write("counter.sheet.void") { [self] tx in
            let post = try walkins.post(of: officer, in: tx)
            guard let sheet = try SheetRows.find(number, in: tx),
                officer.authorities.contains(where: { $0.reach.contains(sheet.unit) })
            else { throw Refusal(.notFound, "counter.sheet.unknown") }
            guard try SittingRows.entering(number, in: tx) == nil else {
                throw Refusal(.conflict, "counter.sheet.elsewhere")
            }
            let isVoid = try SheetRows.void(
                number, reason, by: officer.account, at: world.now, in: tx)
            guard isVoid else {
                throw Refusal(.conflict, "counter.sheet.\(sheet.state.rawValue)")
            }
            try note(
                "counter.sheet-voided", by: officer.actor(post.position), unit: sheet.unit,
                service: sheet.service,
                ["serial": .integer(sheet.serial), "reason": .string(reason.rawValue)], in: tx)
        }
    }

    /// A leader's word that a sheet may be entered so late.
    /// - Throws: `Refusal`: not a leader above that counter, or the one who enters it.
    func allow(_ number: TrackingCode, by officer: Officer) async throws {
        try await store.write("counter.sheet.allow") { [self] tx in
            let today = Day(world.now, in: walkins.zone)
            let fresh = try tools.directory.officer(officer.account, on: today, in: tx)
            guard let sitting = try SittingRows.entering(number, in: tx),
                let receivedAt = sitting.receivedAt,
                let post = fresh?.authorities.first(where: {
                    $0.permissions.contains(.leadCases) && $0.reach.contains(sitting.unit)
                })
            else { throw Refusal(.notFound, "counter.sheet.unknown") }
            guard !officer.isBehind(sitting.officer, from: sitting.position) else {
                throw Refusal(.forbidden, "counter.sheet.own")
            }
            let isDone = try SheetRows.allow(
                number, receivedAt: receivedAt, by: officer.account, in: tx)
            guard isDone else { throw Refusal(.conflict, "counter.sheet.used") }
            try note(
                "counter.sheet-allowed", by: officer.actor(post.position), unit: sitting.unit,
                service: sitting.service, ["received": .integer(receivedAt.milliseconds)], in: tx)
        }
    }

    /// Whether a number stands on a sheet that waits to be entered: for whoever tracks it.
    func isOnPaper(_ number: TrackingCode) async throws -> Bool {
        try await store.read("counter.paper", short: true) { reader in
            try SheetRows.find(number, in: reader)?.state == .open
        }
    }
}
