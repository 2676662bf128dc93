import Contracts
import Kernel
import People
import Web

/// Officers that fit a search, and a form for a new account.
func peopleView(_ model: PeopleModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let base = AdministrationURL.people.filled()
    let found = model.found
    let pages = max(1, (found.count + PeopleModel.perPage - 1) / PeopleModel.perPage)
    let page = min(model.page, pages)
    let shown = found.dropFirst((page - 1) * PeopleModel.perPage).prefix(PeopleModel.perPage)
    var body = ui.search(
        base, value: model.text, label: words("administration.people.search"),
        hint: words("administration.people.search.hint"))
    body += table(Array(shown), model.staff, ui) + ui.pages(current: page, of: pages)
    body += ui.section(
        words("administration.newcomer"), id: "baru",
        ui.form(base, form, warnsUnsaved: true) { field in
            """
            <p class="hint">\(words("administration.newcomer.hint"))</p>\
            \(field.text("nip", words("administration.nip"), autocomplete: "off", max: 30,
                width: .medium))\
            \(field.text("nama", words("administration.person.name"), autocomplete: "off",
                max: 200))\
            \(field.text("pangkat", words("administration.rank"), isRequired: false,
                autocomplete: "off", max: 100, width: .medium))\
            \(field.email("email", words("administration.email"),
                hint: words("administration.email.hint")))\
            \(postFields(field, model.staff))\
            \(field.submit(words("administration.ask")))
            """
        })
    return room.page("people", .house, body)
}

private func table(_ people: [OfficerEntry], _ staff: Staff, _ ui: UI) -> HTML {
    let words = ui.words
    let titles = Dictionary(staff.positions.map { ($0.id, $0.title) }) { first, _ in first }
    let held = Dictionary(grouping: staff.holdings.values.joined(), by: \.account)
    return ui.table(
        caption: words("administration.people"),
        columns: [
            TableColumn(words("administration.person.name")),
            TableColumn(words("administration.nip")),
            TableColumn(words("administration.positions")),
            TableColumn(words("administration.state")),
        ],
        rows: people.map { person in
            let posts = (held[person.account] ?? []).filter { $0.holds(on: staff.day) }
                .compactMap { titles[$0.position].map { words($0) } }
            return TableRow([
                ui.link(person.name, AdministrationURL.person.filled(person.account.text)),
                "<code>\(person.nip.masked)</code>",
                posts.isEmpty ? "–" : "\(posts.joined(separator: ", "))",
                state(person, isSeated: !posts.isEmpty, ui),
            ])
        },
        empty: ui.empty(
            words("administration.people.none"), words("administration.people.none.text")))
}

private func state(_ person: OfficerEntry, isSeated: Bool, _ ui: UI) -> HTML {
    let words = ui.words
    if !person.isActive { return ui.tag(words("administration.closed")) }
    if !isSeated { return ui.tag(words("administration.person.seatless"), .warning) }
    if !person.hasPassword { return ui.tag(words("administration.person.new"), .warning) }
    return ui.tag(words("administration.active"), .success)
}

/// The fields of every appointment: the post, from when, by what.
private func postFields(_ field: FormView, _ staff: Staff) -> HTML {
    let words = field.ui.words
    let vacant = staff.positions.filter { post in
        staff.holdings[post.id]?.contains { $0.until == nil } != true
    }
    return """
        \(field.select("jabatan", words("administration.position"),
            vacant.map {
                .init($0.id.text, "\(words($0.title)), \(words(staff.unit($0.unit)))")
            }, hint: words("administration.position.vacant.hint")))\
        \(field.date("mulai", words("administration.begin.day")))\(decreeFields(field))
        """
}

func decreeFields(_ field: FormView, _ ending: String = "") -> HTML {
    let words = field.ui.words
    return """
        \(field.text("nomor" + ending, words("administration.decree.number"),
            hint: words("administration.decree.hint"), max: DecreeText.longest))\
        \(field.date("tanggal" + ending, words("administration.decree.day")))
        """
}

/// One officer: who it is, posts with their history, and what can be changed.
func personView(_ model: PersonModel, _ form: FormState, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let person = model.person
    let now = model.history.filter { !$0.isOver(on: model.staff.day) }
    var body = facts(model, isSeated: !now.isEmpty, ui)
    if !person.hasPassword, person.isActive {
        body += ui.notice(
            .warning,
            """
            <p>\(words("administration.person.new.text"))</p>\
            \(ui.action(
                words("administration.invite"),
                AdministrationURL.invite.filled(person.account.text)))
            """)
    }
    body += ui.section(words("administration.history"), history(model, ui))
    let isEnding = form.values["pegang"] != nil
    let isAppointing = form.values["jabatan"] != nil
    let isKeeping = form.values["surel"] != nil || form.values["nomor_tutup"] != nil
    if !now.isEmpty {
        body += ui.section(
            words("administration.end"), id: "akhiri",
            endForm(model, now, isEnding ? form : FormState(), ui))
    }
    if person.isActive {
        body += ui.section(
            words("administration.appoint"), id: "angkat",
            model.isOwn
                ? "<p>\(words("administration.own"))</p>"
                : appointForm(model, now, isAppointing ? form : FormState(), ui))
    }
    body += accountSection(model, isKeeping ? form : FormState(), ui)
    return room.detail(
        person.name, in: "people", at: AdministrationURL.people.filled(), .house,
        problems: isEnding || isAppointing || isKeeping ? HTML() : ui.problems(form.problems), body)
}

private func facts(_ model: PersonModel, isSeated: Bool, _ ui: UI) -> HTML {
    let words = ui.words
    let person = model.person
    return ui.facts([
        (words("administration.nip"), "<code>\(person.nip.masked)</code>"),
        (words("administration.rank"), "\(person.rank ?? "–")"),
        (
            words("administration.email"),
            "\(person.contact?.masked ?? words("administration.unreachable"))"
        ),
        (words("administration.state"), state(person, isSeated: isSeated, ui)),
        (
            words("administration.factor"),
            person.hasFactor
                ? ui.tag(words("web.yes"), .success)
                : ui.tag(words("administration.factor.none"), .warning)
        ),
    ])
}

private func history(_ model: PersonModel, _ ui: UI) -> HTML {
    let words = ui.words
    let room = RoomPage(ui)
    func title(_ position: PositionID) -> HTML {
        ui.link(
            model.titles[position].map { words($0) } ?? words("administration.unknown"),
            AdministrationURL.position.filled(position.text))
    }
    let own = model.history.map { holding in
        TableRow([
            title(holding.position), room.day(holding.from),
            holding.until.map { room.day($0) } ?? "–",
            "\([holding.decree, holding.endDecree].compactMap(\.self).joined(separator: "; "))",
        ])
    }
    let lent = model.lent.map { delegation in
        TableRow([
            "\(delegation.capacity.prefix) " + title(delegation.position),
            room.day(delegation.from), room.day(delegation.until), "\(delegation.reason)",
        ])
    }
    return ui.table(
        caption: words("administration.history"),
        columns: [
            TableColumn(words("administration.position")),
            TableColumn(words("administration.begin.day")),
            TableColumn(words("administration.end.day")),
            TableColumn(words("administration.decree")),
        ], rows: own + lent, empty: "<p>\(words("administration.history.none"))</p>")
}

private func appointForm(
    _ model: PersonModel, _ now: [Holding], _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    let address = AdministrationURL.appoint.filled(model.person.account.text)
    return ui.form(address, form, warnsUnsaved: true) { field in
        """
        <p class="hint">\(words("administration.appoint.hint"))</p>\
        \(HTML.when(!now.isEmpty, field.select(
            "meninggalkan", words("administration.leaving"), holdings(now, model, ui),
            hint: words("administration.leaving.hint"), isRequired: false)))\
        \(postFields(field, model.staff))\(field.submit(words("administration.ask")))
        """
    }
}

private func endForm(
    _ model: PersonModel, _ now: [Holding], _ form: FormState, _ ui: UI
) -> HTML {
    let words = ui.words
    let address = AdministrationURL.endHolding.filled(model.person.account.text)
    // Two forms of one page may not have fields of the same name.
    let state = form.naming(["mulai": "sejak", "nomor": "nomor_akhir"])
    return ui.form(address, state, warnsUnsaved: true) { field in
        """
        <p class="hint">\(words("administration.end.hint"))</p>\
        \(field.select("pegang", words("administration.position"), holdings(now, model, ui)))\
        \(field.date("sejak", words("administration.end.from"),
            hint: words("administration.end.from.hint")))\
        \(decreeFields(field, "_akhir"))\
        \(field.submit(words("administration.end"), .danger))
        """
    }
}

private func holdings(
    _ list: [Holding], _ model: PersonModel, _ ui: UI
) -> [FormView.Choice] {
    list.map { holding in
        FormView.Choice(
            holding.id.text,
            model.titles[holding.position].map { ui.words($0) } ?? holding.position.text)
    }
}
