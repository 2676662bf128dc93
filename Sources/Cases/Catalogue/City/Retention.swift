import Contracts
import Kernel

/// What kinds of data the city holds on a person.
public enum HeldKind: String, Sendable, CaseIterable {
    /// Name and contact.
    case account
    /// Passkeys, apps and spare codes.
    case factors
    /// Sign-ins.
    case sessions
    case drafts
    /// Answers, files, messages and letters.
    case cases
    case notices
    /// Who looked.
    case looks
    /// What was agreed to.
    case consents
    /// Questions to the population register.
    case questions
    /// Why officers opened cases in an emergency, and what the inspectorate said to it.
    case emergencies
    /// For whom one acts, and who acts for oneself.
    case mandates
    /// Permits of older archives that are somebody's without a case.
    case permits
    /// Tokens by which programs act in one's name, and receivers of their events.
    case programs
    /// Pages that a counter scanned and has filed nowhere yet.
    case scans
}

/// How long something is kept, counted from the end of its use (the closing of a case, the last
/// change of a draft).
public struct KeepingTime: Sendable, Hashable {
    public enum Unit: String, Sendable, CaseIterable { case days, months, years }
    public let count: Int
    public let unit: Unit

    public init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// The first day on which it need not be kept any more.
    public func end(after day: Day) -> Day {
        switch unit {
        case .days: day.adding(days: count)
        case .months: day.adding(months: count)
        case .years: day.adding(months: 12 * count)
        }
    }

    /// What ended before this day need not be kept on a day.
    public func limit(on today: Day) -> Day {
        switch unit {
        case .days: today.adding(days: 1 - count)
        case .months: today.adding(months: -count).adding(days: 1)
        case .years: today.adding(months: -12 * count).adding(days: 1)
        }
    }

    /// About how many days it is.
    public var days: Int64 {
        switch unit {
        case .days: Int64(count)
        case .months: Int64(count) * 31
        case .years: Int64(count) * 366
        }
    }

    /// `5 years`, as files say it.
    public init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let count = Int(parts[0]), (0...1_200).contains(count) else {
            return nil
        }
        let name = parts[1].hasSuffix("s") ? String(parts[1]) : "\(parts[1])s"
        guard let unit = Unit(rawValue: name) else { return nil }
        self.init(count, unit)
    }
}

/// One rule of retention: why data of a kind are held, on which law, and for how long.
public struct RetentionRule: Sendable, Hashable {
    public let kind: HeldKind
    /// Only for cases of this service; nothing: for all others.
    public let service: ServiceCode?
    public let keep: KeepingTime
    /// The legal base of holding it (UU 27/2022 art. 20).
    public let base: LocalizedText
    public let why: LocalizedText
    /// Where the time comes from.
    public let source: String
}

/// The rules of a city, for every kind of data.
public struct Retention: Sendable, Hashable {
    public let rules: [RetentionRule]

    public init(_ rules: [RetentionRule]) { self.rules = rules }

    /// The rule of a kind, or of the cases of a service.
    public func rule(_ kind: HeldKind, of service: ServiceCode? = nil) -> RetentionRule {
        let fitting = rules.filter { $0.kind == kind }
        return fitting.first { $0.service != nil && $0.service == service }
            ?? fitting.first { $0.service == nil } ?? Self.usual(kind)
    }

    /// What holds in a city whose files are silent: long, so that nothing goes by an oversight.
    private static func usual(_ kind: HeldKind) -> RetentionRule {
        let keep: KeepingTime =
            switch kind {
            case .account, .factors: KeepingTime(0, .days)
            case .sessions: KeepingTime(90, .days)
            case .drafts: KeepingTime(12, .months)
            case .programs: KeepingTime(2, .years)
            case .notices: KeepingTime(30, .days)
            case .scans: KeepingTime(90, .days)
            case .questions: KeepingTime(1, .years)
            case .cases, .looks, .consents, .emergencies, .mandates, .permits:
                KeepingTime(10, .years)
            }
        return RetentionRule(
            kind: kind, service: nil, keep: keep,
            base: LocalizedText(
                id: "Undang-Undang Nomor 27 Tahun 2022 Pasal 20 ayat (2)",
                en: "Law 27/2022, article 20 (2)"),
            why: LocalizedText(
                id: "Diperlukan untuk melayani Anda.", en: "Needed to serve you."), source: "")
    }
}

/// Reads `retention.yaml`.
enum RetentionReader {
    static func read(
        _ source: String, services: Set<ServiceCode>, _ list: FindingList
    ) -> Retention {
        guard let root = YAMLDocument.open(source, list)?.mapping(["mark", "asOf", "rules"]),
            let items = root.required("rules")?.items()
        else { return Retention([]) }
        var seen: Set<String> = []
        return Retention(
            items.compactMap { item in
                guard let rule = rule(item, services) else { return nil }
                if !seen.insert("\(rule.kind.rawValue) \(rule.service?.text ?? "")").inserted {
                    item.error("this kind has a rule above", mend: "keep one of them")
                }
                return rule
            })
    }

    private static func rule(_ item: YAMLValue, _ services: Set<ServiceCode>) -> RetentionRule? {
        guard
            let entry = item.mapping(["kind", "service", "keep", "base", "why", "source", "mark"]),
            let kind = entry.required("kind")?.word(HeldKind.self),
            let keepPlace = entry.required("keep"), let text = keepPlace.text(),
            let base = entry.required("base")?.localized(),
            let why = entry.required("why")?.localized(),
            let source = entry.required("source")?.text()
        else { return nil }
        guard let keep = KeepingTime(text) else {
            keepPlace.error(
                "`\(text)` is no time to keep something", mend: "write it like `5 years`")
            return nil
        }
        if kind == .looks, keep.days < 366 {
            keepPlace.error(
                "who looked is kept for a year at least", mend: "write `1 year` or more")
        }
        let place = entry.optional("service")
        let service = place?.code(ServiceCode.self)
        if let service, !services.contains(service) {
            place?.error(
                "unknown service `\(service)`",
                mend: Nearest.mend(service.text, among: services.map(\.text)))
        }
        if service != nil, kind != .cases {
            place?.error("only `cases` differ by service", mend: "remove the key")
        }
        return RetentionRule(
            kind: kind, service: service, keep: keep, base: base, why: why, source: source)
    }
}
