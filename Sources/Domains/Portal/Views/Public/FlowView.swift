import Cases
import Contracts
import Kernel
import Web

/// The way of an application as a drawing: who does what, one below the other, with the offices
/// told apart by words as well as by colour.
func flowView(_ model: ServiceModel, _ ui: UI) -> HTML {
    let words = ui.words
    let steps = model.service.flow.all.filter { !$0.kind.holdsSteps }
    let offices = steps.reduce(into: [UnitCode]()) { seen, step in
        if !seen.contains(step.unit) { seen.append(step.unit) }
    }
    func office(_ step: Step) -> HTML {
        if step.kind == .confirm {
            return stop(
                "you", words("public.flow.you"), step.title.text(ui.language), notes(step, ui))
        }
        let unit = model.catalogue.unit(step.unit)
        let place = offices.firstIndex(of: step.unit) ?? 0
        let role = step.line.count > 1 ? nil : model.catalogue.role(step.role)
        let who = [role?.title.text(ui.language), unit?.short].compactMap(\.self)
        return stop(
            "office-\(place % 3 + 1)", who.joined(separator: ", "), step.title.text(ui.language),
            notes(step, ui))
    }
    return """
        <p>\(words("public.flow.text"))</p><ol class="flow">\
        \(stop("you", words("public.flow.you"), words("public.flow.apply"), nil))\
        \(HTML.each(model.service.flow.steps) { part($0, ui, office) })\
        \(HTML.with(end(model.service)) {
            stop("you", words("public.flow.you"), words($0), nil)
        })</ol>\
        \(flowPicture(PortalURL.serviceFlow.filled(model.service.code.text), ui))
        """
}

/// What the applicant does last, where no step says so.
private func end(_ service: Service) -> String? {
    if service.isQuestion {
        return service.flow.steps.last?.kind == .confirm ? nil : "public.flow.read"
    }
    return service.letter == nil ? "public.flow.collect" : "public.flow.fetch"
}

private func part(_ step: Step, _ ui: UI, _ office: (Step) -> HTML) -> HTML {
    step.kind.holdsSteps ? sideBySide(step, ui, office) : office(step)
}

/// Branches, or the options of a choice, beside each other, under the sentence that says what they
/// do together.
private func sideBySide(_ step: Step, _ ui: UI, _ office: (Step) -> HTML) -> HTML {
    let join =
        switch step.join {
        case _ where step.kind == .choose: ui.words("public.flow.choose")
        case .all: ui.words("public.flow.join.all")
        case .any: ui.words("public.flow.join.any")
        case .quorum(let count): ui.words("public.flow.join.some", ["count": "\(count)"])
        }
    return """
        <li class="flow-side"><p class="flow-what">\(step.title.text(ui.language))</p>\
        <p class="flow-note">\(join)</p><div class="flow-branches">\
        \(HTML.each(step.branches) { branch in
            let parts = HTML.each(branch.steps) { part($0, ui, office) }
            return "<ol class=\"flow flow-branch\">\(parts)</ol>"
        })</div></li>
        """
}

private func stop(_ lane: String, _ who: String, _ what: String, _ note: HTML?) -> HTML {
    """
    <li class="flow-stop flow-\(lane)"><p class="flow-who">\(who)</p>\
    <p class="flow-what">\(what)</p>\(HTML.with(note) { "<p class=\"flow-note\">\($0)</p>" })</li>
    """
}

private func notes(_ step: Step, _ ui: UI) -> HTML {
    let seats = step.line.map { $0.title.text(ui.language) }
    var notes: [String] = []
    if seats.count > 1 {
        notes.append(
            ui.words("public.flow.line", ["seats": HumanText.list(seats, ui.language)]))
    }
    notes.append(ui.words("public.flow.within", ["term": termText(step.within, ui)]))
    if step.condition != nil { notes.append(ui.words("public.flow.sometimes")) }
    if step.mayReturn { notes.append(ui.words("public.flow.mayReturn")) }
    if step.silenceConsents { notes.append(ui.words("public.flow.silence")) }
    if !step.routing.isEmpty { notes.append(ui.words("public.flow.routed")) }
    if step.kind == .confirm { notes.append(ui.words("public.flow.confirm")) }
    if step.startsClock { notes.append(ui.words("public.flow.starts")) }
    return HTML.text(notes.joined(separator: " "))
}
