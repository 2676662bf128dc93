import Cases
import Contracts
import Kernel
import People
import Web

/// The register of a unit over some time.
struct RegisterView {
    let model: RegisterModel
    let office: Office

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }
    private var isIncoming: Bool { model.way == .incoming }

    var page: Page {
        let title = words(isIncoming ? "correspondence.register.in" : "correspondence.register.out")
        let period = HumanText.period(
            model.days.lowerBound, model.days.upperBound, ui.language)
        let more: HTML = HTML.when(
            model.hasMore, ui.notice(.warning, text: words("correspondence.register.more")))
        return Page(
            title, lead: "\(office.unit(model.unit)), \(period)",
            crumbs: [
                Crumb(
                    words(isIncoming ? "correspondence.incoming" : "correspondence.outgoing"),
                    CorrespondenceURL.list(model.way))
            ],
            section: CorrespondenceURL.incoming.filled(), isWide: true,
            body: choosing + more + table + buttons)
    }

    private var choosing: HTML {
        let units = office.registers.map { ($0.text, office.unit($0)) }
        return """
            <form method="get" action="\(url: CorrespondenceURL.register.filled())" \
            class="form buttons"><div class="field"><label for="f-arah">\
            \(words("correspondence.direction"))</label><select id="f-arah" name="arah">\
            <option value="masuk"\(flag: "selected", isIncoming)>\
            \(words("correspondence.incoming"))</option><option value="keluar"\
            \(flag: "selected", !isIncoming)>\(words("correspondence.outgoing"))</option></select>\
            </div><div class="field"><label for="f-unit">\(words("correspondence.unit"))</label>\
            <select id="f-unit" name="unit">\(HTML.each(units) { code, name in
                """
                <option value="\(code)"\(flag: "selected", code == model.unit.text)>\(name)\
                </option>
                """
            })</select></div><div class="field"><label for="f-dari">\
            \(words("correspondence.since"))</label><input type="date" id="f-dari" name="dari" \
            value="\(model.days.lowerBound.iso)"></div><div class="field"><label for="f-sampai">\
            \(words("correspondence.until"))</label><input type="date" id="f-sampai" \
            name="sampai" value="\(model.days.upperBound.iso)"></div><button type="submit" \
            class="button button-secondary">\(words("correspondence.show"))</button></form>
            """
    }

    private var buttons: HTML {
        let query =
            "?arah=\(isIncoming ? "masuk" : "keluar")&unit=\(model.unit.text)"
            + "&dari=\(model.days.lowerBound.iso)&sampai=\(model.days.upperBound.iso)"
        return ui.buttons(
            ui.linkButton(
                words("correspondence.register.csv"),
                CorrespondenceURL.registerFile.filled() + query, .secondary),
            ui.printButton)
    }

    private var heading: [String] {
        [
            words(isIncoming ? "correspondence.agenda" : "correspondence.number"),
            words("correspondence.entered"),
            words(isIncoming ? "correspondence.from" : "correspondence.to"),
            words("correspondence.theirNumber"), words("correspondence.theirDay"),
            words("correspondence.subject"), words("correspondence.classification"),
            words("correspondence.urgency"), words("correspondence.security"),
            words("correspondence.target"), words("correspondence.state"),
        ]
    }

    private func cells(_ mail: Mail) -> [String] {
        [
            mail.label, HumanText.numericDay(Day(mail.registeredAt, in: office.zone)),
            office.partner(mail),
            mail.security >= .secret ? "" : mail.text?.number ?? "",
            HumanText.numericDay(mail.letterDay), office.subject(mail), mail.classification,
            words("correspondence.urgency.\(mail.urgency.rawValue)"), mail.security.mark,
            mail.target.map { office.title($0) } ?? "",
            words("correspondence.state.\(mail.state.rawValue)")
                + (mail.state == .void ? ": \(mail.text?.word ?? "")" : ""),
        ]
    }

    private var table: HTML {
        // Two facts in a cell where they belong together: a page has room for seven.
        let shown =
            isIncoming
            ? [[0, 1], [2], [3, 4], [5], [6], [9], [10]]
            : [
                [0, 1], [2], [5], [6], [4], [10],
            ]
        return ui.table(
            caption: words(isIncoming ? "correspondence.incoming" : "correspondence.outgoing"),
            columns: shown.map { TableColumn(heading[$0[0]]) },
            rows: model.mails.map { mail in
                let cells = cells(mail)
                return TableRow(
                    shown.map { places in
                        let texts = places.map { cells[$0] }.filter { !$0.isEmpty }
                        return HTML.lines(texts.joined(separator: "\n"))
                    })
            },
            empty: ui.empty(
                words("correspondence.none.title"), words("correspondence.register.none")))
    }

    var csv: [UInt8] { CommaSeparated.text([heading] + model.mails.map(cells)) }
}
