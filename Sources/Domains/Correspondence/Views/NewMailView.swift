import Cases
import Contracts
import Kernel
import People
import Web

/// Forms for letters that come and go.
struct NewMailView {
    let office: Office
    /// What was typed, when it was refused.
    let form: FormState?

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }

    /// - Parameters:
    ///   - begun: the id under which scans wait for it.
    ///   - waiting: those that have come.
    func incoming(
        _ targets: [Position], _ begun: MailID, _ waiting: [WaitingScan]
    ) -> Page {
        let usual = [
            "unit": office.registers.first?.text ?? "", "derajat": "0", "sifat": "0",
            "diterima": office.today.iso, "jenis": "surat-dinas",
        ]
        let state = form ?? FormState(usual)
        let isDouble = state.problems.contains { $0.field == "lagi" }
        let body = ui.form(
            CorrespondenceURL.newIncoming.filled(), state, hasFiles: true, warnsUnsaved: true
        ) { field in
            """
            \(field.hidden("surat", begun.text))\(unit(field))\
            \(field.text("nomor_surat", words("correspondence.theirNumber"), max: 120,
                width: .medium))\
            \(field.date("tanggal", words("correspondence.theirDay")))\
            \(partner(field, "correspondence.from"))\
            \(isDouble
                ? field.checkbox("lagi", words("correspondence.another"),
                    hint: words("correspondence.another.hint")) : HTML())\
            \(common(field))\
            \(field.date("diterima", words("correspondence.received")))\
            \(field.select("kepada", words("correspondence.target"), targets.map {
                .init($0.id.text, "\($0.title.text(ui.language)) – \(office.short($0.unit))")
            }, hint: words("correspondence.target.hint")))\
            \(more(field))\
            \(scans(field, begun, waiting, Set(state.values(of: "buang"))))\
            \(field.submit(words("correspondence.register.send")))
            """
        }
        return page("correspondence.new.in", .incoming, body)
    }

    /// The script sends them piece by piece and shows what has come; without it the form sends
    /// them whole.
    private func scans(
        _ field: FormView, _ begun: MailID, _ waiting: [WaitingScan], _ dropped: Set<String>
    ) -> HTML {
        let rows = HTML.each(waiting) { scan -> HTML in
            let id = "buang-\(scan.id.text)"
            return """
                <li><span class="upload-name">\(scan.name)</span> \
                <span class="file-note">\(HumanText.bytes(scan.size, ui.language))</span> \
                <input type="checkbox" id="\(id)" name="buang" value="\(scan.id.text)"\
                \(flag: "checked", dropped.contains(scan.id.text))> \
                <label for="\(id)">\(words("correspondence.scans.drop"))\
                <span class="hidden"> \(scan.name)</span></label></li>
                """
        }
        let kept: HTML = "<ul class=\"upload-list\">\(rows)</ul>"
        return ui.pieces(
            "pindaian", to: CorrespondenceURL.newScans.filled(begun.text),
            page: CorrespondenceURL.newIncoming(begun),
            field.file(
                "pindaian", words("correspondence.scans"),
                hint: words("correspondence.scans.hint"), isRequired: false,
                accept: "application/pdf,image/jpeg,image/png", isMultiple: true,
                kept: waiting.isEmpty ? nil : kept))
    }

    func outgoing(_ answered: Mail?) -> Page {
        var usual = [
            "unit": office.registers.first?.text ?? "", "derajat": "0", "sifat": "0",
            "tanggal": office.today.iso, "jenis": "surat-dinas",
        ]
        if let answered {
            usual["unit"] = answered.unit.text
            usual["pihak"] = answered.text?.partner
            usual["orang"] = answered.isPerson ? "ya" : nil
            usual["klasifikasi"] = answered.classification
            usual["sifat"] = "\(answered.security.rawValue)"
            usual["berkas"] = answered.caseNumber?.text
        }
        let told: HTML = HTML.with(answered) { mail in
            let link = ui.link(
                "\(mail.label) \(office.subject(mail))",
                CorrespondenceURL.mail.filled(mail.id.text))
            return ui.notice(.info, "<p>\(words("correspondence.answersTo")) \(link)</p>")
        }
        let body = ui.form(
            CorrespondenceURL.newOutgoing.filled(), form ?? FormState(usual), warnsUnsaved: true
        ) { field in
            """
            \(answered.map { field.hidden("balasan", $0.id.text) } ?? HTML())\
            \(unit(field))\(partner(field, "correspondence.to"))\(common(field))\
            \(field.date("tanggal", words("correspondence.ownDay"),
                hint: words("correspondence.ownDay.hint")))\
            \(more(field))\(field.submit(words("correspondence.draft.send")))
            """
        }
        return page("correspondence.new.out", .outgoing, told + body)
    }

    private func page(_ key: String, _ way: MailWay, _ body: HTML) -> Page {
        let list = way == .incoming ? "incoming" : "outgoing"
        return Page(
            words(key), lead: words("\(key).lead"),
            crumbs: [Crumb(words("correspondence.\(list)"), CorrespondenceURL.list(way))],
            section: CorrespondenceURL.incoming.filled(), hasScript: way == .incoming,
            body: body)
    }

    private func unit(_ field: FormView) -> HTML {
        let registers = office.registers
        if let only = registers.first, registers.count == 1 {
            return field.hidden("unit", only.text)
        }
        return field.select(
            "unit", words("correspondence.unit"),
            registers.map { .init($0.text, office.unit($0)) })
    }

    private func partner(_ field: FormView, _ key: String) -> HTML {
        """
        \(field.text("pihak", words(key), hint: words("\(key).hint"), autocomplete: "off",
            max: 300))\
        \(field.checkbox("orang", words("correspondence.isPerson"),
            hint: words("correspondence.isPerson.hint")))
        """
    }

    private func common(_ field: FormView) -> HTML {
        """
        \(field.text("perihal", words("correspondence.subject"), autocomplete: "off", max: 500))\
        \(field.select("klasifikasi", words("correspondence.classification"),
            office.classificationChoices, hint: words("correspondence.classification.hint")))\
        \(field.select("jenis", words("correspondence.kind"), office.kindChoices))\
        \(field.radios("derajat", words("correspondence.urgency"), office.urgencyChoices))\
        \(field.radios("sifat", words("correspondence.security"), office.securityChoices))
        """
    }

    private func more(_ field: FormView) -> HTML {
        """
        \(field.text("berkas", words("correspondence.case"),
            hint: words("correspondence.case.hint"), isRequired: false, autocomplete: "off",
            max: 30, width: .medium))\
        \(field.textarea("catatan", words("correspondence.note"), isRequired: false, rows: 3,
            max: 2_000))
        """
    }
}
