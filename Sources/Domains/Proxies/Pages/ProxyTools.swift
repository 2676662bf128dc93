import Cases
import Contracts
import Kernel
import People
import Web

/// What the city hands to the pages of this domain.
public struct ProxyTools: Sendable {
    let mandates: Mandates
    let desk: MandateDesk
    let shelf: CatalogueShelf
    /// The population register; nil when the city has none to ask.
    let residents: ResidentLookup?
    /// Invented children of a demo's register, by the name of a parent.
    let samples: [String: ResidentClaim]

    public init(
        mandates: Mandates, desk: MandateDesk, shelf: CatalogueShelf,
        residents: ResidentLookup?, samples: [String: ResidentClaim]
    ) {
        self.mandates = mandates
        self.desk = desk
        self.shelf = shelf
        self.residents = residents
        self.samples = samples
    }

    /// The services that a power of attorney can cover, by title.
    func services() async throws -> ServiceChoice {
        let catalogue = try await shelf.published()
        let open = catalogue.services.values.filter {
            !catalogue.carriesObjections($0.code) && $0.code.text != Mandate.ownRights
                && !$0.isInternal
        }
        return ServiceChoice(
            titles: Dictionary(
                uniqueKeysWithValues: catalogue.services.values.map { ($0.code, $0.title) }),
            open: Set(open.map(\.code)), zone: catalogue.profile.zone)
    }
}

/// Services by name.
struct ServiceChoice: Sendable {
    let titles: [ServiceCode: LocalizedText]
    let open: Set<ServiceCode>
    let zone: Zone

    func choices(_ ui: UI) -> [FormView.Choice] {
        open.map { FormView.Choice($0.text, title($0, ui)) }.sorted { $0.text < $1.text }
    }

    func title(_ code: ServiceCode, _ ui: UI) -> String {
        titles[code].map { ui.words($0) } ?? code.text
    }

    /// Those of the typed codes that can be chosen.
    func chosen(_ codes: [String]) -> Set<ServiceCode> {
        Set(codes.compactMap { ServiceCode($0) }).intersection(open)
    }
}

extension FormState {
    /// The problems at the fields of our forms: refusals name them in the words of `People`.
    var named: FormState {
        naming([
            "code": "kode", "from": "dari", "until": "sampai", "services": "layanan",
            "name": "nama", "born": "lahir", "papers": "surat", "card": "ktp",
            "number": "nomor_surat", "nik": "nik",
        ])
    }
}
