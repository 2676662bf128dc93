import Cases
import Contracts
import Forms
import Kernel
import People
import Web

/// What everybody sees of a report, with the forms that change it.
struct ShownView {
    let desk: ModerationDesk
    let form: FormState
    let catalogue: Catalogue
    let today: Day
    let ui: UI

    private var words: Wording { ui.words }
    private var number: String { desk.report.number.text }

    var page: Page {
        Page(
            words("complaints.shown"), lead: words("complaints.shown.lead"), caption: number,
            crumbs: [
                Crumb(words("complaints.desk"), DeskURL.list.filled()),
                Crumb(number, DeskURL.deskCase.filled(number)),
            ],
            section: DeskURL.list.filled(), isWide: true,
            body: """
                \(strays)<div class="columns"><div>\(whole)\(text)\(photos)</div>\
                <aside>\(block)\(history)</aside></div>
                """)
    }

    /// What was typed, if it was typed into this form.
    private func state(_ part: String) -> FormState {
        form.value("bagian") == part ? form : FormState()
    }

    /// Problems of a form that is not on the page any more.
    private var strays: HTML {
        let parts = ["laporan", "uraian", "blokir"] + desk.photos.indices.map { "foto-\($0)" }
        return parts.contains(form.value("bagian")) ? HTML() : ui.problems(form.problems)
    }

    private func reason(_ field: FormView) -> HTML {
        field.textarea(
            "alasan", words("complaints.reason"), hint: words("complaints.reason.hint"), rows: 2,
            max: Moderation.longest)
    }

    // MARK: The whole report

    private var whole: HTML {
        let key =
            desk.report.isPublic
            ? "complaints.beside.public"
            : desk.isHidden ? "complaints.beside.hidden" : "complaints.beside.secret"
        let act = desk.isHidden ? "tampilkan" : "sembunyikan"
        let address = ComplaintURL.one.filled(number)
        let link = HTML.when(
            desk.report.isPublic, "<p>\(ui.link(words("complaints.beside.open"), address))</p>")
        let form = ui.form(DeskURL.hide.filled(number), state("laporan"), prefix: "laporan") {
            field in
            """
            \(field.hidden("bagian", "laporan"))\(field.hidden("aksi", act))\(reason(field))\
            \(field.submit(
                words(desk.isHidden ? "complaints.unhide" : "complaints.hide"), .secondary))
            """
        }
        return ui.section(words("complaints.shown.whole"), "<p>\(words(key))</p>\(link)\(form)")
    }

    // MARK: The text

    private var text: HTML {
        let original = """
            <h3>\(words("complaints.shown.original"))</h3>\
            <p class="report-text">\(HTML.lines(desk.original))</p>
            """ as HTML
        let compared = HTML.with(desk.edited) { edited in
            """
            <h3>\(words("complaints.shown.edited"))</h3>\
            \(ui.changes(from: desk.original, to: edited))
            """
        }
        var state = state("uraian")
        if state.values["uraian"] == nil {
            state.values["uraian"] = [desk.edited ?? desk.original]
        }
        let form = ui.form(
            DeskURL.text.filled(number), state, warnsUnsaved: true, prefix: "uraian"
        ) { field in
            """
            \(field.hidden("bagian", "uraian"))\
            \(field.textarea(
                "uraian", words("complaints.shown.new"), hint: words("complaints.shown.new.hint"),
                rows: 6, max: ShownPages.longestText))\
            \(reason(field))<div class="buttons">\
            \(field.submit(words("complaints.shown.edit"), .secondary))\
            \(HTML.when(desk.edited != nil, field.submit(
                words("complaints.shown.restore"), name: "aksi", value: "asli", .quiet)))</div>
            """
        }
        return ui.section(
            words("complaints.shown.text"), id: "uraian", original + compared + form)
    }

    // MARK: Pictures

    private var photos: HTML {
        guard !desk.photos.isEmpty else { return HTML() }
        let list = HTML.each(desk.photos.enumerated()) { place, photo in
            self.photo(photo, place)
        }
        return ui.section(
            words("complaints.shown.photos"), id: "foto",
            "<ul class=\"report-photo-acts\">\(list)</ul>")
    }

    private func photo(_ photo: ReportPhoto, _ place: Int) -> HTML {
        let part = "foto-\(place)"
        let act = photo.isHidden ? "tampilkan" : "sembunyikan"
        let boxes = DeskURL.boxes.filled(number, "\(place)")
        let tags = """
            \(HTML.when(photo.isHidden, ui.tag(words("complaints.photo.hidden"), .warning)))\
            \(HTML.when(photo.isCovered, ui.tag(words("complaints.photo.covered"), .info)))
            """ as HTML
        let form = ui.form(
            DeskURL.hidePhoto.filled(number, "\(place)"), state(part), prefix: part
        ) { field in
            """
            \(field.hidden("bagian", part))\(field.hidden("aksi", act))\(reason(field))\
            \(field.submit(
                words(photo.isHidden ? "complaints.photo.unhide" : "complaints.photo.hide"),
                .secondary))
            """
        }
        return """
            <li>\(picture(photo, place))<div>\(tags)\
            <p>\(ui.link(words("complaints.boxes"), boxes))</p>\
            \(ui.details(words("complaints.photo.change"), form, isOpen: !state(part).problems
                .isEmpty))</div></li>
            """
    }

    private func picture(_ photo: ReportPhoto, _ place: Int) -> HTML {
        let name = words("complaints.photo.number", ["number": "\(place + 1)"])
        guard case .shown(_, _, let thumb)? = desk.checks[photo.blob] else {
            return "<span class=\"report-photo-wait\">\(name)</span>"
        }
        let address = DeskURL.picture.filled(number, photo.blob.text, "0")
        return """
            <img src="\(url: address)" width="\(thumb.width)" height="\(thumb.height)" \
            loading="lazy" alt="\(name)">
            """
    }

    // MARK: The reporter

    private var block: HTML {
        let running = desk.blocks.filter { $0.holds(on: today) }
        let standing = HTML.each(running) { block in
            let day = HumanText.day(block.until, ui.language)
            let text = words("complaints.block.until", ["day": day])
            return ui.notice(.warning, text: text)
        }
        var state = state("blokir")
        if state.values["sampai"] == nil {
            state.values["sampai"] = [today.adding(days: 30).iso]
        }
        let form = ui.form(DeskURL.block.filled(number), state, prefix: "blokir") { field in
            """
            \(field.hidden("bagian", "blokir"))\
            \(field.date("sampai", words("complaints.block.day"),
                hint: words("complaints.block.day.hint")))\
            \(reason(field))\(field.submit(words("complaints.block.go"), .danger))
            """
        }
        return ui.section(
            words("complaints.block"), id: "blokir",
            standing
                + ui.details(
                    words("complaints.block.open"),
                    "<p>\(words("complaints.block.text"))</p>\(form)",
                    isOpen: !state.problems.isEmpty))
    }

    private var history: HTML {
        guard !desk.acts.isEmpty else { return HTML() }
        let zone = catalogue.profile.zone
        let moments = Moments(zone: zone, language: ui.language)
        let entries = desk.acts.map { act in
            let who = act.actor.account.flatMap { desk.names.accounts[$0] }
            let title = act.actor.position.flatMap { desk.names.positions[$0] }
            let name = [who, title?.text(ui.language)].compactMap(\.self).joined(separator: ", ")
            return TimelineEntry(
                words("complaints.act.\(act.type)"), when: moments.full(act.at),
                iso: moments.iso(act.at), who: name.isEmpty ? nil : name,
                body: HTML.with(act.reason) { "<p>\(HTML.lines($0))</p>" })
        }
        return ui.section(words("complaints.history"), id: "riwayat", ui.timeline(entries))
    }
}
