import Cases
import Contracts
import Kernel
import People
import Store
import Web

/// What every page of this domain needs: the city's words, its days, and the names of people.
struct Office: Sendable {
    let catalogue: Catalogue
    let officer: Officer
    let ui: UI
    let now: Instant
    var plates = Nameplates()

    init(_ tools: CorrespondenceTools, _ context: OfficerContext) async throws {
        catalogue = try await tools.shelf.published()
        officer = context.officer
        ui = context.ui
        now = context.now
    }

    var words: Wording { ui.words }
    var zone: Zone { catalogue.profile.zone }
    var rules: CorrespondenceRules { catalogue.correspondence }
    var today: Day { Day(now, in: zone) }

    func time(_ instant: Instant) -> String {
        HumanText.dateTime(instant, zone, ui.language)
    }

    func iso(_ instant: Instant) -> String {
        Moments(zone: zone, language: ui.language).iso(instant)
    }

    func day(_ day: Day) -> String { HumanText.day(day, ui.language) }

    func unit(_ code: UnitCode) -> String {
        catalogue.unit(code)?.name.text(ui.language) ?? code.text
    }

    func short(_ code: UnitCode) -> String { catalogue.unit(code)?.short ?? code.text }

    func title(_ position: PositionID?) -> String {
        position.flatMap { plates.positions[$0]?.text(ui.language) }
            ?? words("correspondence.nobody")
    }

    func name(_ account: AccountID?) -> String? {
        account.flatMap { plates.accounts[$0] }
    }

    /// Title and name of whoever acted.
    func who(_ account: AccountID?, _ position: PositionID?) -> String {
        guard position != nil || account != nil else { return words("correspondence.house") }
        return [title(position), name(account)].compactMap(\.self).joined(separator: " · ")
    }

    func classification(_ code: String) -> String {
        guard let found = rules.classification(code) else { return code }
        return "\(code) \(found.name)"
    }

    func kind(_ code: String) -> String {
        rules.kind(code)?.title.text(ui.language) ?? code
    }

    func urgency(_ urgency: Urgency) -> HTML {
        let text = words("correspondence.urgency.\(urgency.rawValue)")
        return switch urgency {
        case .usual: "\(text)"
        case .soon: ui.tag(text, .warning)
        case .atOnce: ui.tag(text, .danger)
        }
    }

    func security(_ security: SecurityClass) -> HTML {
        let text = "\(words("correspondence.security.\(security.rawValue)")) (\(security.mark))"
        return security == .open ? "\(text)" : ui.tag(text, .danger)
    }

    /// What a list shows of a letter: less, the closer it is kept.
    func subject(_ mail: Mail) -> String {
        guard let text = mail.text else { return words("correspondence.erased") }
        return mail.security >= .secret ? words("correspondence.closed") : text.subject
    }

    func partner(_ mail: Mail) -> String {
        guard let text = mail.text else { return words("correspondence.erased") }
        if mail.security >= .secret { return words("correspondence.closed") }
        return mail.isPerson ? PersonName.masked(text.partner) : text.partner
    }

    var kindChoices: [FormView.Choice] {
        rules.kinds.map { .init($0.code, $0.title.text(ui.language)) }
    }

    var classificationChoices: [FormView.Choice] {
        rules.classifications.map {
            .init(
                $0.code,
                "\($0.code) \($0.name)"
                    + ($0.isVerified ? "" : " \(words("correspondence.unverified"))"))
        }
    }

    var urgencyChoices: [FormView.Choice] {
        Urgency.allCases.map {
            .init("\($0.rawValue)", words("correspondence.urgency.\($0.rawValue)"))
        }
    }

    var securityChoices: [FormView.Choice] {
        SecurityClass.allCases.map {
            .init(
                "\($0.rawValue)",
                "\(words("correspondence.security.\($0.rawValue)")) (\($0.mark))",
                hint: $0 == .open ? nil : words("correspondence.security.\($0.rawValue).hint"))
        }
    }

    /// Units whose register the officer keeps.
    var registers: [UnitCode] {
        var seen: Set<UnitCode> = []
        return officer.authorities.filter { $0.permissions.contains(.registerLetters) }
            .map(\.unit).filter { seen.insert($0).inserted }
    }
}

extension CorrespondenceTools {
    /// Titles and names for a page.
    func plates(
        _ accounts: [AccountID?], _ positions: [PositionID?]
    ) async throws -> Nameplates {
        try await store.read("correspondence.names") { [self] reader in
            try self.accounts.names(
                of: Set(accounts.compactMap(\.self)),
                positions: Set(positions.compactMap(\.self)), in: reader)
        }
    }
}
