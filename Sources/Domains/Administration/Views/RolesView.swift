import Cases
import Contracts
import Kernel
import People
import Web

/// What each role may do, and who holds a post of it.
func rolesView(
    _ roles: [RoleEntry], _ permissions: [RoleCode: Set<Permission>], _ staff: Staff, _ ui: UI
) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let posts = Dictionary(grouping: staff.positions, by: \.role)
    let cards = HTML.each(roles) { role in
        let own = posts[role.code] ?? []
        let may = (permissions[role.code] ?? []).sorted().map {
            words("permission.\($0.rawValue)")
        }
        let people = own.compactMap { staff.holder(of: $0.id)?.account }
        let names = Set(people).compactMap { account in
            staff.name(of: account).map { (name: $0, account: account) }
        }.sorted { $0.name < $1.name }
        let list = HTML.each(names.prefix(12)) { person in
            "<li>\(ui.link(person.name, AdministrationURL.person.filled(person.account.text)))</li>"
        }
        return ui.card(
            words(role.title),
            """
            <p><code>\(role.code.text)</code></p>\
            <ul>\(HTML.each(may) { "<li>\($0)</li>" })</ul>\
            \(ui.details(
                words("administration.roles.holders", [
                    "people": HumanText.number(names.count, ui.language),
                    "posts": HumanText.number(own.count, ui.language),
                ]),
                names.isEmpty
                    ? "<p>\(words("administration.history.none"))</p>" : "<ul>\(list)</ul>"))
            """)
    }
    return room.page("roles", .files, "<div class=\"cards\">\(cards)</div>")
}

/// Who acts for whom, now and later.
func delegationsView(_ staff: Staff, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let titles = Dictionary(staff.positions.map { ($0.id, $0) }) { first, _ in first }
    let all = staff.lent.values.joined().sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    let rows = all.map { delegation in
        let position = titles[delegation.position]
        let name = staff.name(of: delegation.account) ?? words("administration.unknown")
        let isNow = delegation.from <= staff.day
        return TableRow([
            """
            \(delegation.capacity.prefix) \
            \(position.map { words($0.title) } ?? words("administration.unknown"))
            """,
            ui.link(name, AdministrationURL.person.filled(delegation.account.text)),
            room.day(delegation.from), room.day(delegation.until),
            ui.tag(
                words("administration.delegation.\(isNow ? "now" : "later")"),
                isNow ? .success : .neutral), "\(delegation.reason)",
        ])
    }
    return room.page(
        "delegations", .house,
        ui.table(
            caption: words("administration.delegations"),
            columns: [
                TableColumn(words("administration.position")),
                TableColumn(words("administration.person")),
                TableColumn(words("administration.begin.day")),
                TableColumn(words("administration.end.day")),
                TableColumn(words("administration.state")),
                TableColumn(words("administration.decree")),
            ], rows: rows,
            empty: ui.empty(
                words("administration.delegations.none"),
                words("administration.delegations.none.text"))))
}
