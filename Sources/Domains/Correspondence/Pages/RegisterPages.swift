import Cases
import Contracts
import Kernel
import Ledger
import People
import Store
import Web

/// The register of a unit over some time, on paper and as a table.
struct RegisterPages: Sendable {
    let tools: CorrespondenceTools

    /// As many as one page prints; a longer time is divided.
    private static let limit = 1_000
    private static let days = 366

    var routes: [Route] {
        [
            Route.get(CorrespondenceURL.register, RegisterInput.self) {
                (context: OfficerContext, input) in
                let (model, office) = try await load(input, context)
                return .page(RegisterView(model: model, office: office).page)
            }.needing(.registerLetters),
            Route.get(CorrespondenceURL.registerFile, RegisterInput.self, output: .file) {
                (context: OfficerContext, input) in
                let (model, office) = try await load(input, context)
                let way = model.way == .incoming ? "masuk" : "keluar"
                let name =
                    "surat-\(way)-\(model.days.lowerBound.iso)-\(model.days.upperBound.iso).csv"
                return .file(
                    RegisterView(model: model, office: office).csv,
                    type: "text/csv; charset=utf-8", name: name)
            }.needing(.registerLetters),
        ]
    }

    /// Loads and writes down who took a register along.
    private func load(
        _ input: RegisterInput, _ context: OfficerContext
    ) async throws -> (RegisterModel, Office) {
        var office = try await Office(tools, context)
        guard let unit = input.unit ?? office.registers.first,
            let seat = context.officer.authorities.first(where: {
                $0.unit == unit && $0.permissions.contains(.registerLetters)
            })
        else { throw Refusal(.forbidden, "web.forbidden") }
        let today = office.today
        let until = min(input.until ?? today, today)
        let first = Day(year: today.year, month: today.month, day: 1) ?? today
        let from = min(input.from ?? first, until)
        let days = max(from, until.adding(days: -Self.days))...until
        var query = MailQuery(way: input.way, days: days, unit: unit)
        query.limit = Self.limit
        let found = try await tools.mails(query, for: context.officer, in: office.zone)
        let mails = found.mails
        office.plates = try await tools.plates([], mails.map(\.target))
        let personal = mails.contains { $0.isPerson || $0.security > .open }
        if personal {
            try await tools.store.write("letters.exported") { [tools] tx in
                try tools.append(
                    "letter.exported", context.officer, seat.position, unit: unit,
                    [
                        "letters": .integer(Int64(mails.count)),
                        "way": .string(input.way.rawValue),
                    ], in: tx)
            }
        }
        return (
            RegisterModel(
                way: input.way, unit: unit, days: days, mails: mails.reversed(),
                hasMore: found.next != nil), office
        )
    }
}

struct RegisterModel: Sendable {
    let way: MailWay
    let unit: UnitCode
    let days: ClosedRange<Day>
    /// In the order of their numbers.
    let mails: [Mail]
    let hasMore: Bool
}
