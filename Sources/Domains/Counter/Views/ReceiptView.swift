import Cases
import Contracts
import Documents
import Forms
import Kernel
import Web

/// What somebody takes home from the counter, as a page to print and as a PDF.
struct ReceiptView {
    let file: CaseFile
    let sitting: Sitting
    let catalogue: Catalogue
    let name: String
    let claim: (text: String, until: Instant)?
    let site: String
    let ui: UI

    private var words: Wording { ui.words }
    private var number: String { file.record.number.text }
    private var tracking: String { site + CounterURL.tracking.filled(number) }
    private var zone: Zone { catalogue.profile.zone }

    private var facts: [(name: String, value: String)] {
        var facts = [
            (words("counter.service.column"), words(file.service.title)),
            (words("counter.receipt.person"), name),
            (
                words("counter.receipt.at"),
                HumanText.dateTime(file.record.submittedAt, zone, ui.language)
            ),
            (
                words("counter.receipt.unit"),
                catalogue.unit(file.record.ownerUnit).map { words($0.name) }
                    ?? file.record.ownerUnit.text
            ),
            (words("counter.receipt.promise"), promise),
        ]
        if let claim {
            facts.append((words("counter.receipt.claim"), claim.text))
            facts.append(
                (
                    words("counter.receipt.claim.until"),
                    HumanText.day(Day(claim.until, in: zone), ui.language)
                ))
        }
        return facts
    }

    /// The promise with its day. The time runs from the moment at which the case is complete: the
    /// day is that of a case that is complete as it came.
    private var promise: String {
        let (term, day): (String, Instant?)
        let (calendar, start) = (file.rules.calendar, file.record.submittedAt)
        switch file.service.promise {
        case .days(let days):
            term = HumanText.workingDays(days, ui.language)
            day = try? calendar.deadline(days: days, from: start)
        case .hours(let hours):
            term = words("counter.hours", ["count": "\(hours)"])
            day = try? calendar.deadline(workingHours: hours, from: start)
        }
        guard let day = file.record.clock.dueAt ?? day else { return term }
        return words(
            "counter.receipt.promise.day",
            ["term": term, "day": HumanText.day(Day(day, in: zone), ui.language)])
    }

    private var originals: [String] {
        sitting.originals.compactMap { file.service.form.field($0) }.map { words($0.label) }
    }

    private var next: [String] {
        [words("counter.receipt.next")]
            + (claim == nil
                ? [] : [words("counter.receipt.claim.text", ["address": site + "/klaim"])])
    }

    var page: Page {
        let paper = ui.receipt(receipt, number: (words("counter.number"), number))
        let buttons = ui.buttons(
            ui.linkButton(words("counter.next.person"), CounterURL.desk.filled()),
            ui.printButton,
            ui.linkButton(
                words("counter.receipt.pdf"), CounterURL.receiptPDF.filled(number), .secondary))
        return Page(
            words("counter.receipt"),
            crumbs: [Crumb(words("counter.title"), CounterURL.desk.filled())],
            section: CounterURL.desk.filled(), hasScript: true, body: paper + buttons)
    }

    var receipt: Receipt {
        Receipt(
            letterhead: catalogue.letterhead(file.record.ownerUnit),
            title: words("counter.receipt"),
            numberLine: "\(words("counter.number")) \(number)",
            facts: facts.map { LetterBlock.Fact(RichText($0.name), RichText($0.value)) },
            listHeading: words("counter.receipt.originals"), list: originals, paragraphs: next,
            tracking: LetterVerification(
                url: tracking, alt: words("counter.receipt.qr"),
                caption: "\(words("counter.receipt.scan")) \(tracking)"),
            language: ui.language, issued: file.record.submittedAt, zone: zone,
            words: ui.language == .id ? .indonesian : .english)
    }
}
