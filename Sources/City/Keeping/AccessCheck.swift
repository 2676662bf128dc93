import Kernel
import People
import Store

/// Whether the access log is still what its roots in the ledger say.
enum AccessCheck {
    static func run(_ house: KeptHouse, _ report: inout Keeping.Report) async throws {
        let found = try await AccessRoots(
            store: house.store, ledger: house.ledger, world: house.store.options.world
        ).verify()
        let hours = found.sound + found.broken.count
        report.add(
            "access log: \(Keeping.english(hours)) hours, each with the root that the ledger holds",
            found.broken.map(sentence))
        guard found.cut > 0 else { return }
        let cut = Keeping.english(found.cut)
        report.lines.append(
            "ok     access log: \(cut) hours cut after their time, wholly, as the ledger says")
    }

    private static func sentence(_ hour: AccessReport.Hour) -> String {
        let day = Day(hour.start, in: .utc).iso
        let name = "\(day) \(HumanText.clock(hour.start, .utc, .en)) UTC"
        return switch hour.what {
        case .changed: "the access log of \(name) was changed"
        case .removed: "rows of the access log of \(name) were removed"
        case .added: "rows were added to the access log of \(name)"
        case .root: "the root of the access log of \(name) is missing or stands twice"
        case .partly: "the access log of \(name) was cut, and not wholly"
        case .early:
            "the access log of \(name) was cut, and the ledger does not say that it was due"
        }
    }
}
