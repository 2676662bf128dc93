import Contracts
import Kernel
import People
import Store
import Synchronization

/// Takes officers over from what `pendopo city export --with-people` wrote. Who is new has no
/// password: the city hall's administrator invites them.
final class OfficerImport: RowImporter {
    private let house: House
    private let seen = Mutex<Set<String>>([])

    init(house: House) { self.house = house }

    let columns = ["nip", "name", "rank", "email", "positions"]
    let required = ["nip", "name"]

    private struct Item: Sendable {
        let line: Int
        let record: OfficerRecord

        var key: String { record.nip.text }
    }

    func take(_ rows: [ImportRow], isDry: Bool) async throws -> ImportCount {
        var count = ImportCount()
        var items: [Item] = []
        for row in rows {
            let (item, problems) = read(row)
            count.problems += problems
            if let item { items.append(item) }
        }
        let ready = items
        count +=
            isDry
            ? try await house.store.read("officers.import.dry") { reader in
                try self.sort(ready, in: reader).count
            }
            : try await house.store.write("officers.import") { tx in
                let sorted = try self.sort(ready, in: tx)
                let importer = OrganisationImport(
                    vault: self.house.vault, ledger: self.house.ledger, world: self.house.world,
                    zone: self.house.zone)
                for item in sorted.items { try importer.save(item.record, in: tx) }
                return sorted.count
            }
        return count
    }

    func finish(isDry: Bool) async throws { house.directory.forget() }

    private func read(_ row: ImportRow) -> (Item?, [ImportProblem]) {
        var fields = ImportFields(row)
        if row["nip"] == nil { fields.note("nip", "missing", "is empty") }
        let nip = fields.value("nip", "malformed", "is no NIP: eighteen digits") { try NIP($0) }
        let name = fields.text("name", max: 120)
        let rank = fields.optionalText("rank", max: 80)
        let email = fields.value("email", "malformed", "is no e-mail address") {
            try EmailAddress($0)
        }
        let positions = (row["positions"] ?? "").split(separator: " ").map(String.init)
        guard fields.isRight, let nip else { return (nil, fields.problems) }
        let item = Item(
            line: row.line,
            record: OfficerRecord(
                nip: nip, name: name, rank: rank, contact: email.map { .email($0) },
                positions: positions))
        guard seen.withLock({ $0.insert(item.key).inserted }) else {
            return (nil, [problem(item, "nip", "twice", "is that of an earlier row")])
        }
        return (item, [])
    }

    private func problem(
        _ item: Item, _ column: String, _ kind: String, _ text: String
    ) -> ImportProblem {
        ImportProblem(line: item.line, column: column, kind: kind, text: text)
    }

    /// Officers who are new or whom the file describes otherwise.
    private func sort(
        _ items: [Item], in reader: Reader
    ) throws -> (items: [Item], count: ImportCount) {
        let today = Day(house.world.now, in: house.zone)
        let posts = try house.directory.positions(in: reader)
        let codes = Dictionary(posts.map { ($0.id, $0.code) }) { one, _ in one }
        let held = Dictionary(
            grouping: try house.directory.holdings(on: today, in: reader).filter {
                $0.holds(on: today)
            }, by: \.account)
        let known = Dictionary(
            try house.accounts.officers(in: reader).map { ($0.nip.text, $0) }
        ) { one, _ in one }
        let there = Set(codes.values)
        var changed: [Item] = []
        var count = ImportCount()
        for item in items {
            let record = item.record
            if let missing = record.positions.first(where: { !there.contains($0) }) {
                count.problems.append(
                    problem(
                        item, "positions", "unknown",
                        "names the post `\(missing)`, which this house does not have"))
                continue
            }
            guard let before = known[item.key] else {
                count.new += 1
                changed.append(item)
                continue
            }
            let own = Set((held[before.account] ?? []).compactMap { codes[$0.position] })
            let isSame =
                before.name == record.name && (before.rank ?? "") == (record.rank ?? "")
                && before.contact?.address == record.contact?.address
                && own == Set(record.positions)
            guard !isSame else {
                count.same += 1
                continue
            }
            count.changed += 1
            changed.append(item)
        }
        return (changed, count)
    }
}
