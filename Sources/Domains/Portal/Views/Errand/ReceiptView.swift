import Cases
import Contracts
import Documents
import Forms
import Kernel
import Web

/// The receipt of a case, as a page to print and as the text of its PDF.
struct ReceiptView {
    let file: CaseFile
    let catalogue: Catalogue
    let applicant: String
    /// The address of the site, as it is printed.
    let site: String
    let ui: UI
    /// Its PDF carries the receipt from the ledger.
    var isProven = false

    private var record: CaseRecord { file.record }
    private var number: String { record.number.text }
    private var tracking: String { site + PortalURL.tracking.filled(number) }
    private var zone: Zone { catalogue.profile.zone }

    var fileName: String { "\(ui.words("portal.receipt")) \(number).pdf" }

    private var facts: [(name: String, value: String)] {
        let unit = catalogue.unit(record.ownerUnit).map { ui.words($0.name) }
        return [
            (ui.words("portal.receipt.service"), ui.words(file.service.title)),
            (ui.words("portal.receipt.applicant"), applicant),
            (
                ui.words("portal.receipt.at"),
                HumanText.dateTime(record.submittedAt, zone, ui.language)
            ),
            (ui.words("portal.receipt.unit"), unit ?? record.ownerUnit.text),
            (ui.words("portal.fee"), DraftViews.fee(file.service, ui)),
        ]
    }

    private var files: [String] {
        file.service.form.fields.flatMap { field in
            file.files(of: field.id).map { "\(ui.words(field.label)): \($0.name)" }
        }
    }

    private var next: [String] {
        [
            ui.words("portal.receipt.next"),
            "\(ui.words("portal.promise")): \(DraftViews.promise(file.service, ui))",
        ] + (isProven ? [proof] : [])
    }

    private var proof: String {
        "\(ui.words("portal.receipt.proof")) \(site)\(PortalURL.check.filled())"
    }

    var page: Page {
        let paper = ui.receipt(receipt, number: (ui.words("portal.number"), number))
        let buttons = ui.buttons(
            ui.linkButton(ui.words("portal.receipt.case"), file.address), ui.printButton,
            ui.linkButton(
                ui.words("portal.receipt.pdf"), PortalURL.caseReceiptPDF.filled(number),
                .secondary))
        return Page(
            ui.words("portal.receipt"), lead: ui.words("portal.receipt.lead"),
            crumbs: [
                Crumb(ui.words("portal.nav.cases"), PortalURL.cases.filled()),
                Crumb(number, file.address),
            ], section: PortalURL.cases.filled(), body: paper + buttons)
    }

    var receipt: Receipt {
        Receipt(
            letterhead: catalogue.letterhead(record.ownerUnit),
            title: ui.words("portal.receipt"),
            numberLine: "\(ui.words("portal.number")) \(number)",
            facts: facts.map { LetterBlock.Fact(RichText($0.name), RichText($0.value)) },
            listHeading: ui.words("portal.receipt.files"), list: files, paragraphs: next,
            tracking: LetterVerification(
                url: tracking, alt: ui.words("portal.receipt.qr"),
                caption: "\(ui.words("portal.receipt.scan")) \(tracking)"),
            language: ui.language, issued: record.submittedAt, zone: zone,
            words: ui.language == .id ? .indonesian : .english)
    }
}
