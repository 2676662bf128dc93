import Cases
import Contracts
import Kernel
import People
import Web

/// Posts in a table: what, where, who.
func positionTable(
    _ positions: [Position], _ staff: Staff, _ roles: [RoleEntry], _ ui: UI
) -> HTML {
    let words = ui.words
    let names = Dictionary(roles.map { ($0.code, $0.title) }) { first, _ in first }
    return ui.table(
        caption: words("administration.positions"),
        columns: [
            TableColumn(words("administration.position")),
            TableColumn(words("administration.role")), TableColumn(words("administration.unit")),
            TableColumn(words("administration.holder")),
        ],
        rows: positions.map { position in
            TableRow([
                ui.link(
                    words(position.title), AdministrationURL.position.filled(position.id.text)),
                "\(names[position.role].map { words($0) } ?? position.role.text)",
                "\(words(staff.unit(position.unit)))",
                holder(of: position.id, staff, ui),
            ])
        },
        empty: ui.empty(
            words("administration.positions.none"), words("administration.positions.none.text")))
}

private func holder(of position: PositionID, _ staff: Staff, _ ui: UI) -> HTML {
    let words = ui.words
    let today = staff.day
    var html: HTML
    if let holding = staff.holder(of: position) {
        let name = staff.name(of: holding.account) ?? words("administration.unknown")
        html = ui.link(name, AdministrationURL.person.filled(holding.account.text))
        if let until = holding.until {
            html += """
                 <span class="hint">\(words("administration.until",
                    ["day": HumanText.shortDay(until, ui.language)]))</span>
                """
        }
    } else {
        html = ui.tag(words("administration.isVacant"), .warning)
        if let next = staff.holdings[position]?.last {
            html += """
                 <span class="hint">\(words("administration.from",
                    ["day": HumanText.shortDay(next.from, ui.language)]))</span>
                """
        }
    }
    for delegation in staff.lent[position] ?? []
    where delegation.from <= today && delegation.until >= today {
        let name = staff.name(of: delegation.account) ?? words("administration.unknown")
        html += "<br>\(delegation.capacity.prefix) \(name)"
    }
    return html
}

/// All posts that fit, fifty a page, and a form for a new one.
func positionsView(
    _ staff: Staff, _ filter: PositionFilter, _ catalogue: Catalogue, _ form: FormState, _ ui: UI
) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let found = staff.positions.filter { filter.matches($0, staff) }
    let pages = max(1, (found.count + PositionFilter.perPage - 1) / PositionFilter.perPage)
    let page = min(filter.page, pages)
    let shown = found.dropFirst((page - 1) * PositionFilter.perPage).prefix(PositionFilter.perPage)
    let vacant = staff.positions.count { staff.isVacant($0.id) }
    let base = AdministrationURL.positions.filled()
    var body = ui.search(
        base, value: filter.text, label: words("administration.positions.search"),
        hint: words("administration.positions.search.hint"))
    body += ui.tabs(
        words("administration.positions"),
        [
            (words("administration.all"), base, staff.positions.count),
            (words("administration.isVacant"), base + "?kosong=ya", vacant),
        ], current: filter.onlyVacant ? base + "?kosong=ya" : base)
    body += positionTable(Array(shown), staff, catalogue.roles, ui)
    body += ui.pages(current: page, of: pages)
    var state = form
    if form.values.isEmpty, let unit = filter.unit {
        state.values["unit"] = [unit.text]
    }
    body += ui.section(
        words("administration.position.new"), id: "baru",
        ui.form(base, state, warnsUnsaved: true) { field in
            """
            <p class="hint">\(words("administration.position.new.hint"))</p>\
            \(field.text("kode", words("administration.kode"),
                hint: words("administration.position.code.hint"), max: 40, width: .medium))\
            \(field.select("unit", words("administration.unit"),
                staff.tree.ordered().map { .init($0.unit.code.text, words($0.unit.name)) }))\
            \(field.select("peran", words("administration.role"),
                catalogue.roles.map { .init($0.code.text, words($0.title)) }))\
            \(field.text("nama", words("administration.title.id"), max: 200))\
            \(field.text("nama_en", words("administration.title.en"), max: 200))\
            \(field.text("wilayah", words("administration.region"),
                hint: words("administration.region.hint"), isRequired: false, max: 20,
                width: .short))\
            \(field.submit(words("administration.position.add")))
            """
        })
    return room.page("positions", .house, body)
}

/// One post: what it may do, who held it, its end.
func positionView(_ model: PositionModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let position = model.position
    let granted =
        model.granted.isEmpty
        ? "–"
        : model.granted.sorted().map { words("permission.\($0.rawValue)") }
            .joined(separator: ", ")
    let may = model.permissions.sorted().map { words("permission.\($0.rawValue)") }
        .joined(separator: ", ")
    var body = ui.facts([
        (words("administration.kode"), "<code>\(position.code)</code>"),
        (
            words("administration.unit"),
            ui.link(
                model.unit.map { words($0) } ?? position.unit.text,
                AdministrationURL.unit.filled(position.unit.text))
        ),
        (
            words("administration.role"),
            "\(model.role.map { words($0) } ?? position.role.text)"
        ),
        (words("administration.region"), "\(model.region ?? words("administration.region.all"))"),
        (
            words("administration.may"),
            "\(may)"
        ),
        (
            words("administration.granted"),
            "\(granted) (" + ui.link(words("administration.granted.link"), AdministrationURL.grants)
                + ")"
        ),
    ])
    body += ui.section(words("administration.history"), history(model, ui))
    let isHeld = model.history.contains { !$0.isOver(on: model.today) }
    if model.isActive {
        body += ui.section(
            words("administration.position.close"),
            isHeld || !model.lent.isEmpty
                ? "<p>\(words("administration.position.held"))</p>"
                : """
                <p>\(words("administration.position.close.text"))</p>\
                \(ui.action(
                    words("administration.position.close"),
                    AdministrationURL.closePosition.filled(position.id.text), .danger))
                """)
    } else {
        body += ui.notice(.neutral, text: words("administration.closed"))
    }
    return room.detail(
        words(position.title), in: "positions", at: AdministrationURL.positions.filled(), .house,
        problems: ui.problems(form.problems), body)
}

private func history(_ model: PositionModel, _ ui: UI) -> HTML {
    let words = ui.words
    let room = RoomPage(ui)
    func name(_ account: AccountID) -> HTML {
        ui.link(
            model.names.accounts[account] ?? words("administration.unknown"),
            AdministrationURL.person.filled(account.text))
    }
    let own = model.history.map { holding in
        TableRow([
            name(holding.account), room.day(holding.from),
            holding.until.map { room.day($0) } ?? "–",
            "\([holding.decree, holding.endDecree].compactMap(\.self).joined(separator: "; "))",
        ])
    }
    let lent = model.lent.map { delegation in
        TableRow([
            name(delegation.account) + " (\(delegation.capacity.prefix))",
            room.day(delegation.from), room.day(delegation.until), "\(delegation.reason)",
        ])
    }
    return ui.table(
        caption: words("administration.history"),
        columns: [
            TableColumn(words("administration.holder")),
            TableColumn(words("administration.begin.day")),
            TableColumn(words("administration.end.day")),
            TableColumn(words("administration.decree")),
        ], rows: own + lent, empty: "<p>\(words("administration.history.none"))</p>")
}
