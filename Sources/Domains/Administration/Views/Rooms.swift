import Kernel
import Web

/// What every page of this domain has: the way here, where what it shows comes from, links to the
/// other rooms.
struct RoomPage {
    /// Whether what is shown lives in the database, or in the city's files.
    enum Source: String { case house, files, both, live }

    let ui: UI
    let words: Wording

    init(_ ui: UI) {
        self.ui = ui
        words = ui.words
    }

    /// - Parameter key: the words `administration.<key>` and `administration.<key>.lead`.
    func page(
        _ key: String, _ source: Source, problems: HTML = HTML(), _ body: HTML
    ) -> Page {
        Page(
            words("administration.\(key)"), lead: words("administration.\(key).lead"),
            crumbs: [Crumb(words("administration.overview"), AdministrationURL.overview.filled())],
            section: AdministrationURL.overview.filled(), isWide: true,
            body: problems + origin(source) + body)
    }

    /// A page about one thing of a room.
    func detail(
        _ title: String, lead: String? = nil, in room: String, at address: String,
        _ source: Source, problems: HTML = HTML(), _ body: HTML
    ) -> Page {
        Page(
            title, lead: lead,
            crumbs: [
                Crumb(words("administration.overview"), AdministrationURL.overview.filled()),
                Crumb(words("administration.\(room)"), address),
            ], section: AdministrationURL.overview.filled(), isWide: true,
            body: problems + origin(source) + body)
    }

    private func origin(_ source: Source) -> HTML {
        "<p class=\"origin\">\(words("administration.origin.\(source.rawValue)"))</p>"
    }

    /// Problems that stand at no field of a form, or at none of this one.
    func problems(_ form: FormState, besides fields: Set<String> = []) -> HTML {
        ui.problems(form.problems.filter { !fields.contains($0.field ?? "") })
    }

    func day(_ day: Day) -> HTML { "\(HumanText.shortDay(day, ui.language))" }

    func number(_ number: Int64) -> HTML { "\(HumanText.number(number, ui.language))" }

    func moment(_ instant: Instant, _ zone: Zone) -> String {
        HumanText.dateTime(instant, zone, ui.language)
    }
}
