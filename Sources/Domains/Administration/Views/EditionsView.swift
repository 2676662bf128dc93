import Cases
import Contracts
import Kernel
import People
import Web

/// Twelve digits to compare by eye, and all of them to compare by machine.
private func digest(_ version: String) -> HTML {
    "<code title=\"\(version)\">\(String(version.prefix(12)))</code>"
}

/// The history of publications.
func editionsView(_ model: EditionModel, _ ui: UI) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let known = Dictionary(
        model.proposals.filter { $0.state == .published || $0.state == .alone }
            .map { ($0.version, $0) }
    ) { first, _ in first }
    func who(_ edition: CatalogueEdition) -> String {
        guard let proposal = known[edition.version] else {
            return words("administration.edition.machine")
        }
        let names = [proposal.proposedBy, proposal.decidedBy].compactMap(\.self)
            .compactMap { model.names.accounts[$0] }
        return names.isEmpty
            ? words("administration.edition.machine")
            : HumanText.list(names, ui.language)
    }
    let newest = model.editions.first?.version
    let table = ui.table(
        caption: words("administration.editions"),
        columns: [
            TableColumn(words("administration.edition")),
            TableColumn(words("administration.edition.when")),
            TableColumn(words("administration.edition.who")),
            TableColumn(words("administration.edition.files"), isNumber: true),
            TableColumn(words("administration.state")),
        ],
        rows: model.editions.map { edition in
            let isInForce = edition.version == newest
            return TableRow([
                """
                <a href="\(url: AdministrationURL.edition.filled(edition.version))">\
                \(digest(edition.version))</a>
                """, "\(room.moment(edition.publishedAt, model.zone))", "\(who(edition))",
                room.number(edition.files),
                isInForce
                    ? ui.tag(words("administration.edition.now"), .success)
                    : ui.tag(words("administration.edition.past")),
            ])
        })
    let open = model.proposals.count { $0.state == .open }
    let text = words(
        "administration.edition.waiting", ["count": HumanText.number(open, ui.language)])
    let waiting: HTML =
        model.mayDecide
        ? """
        <p>\(text) \
        \(ui.link(words("administration.edition.decide"), AdministrationURL.catalogue))</p>
        """
        : "<p>\(text)</p>"
    return room.page("editions", .files, HTML.when(open > 0, waiting) + table)
}

/// One edition: what it changed, and its services with their digests.
func editionView(
    _ edition: CatalogueEdition, before: CatalogueEdition?, lines: [String],
    _ catalogue: Catalogue, _ zone: Zone, _ ui: UI
) -> Page {
    let words = ui.words
    let room = RoomPage(ui)
    let shown = lines.prefix(200)
    var difference: HTML = "<p>\(words("administration.edition.first"))</p>"
    if let before {
        let rest = ["count": String(lines.count - shown.count)]
        let more: HTML = HTML.when(
            lines.count > shown.count,
            "<p>\(words("administration.edition.more", rest))</p>"
        )
        difference = """
            <p>\(words("administration.edition.before")) \(digest(before.version))</p>\
            <ul lang="en" class="lines">\(HTML.each(shown) { "<li>\($0)</li>" })</ul>\(more)
            """
        if lines.isEmpty {
            difference = "<p>\(words("administration.edition.same"))</p>"
        }
    }
    let services = ui.table(
        caption: words("administration.edition.services"),
        columns: [
            TableColumn(words("administration.edition.service")),
            TableColumn(words("administration.kode")),
            TableColumn(words("administration.edition.digest")),
        ],
        rows: catalogue.services(ui.language).map { service in
            TableRow([
                "\(words(service.title))", "<code>\(service.code.text)</code>",
                digest(service.edition),
            ])
        })
    return room.detail(
        words("administration.edition") + " " + String(edition.version.prefix(12)),
        lead: room.moment(edition.publishedAt, zone), in: "editions",
        at: AdministrationURL.editions.filled(), .files,
        "<p class=\"digest\"><code>\(edition.version)</code></p>"
            + ui.section(words("administration.edition.difference"), difference)
            + ui.section(words("administration.edition.services"), services))
}
