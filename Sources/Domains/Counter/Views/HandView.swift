import Cases
import Contracts
import Documents
import Kernel
import Web

/// Asks the receiver to sign: on the pad where there is a script, else on a printed slip.
func handView(_ file: CaseFile, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    let number = file.record.number.text
    guard file.task?.kind == .handover else {
        return ui.notice(.info, text: words("counter.hand.not-now"))
    }
    return ui.form(CounterURL.hand.filled(number), form) { field in
        """
        \(field.hidden("revisi", "\(file.record.revision)"))<div data-counter-first>\
        \(field.text("penerima", words("counter.hand.receiver"),
            hint: words("counter.hand.receiver.hint"), autocomplete: "off", max: 100))</div>\
        <div class="counter-pad" data-counter-pad hidden>\
        <p id="papan">\(words("counter.hand.pad"))</p>\
        <canvas width="640" height="220" role="img" aria-labelledby="papan"></canvas>\
        <p><button type="button" class="button button-quiet">\(words("counter.hand.clear"))\
        </button></p></div>\(field.hidden("tanda", ""))\
        \(field.text("slip", words("counter.hand.slip"), hint: words("counter.hand.slip.hint"),
            isRequired: false, autocomplete: "off", max: 40, width: .medium))\
        <p>\(ui.link(words("counter.hand.print"), CounterURL.slip.filled(number)))</p>\
        \(field.submit(words("counter.hand.go")))
        """
    }
}

/// What the owner of a case reads of the hand-over.
func receivedPage(
    _ number: TrackingCode, _ handover: Handover, _ zone: Zone, _ ui: UI
) -> Page {
    let words = ui.words
    var facts: [(name: String, value: HTML)] = [
        (words("counter.hand.receiver"), .text(handover.receiver)),
        (
            words("counter.hand.at"),
            .text(HumanText.dateTime(handover.at, zone, ui.language))
        ),
        (words("counter.hand.way"), .text(words("counter.hand.way.\(handover.way)"))),
    ]
    if let slip = handover.slip { facts.append((words("counter.hand.slip"), .text(slip))) }
    let address = CounterURL.receivedPicture.filled(number.text)
    let picture = HTML.when(
        handover.picture != nil,
        """
        <p><img class="counter-signature" src="\(url: address)" width="640" height="220" \
        alt="\(words("counter.hand.alt", ["name": handover.receiver]))"></p>
        """)
    return Page(
        words("counter.hand.proof"), caption: number.text,
        crumbs: [
            Crumb(words("counter.claim.cases"), CounterURL.cases.filled()),
            Crumb(number.text, CounterURL.ownCase.filled(number.text)),
        ], section: CounterURL.cases.filled(), body: ui.facts(facts) + picture)
}

/// A slip to be signed by hand.
struct SlipPaper {
    let file: CaseFile
    let catalogue: Catalogue
    let ui: UI

    func document(at now: Instant) -> LetterDocument {
        let words = ui.words
        let blocks: [LetterBlock] = [
            .title(RichText(words("counter.slip"))),
            .centred(RichText(file.record.number.text)),
            .facts([
                LetterBlock.Fact(
                    RichText(words("counter.service.column")),
                    RichText(words(file.service.title)))
            ]),
            .paragraph(RichText(words("counter.slip.text")), indented: false),
            .paragraph(RichText(words("counter.slip.no")), indented: false), .ruled(1),
            .paragraph(RichText(words("counter.slip.name")), indented: false), .ruled(1),
            .paragraph(RichText(words("counter.slip.sign")), indented: false), .ruled(3),
        ]
        return LetterDocument(
            title: words("counter.slip"), author: catalogue.profile.name, language: ui.language,
            issued: now, zone: catalogue.profile.zone,
            letterhead: catalogue.letterhead(file.record.ownerUnit), body: LetterBody(blocks),
            words: ui.language == .id ? .indonesian : .english)
    }
}
