import Kernel

/// The 14 components of a service standard (UU 25/2009 article 21), published with each service.
public struct ServiceStandard: Sendable {
    public let texts: [Component: LocalizedText]

    public init(_ texts: [Component: LocalizedText]) { self.texts = texts }

    /// The text of a component; a component that the file leaves out is empty, and the checker
    /// says so.
    public func text(_ component: Component, _ language: Language) -> String {
        texts[component]?.text(language) ?? ""
    }

    public enum Component: Int, Sendable, Hashable, CaseIterable {
        case requirements = 1
        case procedure, time, fee, product, complaints
        case legalBase, facilities, competence, supervision, staff, guarantee, safety, evaluation

        /// The word in service files and the end of the locale key `catalogue.standard.WORD`.
        public var name: String { "\(self)" }

        /// Written from the rest of the service: its form, flow, promise, fee, legal base.
        public static let computed: Set<Component> = [
            .requirements, .procedure, .time, .fee, .legalBase,
        ]
    }
}
