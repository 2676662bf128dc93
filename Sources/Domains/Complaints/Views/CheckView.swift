import Cases
import Contracts
import Forms
import Kernel
import Web

/// The last look before a report is sent.
struct CheckView {
    let open: OpenReport
    let near: [(report: Report, metres: Int)]
    let isReachable: Bool
    /// Why it cannot be sent now.
    let wait: Refusal.Problem?
    /// What the browser has to do before a code is sent.
    let work: WorkChallenge?
    let ui: UI

    private var words: Wording { ui.words }

    func page(_ form: FormState) -> Page {
        Page(
            words("complaints.check"),
            crumbs: [Crumb(words("complaints.new"), ComplaintURL.new.filled())],
            section: ComplaintURL.new.filled(),
            body: """
                \(HTML.with(open.topic?.danger) {
                    ui.notice(.danger, text: $0.text(ui.language))
                })\(topic)\(nearby)\(summary)\(personal)\
                \(waiting(form))\(isReachable ? sendForm(form) : contactForm(form))
                """)
    }

    /// What it is about, why the city thinks so, and what else it may be.
    private var topic: HTML {
        guard let chosen = open.topic else { return HTML() }
        let text = open.draft.answers.text(open.rule.text) ?? ""
        let found = open.catalogue.suggested(text)
        let reason = found.first { $0.topic.code == chosen.code }.map(\.words) ?? []
        let others = found.filter { $0.topic.code != chosen.code }
        let why = words(
            "complaints.topic.why", ["words": HumanText.list(reason, ui.language)])
        return ui.section(
            words("complaints.topic"), id: "kategori",
            """
            <p><strong>\(chosen.title.text(ui.language))</strong>\
            \(HTML.when(!reason.isEmpty, " <span class=\"hint\">\(why)</span>"))</p>\
            \(HTML.when(!others.isEmpty, "<p>\(words("complaints.topic.or"))</p>"))\
            <div class="buttons">\(HTML.each(others) { other in
                ui.action(
                    other.topic.title.text(ui.language), ComplaintURL.topic.filled(), .secondary,
                    values: ["kategori": other.topic.code])
            })</div>
            """)
    }

    private var nearby: HTML {
        guard !near.isEmpty else { return HTML() }
        return ui.section(
            words("complaints.near"), id: "dekat",
            """
            <p>\(words("complaints.near.text"))</p>\
            <ul class="report-cards">\(HTML.each(near) { found in
                let values = ["metres": HumanText.number(Int64(found.metres), ui.language)]
                return reportCard(
                    found.report, open.catalogue, ui, note: words("complaints.near.away", values))
            })</ul>
            """)
    }

    private var summary: HTML {
        let answers = open.answers
        let rows = open.groups.flatMap(\.fields).compactMap {
            field -> (name: String, value: HTML)? in
            guard let value = answers[field.id] else { return nil }
            let text = field.display(value, ui.language) {
                open.catalogue.places.region($0)?.title
            }
            return (words(field.label), "\(HTML.lines(text))")
        }
        return ui.section(
            words("complaints.yours"), id: "ringkasan",
            """
            \(ui.facts(rows))<p>\(ui.linkButton(
                words("complaints.change"), ComplaintURL.new.filled(), .secondary))</p>
            """)
    }

    /// What everybody would read and should not.
    private var personal: HTML {
        let text = open.draft.answers.text(open.rule.text) ?? ""
        let found = PersonalTraces.find(in: text)
        guard !found.isEmpty else { return HTML() }
        let list = HumanText.list(
            found.map { words("complaints.personal.\($0.rawValue)") }, ui.language)
        return ui.notice(
            .warning, title: words("complaints.personal"),
            text: words("complaints.personal.text", ["what": list]))
    }

    /// Before somebody presses: that it has to wait, and until when.
    private func waiting(_ form: FormState) -> HTML {
        guard let wait, form.problems.isEmpty else { return HTML() }
        return ui.notice(.warning, text: words(wait))
    }

    private func sendForm(_ form: FormState) -> HTML {
        """
        \(ui.problems(form.problems))<p class="hint">\(words("complaints.send.hint"))</p>\
        \(ui.action(words("complaints.send"), ComplaintURL.send.filled(), .primary))
        """
    }

    private func contactForm(_ state: FormState) -> HTML {
        let back = ComplaintURL.check.filled()
        let address = ComplaintURL.signIn.filled() + "?lanjut=" + PercentCoding.encode(back)
        return ui.section(
            words("complaints.contact"), id: "kontak",
            """
            <p>\(words("complaints.contact.text"))</p>\
            \(ui.form(ComplaintURL.contact.filled(), state) { form in
                """
                \(form.text(
                    "kontak", words("complaints.contact.label"),
                    hint: words("complaints.contact.hint"), autocomplete: "email"))\
                \(HTML.with(work) { workBox($0, form) })\
                \(form.submit(words("complaints.contact.go")))
                """
            })<p>\(ui.link(words("complaints.contact.account"), address))</p>
            """)
    }
}

extension CheckView {
    /// The work of the browser, and what holds where no script runs.
    fileprivate func workBox(_ work: WorkChallenge, _ form: FormView) -> HTML {
        let progress = ui.words("complaints.work.progress")
        return """
            \(form.hidden(WorkAnswer.challenge, work.text))\(form.hidden(WorkAnswer.answer, ""))\
            <div class="report-work" data-work data-seed="\(work.seed)" data-bits="\(work.bits)" \
            data-parts="\(WorkChallenge.parts)" data-progress="\(progress)" \
            data-done="\(ui.words("complaints.work.done"))">\
            <p><strong>\(ui.words("complaints.work"))</strong></p>\
            <p class="hint">\(ui.words("complaints.work.text"))</p>\
            <p class="hint" data-work-plain>\(ui.words("complaints.work.plain"))</p>\
            <p data-work-progress hidden><progress max="\(WorkChallenge.parts)" value="0" \
            aria-label="\(progress)"></progress> <span role="status"></span></p></div>\
            <script src="\(url: ComplaintFiles.work.address)" defer></script>
            """
    }
}

/// The code that came to the contact.
func codeView(_ state: FormState, _ ui: UI) -> Page {
    Page(
        ui.words("complaints.code"),
        crumbs: [Crumb(ui.words("complaints.check"), ComplaintURL.check.filled())],
        section: ComplaintURL.new.filled(),
        body: ui.form(ComplaintURL.code.filled(), state) { form in
            """
            \(form.text(
                "kode", ui.words("complaints.code.label"), hint: ui.words("complaints.code.hint"),
                autocomplete: "one-time-code", max: 20, width: .medium))\
            \(form.submit(ui.words("complaints.code.go")))
            """
        })
}

/// Thanks, the number, and what happens now.
func sentView(_ number: TrackingCode, _ catalogue: Catalogue, _ visit: VisitorContext) -> Page {
    let ui = visit.ui
    let promise = catalogue.reportService?.promise.text(ui.language) ?? ""
    return Page(
        ui.words("complaints.sent"), section: ComplaintURL.new.filled(),
        body: """
            \(ui.notice(
                .success, title: ui.words("complaints.sent.number", ["number": number.text]),
                text: ui.words("complaints.sent.text", ["promise": promise])))\
            \(ui.buttons(
                ui.linkButton(
                    ui.words("complaints.sent.follow"), ComplaintURL.one.filled(number.text)),
                ui.linkButton(
                    ui.words("complaints.sent.more"), ComplaintURL.new.filled(), .secondary)))\
            \(queueList(ui, carriesWords: true))\(writeScript)
            """)
}
