import Kernel
import Notices
import Store
import Web

/// The queue by kind, and what was given up.
func jobsView(
    _ counts: [JobCount], _ dead: [DeadLetter], _ form: FormState, _ zone: Zone, _ ui: UI
) -> Page {
    let room = RoomPage(ui)
    let words = ui.words
    func column(_ key: String, isNumber: Bool = true) -> TableColumn {
        TableColumn(words("administration.job.\(key)"), isNumber: isNumber)
    }
    let queue = ui.table(
        caption: words("administration.jobs.queue"),
        columns: [
            column("kind", isNumber: false), column("waiting"), column("due"),
            column("running"), column("failing"), column("dead"),
            column("oldest", isNumber: false),
        ],
        rows: counts.map { count in
            TableRow(
                [
                    "<code>\(count.kind)</code>", room.number(count.waiting),
                    room.number(count.due), room.number(count.running),
                    room.number(count.failing), room.number(count.dead),
                    "\(count.oldest.map { room.moment($0, zone) } ?? "–")",
                ], tone: count.dead > 0 ? .danger : nil)
        },
        empty: ui.empty(
            words("administration.jobs.none"), words("administration.jobs.none.text")))
    let letters =
        dead.isEmpty
        ? "<p>\(words("administration.jobs.dead.none"))</p>"
        : HTML.each(dead) { letter($0, form, zone, ui) }
    return room.page(
        "jobs", .live, problems: room.problems(form, besides: ["alasan"]),
        ui.section(words("administration.jobs.queue"), queue)
            + ui.section(words("administration.jobs.dead"), letters))
}

private func letter(
    _ letter: DeadLetter, _ form: FormState, _ zone: Zone, _ ui: UI
) -> HTML {
    let room = RoomPage(ui)
    let words = ui.words
    let address = AdministrationURL.job.filled(letter.id.text)
    let isTyped = form.value("id") == letter.id.text
    let state = isTyped ? form : FormState()
    let facts = ui.facts([
        (words("administration.job.kind"), "<code>\(letter.kind)</code>"),
        (words("administration.job.attempts"), room.number(Int64(letter.attempts))),
        (words("administration.job.reason"), "<code>\(letter.reason)</code>"),
        (words("administration.job.since"), "\(room.moment(letter.createdAt, zone))"),
    ])
    let drop = ui.details(
        words("administration.job.drop"),
        ui.form(address, state) { field in
            // The id of each field has to be its own on a page with several letters.
            """
            <p class="hint">\(words("administration.job.drop.hint"))</p>\
            \(field.hidden("tindakan", "lepas"))\
            <div class="field">\(HTML.each(state.problems(of: "alasan")) {
                "<p class=\"error\">\(words($0))</p>"
            })<label for="alasan-\(letter.id.text)">\(words("administration.reason"))</label>\
            <textarea id="alasan-\(letter.id.text)" name="alasan" rows="2" required>\
            \(state.value("alasan"))</textarea></div>\
            \(field.submit(words("administration.job.drop"), .danger))
            """
        }, isOpen: isTyped)
    let again = ui.action(
        words("administration.job.retry"), address, .primary, values: ["tindakan": "ulang"])
    return ui.card(nil, facts + ui.buttons(again) + drop)
}

/// How many notices stand where; nothing of what is in them.
func outboxView(
    _ counts: [OutboxCount], _ form: FormState, _ zone: Zone, _ ui: UI
) -> Page {
    let room = RoomPage(ui)
    let words = ui.words
    let table = ui.table(
        caption: words("administration.outbox"),
        columns: [
            TableColumn(words("administration.outbox.channel")),
            TableColumn(words("administration.outbox.state")),
            TableColumn(words("administration.outbox.count"), isNumber: true),
            TableColumn(words("administration.outbox.oldest")),
            TableColumn(words("administration.act")),
        ],
        rows: counts.map { count in
            let isFailed = count.state == "failed"
            return TableRow(
                [
                    "\(label("channel", count.channel, ui))", "\(label("state", count.state, ui))",
                    room.number(count.count), "\(room.moment(count.oldest, zone))",
                    isFailed
                        ? ui.action(
                            words("administration.outbox.retry"),
                            AdministrationURL.outbox.filled(), .secondary,
                            values: ["saluran": count.channel]) : "–",
                ], tone: isFailed ? .danger : nil)
        },
        empty: ui.empty(
            words("administration.outbox.empty"), words("administration.outbox.empty.text")))
    return room.page("outbox", .live, problems: room.problems(form), table)
}

/// The house may learn channels and states that this page has no word for yet.
private func label(_ kind: String, _ name: String, _ ui: UI) -> String {
    let key = "administration.outbox.\(kind).\(name)"
    return ui.words.vocabulary.has(key) ? ui.words(key) : name
}
