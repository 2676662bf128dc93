import Cases
import Kernel
import Web

/// The treasury says that the fee has come.
func payForm(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    guard let bill = desk.file.bill else { return HTML() }
    let isLate = bill.state == .lapsed
    let path = isLate ? WorkspaceURL.payLate : WorkspaceURL.pay
    return billFacts(desk, bill, ui)
        + ui.form(
            path.filled(desk.number), desk.form(isLate ? .payLate : .pay), warnsUnsaved: true
        ) { field in
            """
            \(field.seen(desk))\(field.date(
                "tanggal_bayar", words("workspace.pay.day")))\
            \(field.text("jumlah_bayar", words("workspace.pay.amount"),
                hint: words("workspace.pay.amount.hint"), max: 30))\
            \(field.text("bukti_bayar", words("workspace.pay.reference"),
                hint: words("workspace.pay.reference.hint"), max: 100))\
            \(field.submit(words(isLate ? "workspace.pay.late" : "workspace.pay")))
            """
        }
}

/// What was asked for, line by line.
func billFacts(_ desk: CaseDesk, _ bill: Bill, _ ui: UI) -> HTML {
    let items = desk.file.service.fee.rule?.items ?? []
    var facts: [(name: String, value: HTML)] = bill.items.map { item in
        let title =
            items.first { $0.id == item.id }?.title.text(ui.language)
            ?? ui.words("bill.paidBefore")
        return (title, "\(HumanText.rupiah(Rupiah(item.rupiah), ui.language))")
    }
    facts.append(
        (
            ui.words("workspace.bill.total"),
            "<strong>\(HumanText.rupiah(Rupiah(bill.total), ui.language))</strong>"
        ))
    facts.append(
        (ui.words("workspace.bill.until"), "\(HumanText.weekdayAndDay(bill.due, ui.language))"))
    if let paid = bill.paidOn {
        facts.append((ui.words("workspace.bill.paid"), "\(HumanText.day(paid, ui.language))"))
    }
    return ui.facts(facts)
}

/// The document is recorded, or cannot be issued.
func recordForms(_ desk: CaseDesk, _ ui: UI) -> HTML {
    let words = ui.words
    let refusal = ui.form(
        WorkspaceURL.refuseRecord.filled(desk.number), desk.form(.refuseRecord),
        warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(PhraseView(use: .refusal, desk: desk, ui: ui).html(
            field, WorkspaceURL.refuseRecord.filled(desk.number), anchor: "f-alasan_dokumen",
            send: words("workspace.record.refuse")))\
        \(field.textarea(
            "alasan_dokumen", words("workspace.record.reason"),
            hint: words("workspace.reason.read"), rows: 4, max: CaseLimits.message))\
        \(field.submit(words("workspace.record.refuse"), .danger))
        """
    }
    let record = ui.form(
        WorkspaceURL.record.filled(desk.number), desk.form(.record),
        hasFiles: desk.hasFileFields, warnsUnsaved: true
    ) { field in
        """
        \(field.seen(desk))\(field.enter(words("workspace.record")))\
        \(desk.stepFields(.record, field, ui))\
        <div class="buttons">\(field.submit(words("workspace.record")))\
        \(desk.saveButton(field, ui))</div>
        """
    }
    return record
        + ui.details(
            words("workspace.record.refuse.open"), refusal, isOpen: desk.isTried(.refuseRecord))
}
