import Cases
import Contracts
import Kernel
import People
import Web

/// A register as a list.
struct MailListView {
    let office: Office
    let way: MailWay
    let mails: [Mail]
    let input: MailListInput
    /// Behind which older ones are.
    let next: MailID?

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }

    var page: Page {
        let key = way == .incoming ? "incoming" : "outgoing"
        var body = correspondenceTabs(CorrespondenceURL.list(way), ui)
        body += buttons + narrowing
        body += table
        if let next {
            body += "<p>\(ui.link(words("correspondence.older"), older(next)))</p>"
        }
        return Page(
            words("correspondence.\(key)"), lead: words("correspondence.\(key).lead"),
            section: CorrespondenceURL.incoming.filled(), isWide: true, body: body)
    }

    private var buttons: HTML {
        guard !office.registers.isEmpty else { return HTML() }
        let new =
            way == .incoming ? CorrespondenceURL.newIncoming : CorrespondenceURL.newOutgoing
        let word = way == .incoming ? "masuk" : "keluar"
        return ui.buttons(
            ui.linkButton(words("correspondence.new.\(way.rawValue)"), new.filled()),
            ui.linkButton(
                words("correspondence.register"),
                CorrespondenceURL.register.filled() + "?arah=\(word)", .secondary))
    }

    private var narrowing: HTML {
        let states: [MailState] =
            way == .incoming
            ? [.registered, .filed, .void] : [.draft, .numbered, .sent, .void]
        let stateChoices = states.map {
            ($0.rawValue, words("correspondence.state.\($0.rawValue)"))
        }
        let kinds = office.kindChoices.map { ($0.value, $0.text) }
        let classes = office.rules.classifications.map { ($0.code, "\($0.code) \($0.name)") }
        let isOpen = input.state != nil || input.kind != nil || input.classification != nil
        let fields: HTML = """
            \(select("keadaan", "correspondence.state", stateChoices, input.state?.rawValue))\
            \(select("jenis", "correspondence.kind", kinds, input.kind))\
            \(select("klasifikasi", "correspondence.classification", classes,
                input.classification))
            """
        return """
            <form method="get" action="\(url: CorrespondenceURL.list(way))" class="form" \
            role="search"><div class="field"><label for="f-q">\(words("correspondence.search"))\
            </label><p class="hint" id="f-q-hint">\(words("correspondence.search.hint"))</p>\
            <input type="search" id="f-q" name="q" value="\(input.typed ?? "")" \
            aria-describedby="f-q-hint" autocomplete="off"></div>\
            \(ui.details(words("correspondence.narrow"), fields, isOpen: isOpen))\
            <button type="submit" class="button button-secondary">\
            \(words("correspondence.show"))</button></form>
            """
    }

    private func select(
        _ name: String, _ label: String, _ choices: [(String, String)], _ chosen: String?
    ) -> HTML {
        """
        <div class="field"><label for="f-\(name)">\(words(label))</label>\
        <select id="f-\(name)" name="\(name)"><option value="">\(words("correspondence.all"))\
        </option>\(HTML.each(choices) { value, text in
            "<option value=\"\(value)\"\(flag: "selected", value == chosen)>\(text)</option>"
        })</select></div>
        """
    }

    private func older(_ last: MailID) -> String {
        var values = [("sebelum", last.text)]
        if let typed = input.typed { values.append(("q", typed)) }
        if let state = input.state { values.append(("keadaan", state.rawValue)) }
        if let kind = input.kind { values.append(("jenis", kind)) }
        if let code = input.classification { values.append(("klasifikasi", code)) }
        let query = values.map { "\($0)=\(PercentCoding.encode($1))" }.joined(separator: "&")
        return CorrespondenceURL.list(way) + "?" + query
    }

    private var table: HTML {
        let isIncoming = way == .incoming
        return ui.table(
            caption: words("correspondence.\(isIncoming ? "incoming" : "outgoing")"),
            columns: [
                TableColumn(words(isIncoming ? "correspondence.agenda" : "correspondence.number")),
                TableColumn(words("correspondence.subject")),
                TableColumn(words(isIncoming ? "correspondence.from" : "correspondence.to")),
                TableColumn(words("correspondence.day")),
                TableColumn(words("correspondence.state")),
            ],
            rows: mails.map(row),
            empty: ui.empty(
                words("correspondence.none.title"), words("correspondence.none.text")))
    }

    private func row(_ mail: Mail) -> TableRow {
        let address = CorrespondenceURL.mail.filled(mail.id.text)
        let name = mail.number ?? words("correspondence.numberless")
        let marks: HTML = """
            \(mail.urgency == .usual ? HTML() : office.urgency(mail.urgency))\
            \(mail.security == .open ? HTML() : office.security(mail.security))
            """
        let day = mail.receivedDay ?? mail.letterDay
        return TableRow([
            "\(ui.link(name, address))<br><span class=\"hint\">\(office.short(mail.unit))</span>",
            "\(office.subject(mail)) \(marks)", "\(office.partner(mail))",
            "\(HumanText.shortDay(day, ui.language))", stateTag(mail, ui),
        ])
    }
}

func stateTag(_ mail: Mail, _ ui: UI) -> HTML {
    let tone: Tone =
        switch mail.state {
        case .registered, .numbered: .info
        case .draft: .warning
        case .filed, .sent: .success
        case .void: .neutral
        }
    if mail.state == .registered, mail.way == .incoming {
        let key = mail.isInstructed ? "instructed" : "waiting"
        return ui.tag(
            ui.words("correspondence.state.\(key)"), mail.isInstructed ? .info : .warning)
    }
    return ui.tag(ui.words("correspondence.state.\(mail.state.rawValue)"), tone)
}

/// The views of this domain side by side.
func correspondenceTabs(_ current: String, _ ui: UI) -> HTML {
    let words = ui.words
    return ui.tabs(
        words("correspondence.tabs"),
        [
            (words("correspondence.incoming"), CorrespondenceURL.incoming.filled(), nil),
            (words("correspondence.outgoing"), CorrespondenceURL.outgoing.filled(), nil),
            (words("correspondence.instructions"), CorrespondenceURL.inbox.filled(), nil),
            (words("correspondence.papers"), CorrespondenceURL.papers.filled(), nil),
        ], current: current)
}
