import Cases
import Contracts
import Kernel
import People
import Web

/// One folder: "I have it" first, for whoever stands there with a phone, then its whole way.
struct PaperView {
    let paper: Paper
    let moves: [PaperMove]
    let positions: [Position]
    let office: Office
    let form: FormState

    private var ui: UI { office.ui }
    private var words: Wording { ui.words }
    private var code: String { paper.code.text }
    private var officer: Officer { office.officer }

    var page: Page {
        var body = ui.problems(form.problems.filter { $0.field == nil })
        body += take + ui.card(nil, ui.facts(facts)) + more
        body += ui.section(words("correspondence.paper.way"), id: "jejak", way)
        return Page(
            code, lead: cover(paper, office), caption: words("correspondence.paper"),
            crumbs: [Crumb(words("correspondence.papers"), CorrespondenceURL.papers.filled())],
            section: CorrespondenceURL.papers.filled(), body: body)
    }

    private var hasIt: Bool { officer.authority(paper.position) != nil && paper.state == .held }

    /// One press for each position that one acts from.
    private var take: HTML {
        let isOne = officer.authorities.count == 1
        let buttons = HTML.each(officer.authorities) { seat -> HTML in
            if paper.state == .held, paper.position == seat.position,
                paper.account == officer.account
            {
                return HTML()
            }
            let text =
                isOne
                ? words("correspondence.paper.take")
                : words(
                    "correspondence.paper.take.as", ["position": seat.title.text(ui.language)])
            return ui.action(
                text, CorrespondenceURL.take.filled(code), .primary,
                values: ["jabatan": seat.position.text])
        }
        return buttons.isEmpty
            ? ui.notice(.success, text: words("correspondence.paper.yours"))
            : "<div class=\"buttons paper-take\">\(buttons)</div>"
    }

    private var facts: [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = [
            (words("correspondence.state"), paperTag(paper, ui)),
            (
                words("correspondence.paper.holder"),
                """
                \(office.who(paper.account, paper.position))<br><span class="hint">\
                \(office.unit(paper.holderUnit))</span>
                """
            ),
            (words("correspondence.since"), "\(office.time(paper.since))"),
        ]
        if let toward = paper.toward {
            facts.append((words("correspondence.paper.toward"), "\(office.title(toward))"))
        }
        if let place = paper.place {
            facts.append((words("correspondence.paper.place"), "\(place)"))
        }
        if let number = paper.caseNumber {
            facts.append(
                (
                    words("correspondence.case"),
                    ui.link(number.text, CorrespondenceURL.caseFile(number))
                ))
        }
        if let mail = paper.mail {
            facts.append(
                (
                    words("correspondence.paper.ofLetter"),
                    ui.link(
                        words("correspondence.paper.letter"),
                        CorrespondenceURL.mail.filled(mail.text))
                ))
        }
        return facts
    }

    /// What is done more rarely, by those who may.
    private var more: HTML {
        guard !paper.state.isOver else { return label }
        var body = HTML()
        let failed = Set(form.problems.compactMap(\.field))
        let mayMove =
            paper.state != .lost
            && (officer.authority(paper.position) != nil || officer.leads(paper.holderUnit) != nil)
        if mayMove {
            let choices = positions.filter { $0.id != paper.position }.map {
                FormView.Choice(
                    $0.id.text, "\($0.title.text(ui.language)) – \(office.short($0.unit))")
            }
            let hand = ui.form(CorrespondenceURL.handOver.filled(code), form) { field in
                """
                \(field.select("kepada", words("correspondence.paper.toward"), choices,
                    hint: words("correspondence.paper.toward.hint")))\
                \(field.submit(words("correspondence.paper.handOver.send")))
                """
            }
            body += ui.details(
                words("correspondence.paper.handOver"), hand, isOpen: failed.contains("kepada"))
            body += ui.details(
                words("correspondence.paper.mark"), marks(failed), isOpen: failed.contains("tempat")
            )
        }
        if paper.state != .lost {
            let lost = ui.action(
                words("correspondence.paper.lost.send"), CorrespondenceURL.mark.filled(code),
                .danger, values: ["tanda": PaperState.lost.rawValue])
            body += ui.details(
                words("correspondence.paper.lost"),
                "<p>\(words("correspondence.paper.lost.hint"))</p>\(lost)")
        }
        return body + label
    }

    private func marks(_ failed: Set<String>) -> HTML {
        let choices = [PaperState.held, .archived, .returned].map {
            FormView.Choice($0.rawValue, words("correspondence.paper.mark.\($0.rawValue)"))
        }
        return ui.form(CorrespondenceURL.mark.filled(code), form) { field in
            """
            \(field.radios("tanda", words("correspondence.paper.mark.how"), choices))\
            \(field.text("tempat", words("correspondence.paper.place"),
                hint: words("correspondence.paper.place.hint"), isRequired: false,
                autocomplete: "off", max: 120))\
            \(field.submit(words("correspondence.paper.mark.send"), .secondary))
            """
        }
    }

    private var label: HTML {
        "<p>\(ui.link(words("correspondence.label"), CorrespondenceURL.label.filled(code)))</p>"
    }

    /// Every station with the working days spent there, newest first.
    private var way: HTML {
        let calendar = office.catalogue.calendar
        let ends = moves.dropFirst().map(\.at) + [office.now]
        let entries = zip(moves, ends).map { move, end -> TimelineEntry in
            let from = Day(move.at, in: office.zone)
            let until = Day(end, in: office.zone)
            let days = (try? calendar.workingDays(from: from, to: until)) ?? 0
            let spent = words(
                "correspondence.paper.spent",
                ["days": HumanText.workingDays(days, ui.language)])
            var body: HTML = ""
            if let toward = move.toward { body += "<p>→ \(office.title(toward))</p>" }
            if let place = move.place { body += "<p>\(place)</p>" }
            if days > 0 { body += "<p class=\"hint\">\(spent)</p>" }
            return TimelineEntry(
                words("correspondence.move.\(move.kind.rawValue)"), when: office.time(move.at),
                iso: office.iso(move.at), who: office.who(move.account, move.position),
                tone: move.kind == .lost ? .danger : .neutral, body: body)
        }
        return ui.timeline(entries.reversed())
    }
}
