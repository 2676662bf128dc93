import Cases
import Contracts
import Kernel
import People
import Web

/// The form of a new instruction, or of passing one on.
struct NewInstructionView {
    let model: NewInstructionModel
    let office: Office
    let form: FormState?

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }
    private var isPassing: Bool { model.above != nil }

    var page: Page {
        let key = isPassing ? "correspondence.passing" : "correspondence.giving"
        return Page(
            words(key), lead: words("\(key).lead"), caption: model.what,
            crumbs: [
                Crumb(words("correspondence.instructions"), CorrespondenceURL.inbox.filled())
            ],
            section: CorrespondenceURL.inbox.filled(), body: ground + sheet)
    }

    private var ground: HTML {
        var facts: [(name: String, value: HTML)] = [
            (words("correspondence.as"), "\(office.title(model.seat.position))")
        ]
        if let letter = model.letter {
            facts.append(
                (words("correspondence.subject"), "\(letter.text?.subject ?? "")"))
            facts.append((words("correspondence.from"), "\(letter.text?.partner ?? "")"))
        }
        if let service = model.service {
            facts.append((words("correspondence.service"), "\(service)"))
        }
        if let above = model.above {
            facts.append((words("correspondence.instruction"), HTML.lines(above.text ?? "")))
            facts.append((words("correspondence.due"), "\(office.day(above.due))"))
        }
        return ui.card(nil, ui.facts(facts))
    }

    /// Three working days ahead, and no later than what is passed on.
    private var usualDue: Day {
        let ahead =
            (try? office.catalogue.calendar.adding(workingDays: 3, to: office.today))
            ?? office.today.adding(days: 3)
        return model.above.map { min($0.due, ahead) } ?? ahead
    }

    private var sheet: HTML {
        let usual = [
            "derajat": "\((model.letter?.urgency ?? model.above?.urgency ?? .usual).rawValue)",
            "batas": usualDue.iso,
        ]
        let standard = office.rules.instructions.map {
            FormView.Choice($0.code, $0.title.text(ui.language))
        }
        let to = model.to.map { position in
            FormView.Choice(
                position.id.text, position.title.text(ui.language),
                hint: position.unit == model.seat.unit ? nil : office.unit(position.unit))
        }
        return ui.form(
            CorrespondenceURL.newInstruction.filled(), form ?? FormState(usual),
            warnsUnsaved: true
        ) { field in
            """
            \(about(field))\
            \(field.checkboxes("kepada", words("correspondence.addressees"), to,
                hint: words("correspondence.addressees.hint"), isRequired: true))\
            \(standard.isEmpty ? HTML() : field.checkboxes(
                "petunjuk", words("correspondence.standard"), standard))\
            \(field.textarea("isi", words("correspondence.text"),
                hint: words("correspondence.text.hint"), isRequired: false, rows: 4,
                max: InstructionOrder.maxText))\
            \(field.date("batas", words("correspondence.due"),
                hint: words("correspondence.due.hint")))\
            \(field.radios("derajat", words("correspondence.urgency"), office.urgencyChoices))\
            \(field.submit(words(isPassing
                ? "correspondence.passing.send" : "correspondence.giving.send")))
            """
        }
    }

    private func about(_ field: FormView) -> HTML {
        switch model.about {
        case .mail(let id): field.hidden("surat", id.text)
        case .file(let number): field.hidden("berkas", number.text)
        case .passing(let id): field.hidden("dari", id.text)
        }
    }
}
