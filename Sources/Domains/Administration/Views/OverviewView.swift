import Kernel
import Web

/// What needs somebody, and the way to every room.
func overviewView(_ state: HouseState, _ list: [Attention], _ ui: UI) -> Page {
    let words = ui.words
    let attention =
        list.isEmpty
        ? ui.notice(.success, text: words("administration.attention.none"))
        : """
        <ul class="attention">\(HTML.each(list) { item($0, ui) })</ul>
        """
    return Page(
        words("administration.overview"), lead: words("administration.overview.lead"),
        section: AdministrationURL.overview.filled(), isWide: true,
        body: ui.section(words("administration.attention"), attention)
            + HTML.each(RoomList.groups) { group in
                ui.section(
                    words("administration.group.\(group.key)"),
                    """
                    <ul class="rooms">\(HTML.each(group.rooms) { room($0, ui) })</ul>
                    """)
            })
}

private enum RoomList {
    typealias Room = (key: String, address: String)
    static let groups: [(key: String, rooms: [Room])] = [
        (
            "organisation",
            [
                ("units", AdministrationURL.units.filled()),
                ("positions", AdministrationURL.positions.filled()),
                ("people", AdministrationURL.people.filled()),
                ("requests", AdministrationURL.requests.filled()),
                ("roles", AdministrationURL.roles.filled()),
                ("delegations", AdministrationURL.delegations.filled()),
            ]
        ),
        (
            "rules",
            [
                ("calendar", AdministrationURL.calendar.filled()),
                ("editions", AdministrationURL.editions.filled()),
            ]
        ),
        (
            "work",
            [
                ("jobs", AdministrationURL.jobs.filled()),
                ("outbox", AdministrationURL.outbox.filled()),
                ("deliveries", AdministrationURL.deliveries),
                ("health", AdministrationURL.health.filled()),
            ]
        ),
    ]
}

private func item(_ attention: Attention, _ ui: UI) -> HTML {
    let words = ui.words
    let key = "administration.attention.\(attention.key)"
    let tag = ui.tag(
        words("administration.attention.\(attention.isGrave ? "grave" : "note")"),
        attention.isGrave ? .danger : .warning)
    let text = words(key, attention.values)
    return """
        <li>\(tag) \(HTML.with(attention.address) { ui.link(text, $0) } )\
        \(HTML.when(attention.address == nil, "\(text)"))\
        <p class="hint">\(words(key + ".mend", attention.values))</p></li>
        """
}

private func room(_ room: RoomList.Room, _ ui: UI) -> HTML {
    """
    <li>\(ui.link(ui.words("administration.\(room.key)"), room.address))\
    <p class="hint">\(ui.words("administration.\(room.key).lead"))</p></li>
    """
}
