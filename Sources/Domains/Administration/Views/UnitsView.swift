import Contracts
import Kernel
import People
import Web

/// The tree of units, with how their posts are filled.
func unitsView(_ staff: Staff, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let posts = Dictionary(grouping: staff.positions, by: \.unit)
    let rows = staff.tree.ordered().map { unit, depth in
        let own = posts[unit.code] ?? []
        let vacant = own.count { staff.isVacant($0.id) }
        return TableRow([
            """
            <span class="depth-\(min(depth, 4))">\
            \(ui.link(words(unit.name), AdministrationURL.unit.filled(unit.code.text)))</span>
            """,
            "<code>\(unit.code.text)</code>", room.number(Int64(own.count)),
            vacant == 0 ? "0" : ui.tag(HumanText.number(vacant, ui.language), .warning),
        ])
    }
    let table = ui.table(
        caption: words("administration.units"),
        columns: [
            TableColumn(words("administration.unit")), TableColumn(words("administration.kode")),
            TableColumn(words("administration.posts"), isNumber: true),
            TableColumn(words("administration.vacant"), isNumber: true),
        ], rows: rows)
    return room.page(
        "units", .house,
        table
            + ui.section(
                words("administration.unit.new"), id: "baru",
                ui.form(AdministrationURL.units.filled(), form, warnsUnsaved: true) { field in
                    """
                    \(field.text("kode", words("administration.kode"),
                        hint: words("administration.unit.code.hint"), max: 40, width: .medium))\
                    \(unitFields(field))\
                    \(parentField(field, staff, besides: nil))\
                    \(field.submit(words("administration.unit.add")))
                    """
                }))
}

private func unitFields(_ field: FormView) -> HTML {
    let words = field.ui.words
    return """
        \(field.text("nama", words("administration.name.id"), max: 200))\
        \(field.text("nama_en", words("administration.name.en"), max: 200))\
        \(field.text("singkatan", words("administration.short"),
            hint: words("administration.short.hint"), max: 40, width: .medium))\
        \(field.text("kontak", words("administration.contact"),
            hint: words("administration.contact.hint"), isRequired: false, max: 300))
        """
}

private func parentField(_ field: FormView, _ staff: Staff, besides: UnitCode?) -> HTML {
    let words = field.ui.words
    let below = besides.map { staff.tree.reach($0) } ?? []
    let parents = staff.tree.ordered().map(\.unit).filter { !below.contains($0.code) }
    return field.select(
        "induk", words("administration.parent"),
        parents.map { .init($0.code.text, words($0.name)) },
        hint: words("administration.parent.hint"), isRequired: false)
}

/// Where the unit stands: another place is asked for here and decided by somebody else.
private func placeSection(_ model: UnitModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let unit = model.unit
    guard !model.isAskedFor else {
        return ui.section(
            words("administration.unit.move"),
            "<p class=\"hint\">\(words("administration.unit.waits"))</p>")
    }
    let state =
        form.values["induk"] == nil ? FormState(["induk": unit.parent?.text ?? ""]) : form
    return ui.section(
        words("administration.unit.move"),
        ui.form(AdministrationURL.moveUnit.filled(unit.code.text), state) { field in
            """
            <p class="hint">\(words("administration.unit.move.text"))</p>\
            \(parentField(field, model.staff, besides: unit.code))\
            \(field.submit(words("administration.ask")))
            """
        })
}

/// One unit: its posts and who fills them, its names, its end.
func unitView(_ model: UnitModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let unit = model.unit
    let typed = form.values["nama"] != nil
    let state =
        typed
        ? form
        : FormState([
            "nama": unit.name.id, "nama_en": unit.name.en, "singkatan": model.short ?? "",
            "kontak": unit.contact ?? "",
        ])
    let address = AdministrationURL.unit.filled(unit.code.text)
    var body = ui.facts([
        (words("administration.kode"), "<code>\(unit.code.text)</code>"),
        (words("administration.short"), "\(model.short ?? "–")"),
        (words("administration.contact"), "\(unit.contact ?? "–")"),
        (
            words("administration.state"),
            unit.isActive
                ? ui.tag(words("administration.active"), .success)
                : ui.tag(words("administration.closed"))
        ),
    ])
    let own = model.staff.positions.filter { $0.unit == unit.code }
    body += ui.section(
        words("administration.posts"),
        positionTable(own, model.staff, model.roles, ui)
            + ui.buttons(
                ui.linkButton(
                    words("administration.position.new"),
                    AdministrationURL.positions.filled() + "?unit=\(unit.code.text)#baru",
                    .secondary)))
    if unit.isActive {
        body += ui.section(
            words("administration.unit.edit"),
            ui.form(address, state, warnsUnsaved: true) { field in
                """
                \(unitFields(field))\
                \(field.submit(words("administration.save")))
                """
            })
        body += placeSection(model, form, ui)
        let why =
            model.isNeeded
            ? words("administration.unit.needed")
            : own.isEmpty ? nil : words("administration.unit.filled")
        body += ui.section(
            words("administration.unit.close"),
            why.map { "<p>\($0)</p>" }
                ?? """
                <p>\(words("administration.unit.close.text"))</p>\
                \(ui.action(
                    words("administration.unit.close"),
                    AdministrationURL.closeUnit.filled(unit.code.text), .danger))
                """)
    }
    return room.detail(
        words(unit.name), in: "units", at: AdministrationURL.units.filled(), .house,
        problems: typed || form.values["induk"] != nil ? HTML() : ui.problems(form.problems), body)
}

extension UnitTree {
    /// Active units, each below its parent, with how deep it stands.
    func ordered() -> [(unit: OrganisationUnit, depth: Int)] {
        let active = units.values.filter(\.isActive)
        let below = Dictionary(grouping: active) { unit in
            unit.parent.flatMap { parent in
                units[parent]?.isActive == true ? parent : nil
            }
        }
        var result: [(unit: OrganisationUnit, depth: Int)] = []
        var seen: Set<UnitCode> = []
        func walk(_ parent: UnitCode?, _ depth: Int) {
            for unit in (below[parent] ?? []).sorted(by: { $0.name.id < $1.name.id })
            where seen.insert(unit.code).inserted {
                result.append((unit, depth))
                walk(unit.code, depth + 1)
            }
        }
        walk(nil, 0)
        return result
    }
}
