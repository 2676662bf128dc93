import Cases
import Contracts
import Forms
import Kernel
import People
import Store
import Web

/// Everything that one has with the city: what one must do comes first.
struct MyCasesPages: Sendable {
    let desk: ErrandDesk

    var routes: [Route] {
        [
            Route.get(PortalURL.cases) { (citizen: ErrandContext) in
                .page(MyCasesView(ui: citizen.ui).page(try await errands(citizen)))
            }
        ]
    }

    private func errands(_ citizen: ErrandContext) async throws -> [Errand] {
        let account = citizen.citizen.account
        let catalogue = try await desk.tools.shelf.published()
        let drafts = try await desk.store.read("draft.list") { [drafts = desk.drafts] reader in
            try drafts.list(account, in: reader)
        }
        let zone = catalogue.profile.zone
        let open = drafts.filter {
            citizen.reaches($0.service, begun: $0.createdAt, in: zone)
        }
        var errands = open.map { draft in
            Errand(
                service: catalogue.services[draft.service]?.title
                    ?? LocalizedText(draft.service.text),
                kind: .draft(draft), zone: catalogue.profile.zone)
        }
        for record in try await desk.cases.cases(of: account)
        where citizen.reaches(record.service, begun: record.begunAt, in: zone) {
            let rules = try await desk.cases.rules(record.service, version: record.version)
            let task = rules.service.flow.step(record.step)
            errands.append(
                Errand(
                    service: rules.service.title,
                    kind: .running(
                        record, step: task,
                        unit: catalogue.unit(record.unit)?.name ?? LocalizedText(record.unit.text)),
                    zone: catalogue.profile.zone, hasLetter: rules.service.letter != nil))
        }
        return errands
    }
}

/// One line of my cases.
struct Errand: Sendable {
    enum Kind: Sendable {
        case draft(DraftSummary)
        case running(CaseRecord, step: Step?, unit: LocalizedText)
    }

    let service: LocalizedText
    let kind: Kind
    let zone: Zone
    /// Its service ends with a letter of the city's own.
    var hasLetter = true

    enum Place: CaseIterable, Sendable { case toDo, running, done }

    /// Whose turn it is.
    var place: Place {
        switch kind {
        case .draft: .toDo
        case .running(let record, let step, _):
            switch record.state {
            case .waiting: record.wait == .pause || record.wait == .merge ? .running : .toDo
            case .closed: .done
            case .open: step?.kind == .handover ? .toDo : .running
            }
        }
    }
}
