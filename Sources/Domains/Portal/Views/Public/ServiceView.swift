import Cases
import Contracts
import Forms
import Kernel
import Web

struct ServiceModel: Sendable {
    let service: Service
    let catalogue: Catalogue
    /// How long it really took lately.
    let pace: Pace?
    /// Whether people can ask before they apply.
    let mayAsk: Bool
    let reader: ServiceReader
}

/// Who looks at a service's page: what the button does depends on it.
enum ServiceReader: Sendable {
    case visitor, citizen, officer

    init(_ person: Person?) {
        switch person {
        case nil: self = .visitor
        case .citizen: self = .citizen
        case .officer: self = .officer
        }
    }
}

func serviceView(_ model: ServiceModel, _ ui: UI) -> HTML {
    let service = model.service
    let words = ui.words
    return """
        <div class="columns columns-apply"><aside>\(applyBox(model, ui))</aside><div>\
        \(ui.section(words("public.service.for"), id: "untuk-siapa", forWhom(service, ui)))\
        \(ui.section(words("public.service.need"), id: "syarat", needs(service, ui)))\
        \(ui.section(words("public.service.way"), id: "alur", flowView(model, ui)))\
        \(ui.section(words("public.service.law"), id: "dasar-hukum", legalView(service, ui)))\
        \(ui.section(words("public.service.standard"), id: "standar", standardView(service, ui)))\
        </div></div>
        """
}

/// Time, fee, and the button.
private func applyBox(_ model: ServiceModel, _ ui: UI) -> HTML {
    let service = model.service
    let words = ui.words
    let office = model.catalogue.unit(service.owner)
    return """
        <div class="card apply"><h2 class="card-title">\(words("public.service.apply.title"))</h2>\
        \(ui.facts([
            (words("public.service.time"), """
                <strong>\(termText(service.promise, ui))</strong><br>\
                <span class="hint">\(words("public.service.time.since"))</span>\
                \(HTML.with(model.pace) { "<br><span class=\"hint\">\(paceText($0, ui))</span>" })
                """),
            (words("public.service.fee"), "<strong>\(feeText(service.fee, ui))</strong>"),
            (words("public.service.office"), "\(office?.name.text(ui.language) ?? "")"),
            (words("public.service.result"),
                "\(service.standard.text(.product, ui.language))"),
        ]))\
        \(applyButton(model, ui))\
        \(HTML.when(model.mayAsk, """
            <p><a href="\(url: PortalURL.ask.filled(service.code.text))">\
            \(words("public.service.ask"))</a></p>
            """))\
        <p class="hint"><a href="\(url: PortalURL.serviceFeed.filled(service.code.text))" \
        type="application/atom+xml">\(words("public.service.feed"))</a></p></div>
        """
}

/// Citizens begin at once; visitors sign in first and come back to this page.
private func applyButton(_ model: ServiceModel, _ ui: UI) -> HTML {
    let words = ui.words
    let code = model.service.code.text
    if model.catalogue.carriesObjections(model.service.code) {
        // It begins on the page of the case that it contests.
        return """
            <p>\(words("public.service.objection"))</p>\
            <p>\(ui.linkButton(words("portal.nav.cases"), PortalURL.cases.filled(), .secondary))</p>
            """
    }
    switch model.reader {
    case .citizen:
        return """
            <div class="apply-button">\(ui.action(
                words("public.service.apply"), PortalURL.startDraft.filled(code), .primary))</div>\
            <p class="hint">\(words("public.service.apply.note"))</p>
            """
    case .visitor:
        let back = PortalURL.service.filled(code)
        return """
            <p class="apply-button"><a class="button" \
            href="\(url: PortalURL.signIn(returningTo: back))">\
            \(words("public.service.apply"))</a></p>\
            <p class="hint">\(words("public.service.apply.signIn")) \
            <a href="\(url: PortalURL.register(returningTo: back))">\
            \(words("account.register.link"))</a></p>
            """
    case .officer: return "<p class=\"hint\">\(words("public.service.apply.officer"))</p>"
    }
}

private func forWhom(_ service: Service, _ ui: UI) -> HTML {
    """
    <ul class="ticked">\(HTML.each(service.applicants) {
        "<li>\(ui.words("public.applicant.\($0.rawValue)"))</li>"
    })</ul><p>\(ui.words("public.service.identity.\(service.identityLevel)"))\
    \(HTML.when(service.identityLevel > 0, """
         \(ui.link(ui.words("public.service.identity.link"), PortalURL.level.filled()))
        """))</p>
    """
}

/// The files to have ready, and what the form will ask.
private func needs(_ service: Service, _ ui: UI) -> HTML {
    let conditions = ConditionWords(form: service.form, ui: ui)
    let files = service.form.fields.filter { if case .file = $0.kind { true } else { false } }
    return """
        <h3>\(ui.words("public.service.files"))</h3><ul class="papers">\
        \(HTML.each(files) { paper($0, conditions, ui) })</ul>\
        \(ui.details(ui.words("public.service.questions"), HTML.each(service.form.groups) { group in
            """
            <h3>\(group.title.text(ui.language))</h3>\
            <ul>\(HTML.each(group.fields.filter(\.kind.isAnswered)) { field in
                let note = conditions.note(field)
                return """
                    <li>\(field.label.text(ui.language))\
                    \(HTML.with(note) { " <span class=\"hint\">(\($0))</span>" })</li>
                    """
            })</ul>
            """
        }))
        """
}

private func paper(_ field: Field, _ conditions: ConditionWords, _ ui: UI) -> HTML {
    guard case .file(let rule) = field.kind else { return HTML() }
    let values = [
        "kinds": rule.kindsText, "size": rule.sizeText,
        "count": HumanText.number(rule.maxCount, ui.language),
    ]
    let limits = ui.words(
        rule.maxCount > 1 ? "public.service.file.many" : "public.service.file.one", values)
    return """
        <li><strong>\(field.label.text(ui.language))</strong>\
        \(HTML.with(conditions.note(field)) { " \(ui.tag($0))" })\
        \(HTML.with(field.help) { "<br>\($0.text(ui.language))" })\
        <br><span class="hint">\(limits)</span></li>
        """
}

/// The rules that the service stands on, each with how sure we are of it.
private func legalView(_ service: Service, _ ui: UI) -> HTML {
    let marks = SourceMark.allCases.filter { mark in service.legalBase.contains { $0.mark == mark }
    }
    return """
        <ul class="laws">\(HTML.each(service.legalBase) { law in
            let tone: Tone = law.mark == .source ? .success : .neutral
            let day = law.asOf.map { HumanText.shortDay($0, ui.language) }
            return """
                <li><span lang="id">\(law.title)\(HTML.with(law.article) { ", \($0)" })</span> \
                \(ui.tag(ui.words("public.mark.\(law.mark.rawValue)"), tone))\
                \(HTML.with(day) { " <span class=\"hint\">\($0)</span>" })</li>
                """
        })</ul>\(HTML.each(marks) {
            """
            <p class="hint">\(ui.tag(ui.words("public.mark.\($0.rawValue)"))) \
            \(ui.words("public.mark.\($0.rawValue).text"))</p>
            """
        })
        """
}

/// All 14 components of the service standard, folded.
private func standardView(_ service: Service, _ ui: UI) -> HTML {
    """
    <p>\(ui.words("public.service.standard.text"))</p><ol class="standard">\
    \(HTML.each(ServiceStandard.Component.allCases) { component in
        let text = service.standard.text(component, ui.language)
        return """
            <li>\(ui.details(
                "\(component.rawValue). \(ui.words("public.standard.\(component.name)"))",
                text.isEmpty
                    ? "<p>\(ui.words("public.standard.empty"))</p>"
                    : "<p>\(HTML.lines(text))</p>"))</li>
            """
    })</ol>
    """
}
