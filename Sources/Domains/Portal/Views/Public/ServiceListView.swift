import Cases
import Contracts
import Kernel
import Web

struct ServiceListModel: Sendable {
    let search: String
    let found: [Service]
    /// All services, when nothing was found.
    let all: [Service]
    let profile: CityProfile
}

func serviceListView(_ model: ServiceListModel, _ ui: UI) -> HTML {
    let words = ui.words
    var html = ui.search(
        PortalURL.services.filled(), value: model.search, label: words("public.home.search"),
        hint: words("public.home.search.hint"))
    if model.found.isEmpty {
        html += nothingFound(model, ui)
        return html
    }
    if !model.search.isEmpty {
        let count = HumanText.number(model.found.count, ui.language)
        html += """
            <p role="status">\(words("public.services.found",
                ["count": count, "search": model.search]))</p>
            """
    }
    return html + serviceCards(model.found, ui, level: 2)
}

private func nothingFound(_ model: ServiceListModel, _ ui: UI) -> HTML {
    let words = ui.words
    let contact = model.profile.contact
    return """
        \(ui.empty(words("public.services.none", ["search": model.search]),
            words("public.services.none.text")))\
        <ul><li>\(words("public.services.none.other"))</li>\
        <li>\(words("public.services.none.call")) \
        <a href="tel:\(contact.phone)">\(phoneText(contact.phone))</a></li></ul>\
        \(HTML.when(!model.all.isEmpty, """
            <h2>\(words("public.services.all"))</h2>\(serviceCards(model.all, ui, level: 3))
            """))
        """
}

/// Services as cards: name, what for, how long, what it costs.
func serviceCards(_ services: [Service], _ ui: UI, level: Int) -> HTML {
    """
    <ul class="services">\(HTML.each(services) { service in
        let link: HTML = """
            <a href="\(url: PortalURL.service.filled(service.code.text))">\
            \(service.title.text(ui.language))</a>
            """
        return """
            <li class="card service-card">\
            \(level == 2 ? "<h2>\(link)</h2>" : "<h3>\(link)</h3>" as HTML)\
            <p>\(service.summary.text(ui.language))</p>\
            <p class="service-facts"><span>\(termText(service.promise, ui))</span>\
            <span>\(feeText(service.fee, ui))</span></p></li>
            """
    })</ul>
    """
}

/// `3 hari kerja`.
func termText(_ term: WorkingTerm, _ ui: UI) -> String {
    switch term {
    case .days(let days): HumanText.workingDays(days, ui.language)
    case .hours(let hours):
        ui.words("public.hours", ["count": HumanText.number(hours, ui.language)])
    }
}

func feeText(_ fee: Fee, _ ui: UI) -> String {
    switch fee {
    case .free: ui.words("public.free")
    case .charged(let rule): rule.summary.text(ui.language)
    }
}
