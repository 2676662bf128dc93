import Kernel
import Ledger
import Store
import Web

/// How the house works at this moment.
func healthView(_ state: HouseState, _ zone: Zone, _ ui: UI) -> Page {
    let room = RoomPage(ui)
    let words = ui.words
    func size(_ bytes: Int64?) -> String {
        bytes.map { HumanText.bytes($0, ui.language) } ?? words("administration.unknown")
    }
    func tile(_ key: String, _ value: String, note: String? = nil, tone: Tone = .neutral) -> HTML {
        ui.tile(words("administration.health.\(key)"), value, note: note, tone: tone)
    }
    let place = state.place
    let up = HumanText.elapsed(state.now.milliseconds(since: place.startedAt), ui.language)
    let tiles = ui.tiles([
        tile(
            "disk", size(place.free),
            note: words("administration.health.disk.note", ["total": size(place.total)]),
            tone: place.isLow ? .danger : .success),
        tile(
            "database", size(state.databaseBytes),
            note: state.engine == .postgres ? "PostgreSQL" : "SQLite"),
        tile(
            "blobs", size(state.blobBytes),
            note: words(
                "administration.health.blobs.note",
                ["count": HumanText.number(state.blobs, ui.language)])),
        tile("sessions", HumanText.number(state.sessions, ui.language)),
        tile("up", up, note: place.version),
        tile(
            "backup",
            place.lastBackup.map { HumanText.relative($0, to: state.now, ui.language) }
                ?? words("administration.unknown"),
            note: words("administration.health.backup.note"),
            tone: backupTone(place, state.now)),
        HTML.with(place.listsEnd) { end in
            tile(
                "lists", HumanText.shortDay(Day(end, in: zone), ui.language),
                note: words("administration.health.lists.note"),
                tone: end < state.now
                    ? .danger : place.hasEndingLists(at: state.now) ? .warning : .success)
        },
    ])
    return room.page(
        "health", .live,
        tiles + ui.section(words("administration.health.nodes"), nodes(state, zone, ui))
            + ui.section(words("administration.health.ledger"), ledger(state, ui)))
}

/// Which processes of the house are alive.
private func nodes(_ state: HouseState, _ zone: Zone, _ ui: UI) -> HTML {
    let words = ui.words
    let room = RoomPage(ui)
    return ui.table(
        caption: words("administration.health.nodes"),
        columns: [
            TableColumn(words("administration.health.node")),
            TableColumn(words("administration.health.version")),
            TableColumn(words("administration.health.began")),
            TableColumn(words("administration.health.beat")),
            TableColumn(words("administration.health.state")),
        ],
        rows: state.nodes.map { seen in
            let isAlive = seen.isAlive(at: state.now)
            return TableRow(
                [
                    "<code>\(seen.node.name)</code>", "\(seen.node.version)",
                    "\(room.moment(seen.node.beganAt, zone))",
                    "\(HumanText.relative(seen.beatAt, to: state.now, ui.language))",
                    ui.tag(
                        words("administration.health.\(isAlive ? "alive" : "silent")"),
                        isAlive ? .success : .warning),
                ])
        },
        empty: ui.empty(
            words("administration.health.nodes.none"),
            words("administration.health.nodes.none.text")))
}

/// Older than two days is a warning; unknown as well, for nobody can rely on it.
private func backupTone(_ place: HousePlace, _ now: Instant) -> Tone {
    guard let last = place.lastBackup else { return .warning }
    return now.milliseconds(since: last) > 2 * 86_400_000 ? .warning : .success
}

private func ledger(_ state: HouseState, _ ui: UI) -> HTML {
    let words = ui.words
    let room = RoomPage(ui)
    let facts = ui.facts([
        (words("administration.health.last"), room.number(state.lastNumber)),
        (words("administration.health.unnumbered"), room.number(state.unnumbered)),
    ])
    let table = ui.table(
        caption: words("administration.health.readers"),
        columns: [
            TableColumn(words("administration.health.reader")),
            TableColumn(words("administration.health.lag"), isNumber: true),
            TableColumn(words("administration.health.failures"), isNumber: true),
            TableColumn(words("administration.health.state")),
        ],
        rows: state.readers.map { reader in
            let lag = state.lag(reader)
            let isLate = reader.failures > 0 || lag > HouseState.late
            let text = words("administration.health.\(isLate ? "late" : "well")")
            let kind: HTML = HTML.with(reader.error) { " <code>\($0)</code>" }
            return TableRow(
                [
                    "<code>\(reader.name)</code>", room.number(lag),
                    room.number(reader.failures),
                    ui.tag(text, isLate ? .danger : .success) + kind,
                ])
        },
        empty: ui.empty(
            words("administration.health.readers.none"),
            words("administration.health.readers.none.text")))
    return facts + table
}
