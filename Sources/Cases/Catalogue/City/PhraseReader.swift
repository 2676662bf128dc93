import Contracts
import Kernel

/// A text that officers begin with instead of writing it anew.
public struct Phrase: Sendable {
    public enum Use: String, Sendable, CaseIterable {
        /// The letter of a correction.
        case correction
        /// A message to the applicant.
        case message
        /// The note at one field of a correction.
        case note
        /// Why an application is refused.
        case refusal
        /// The opinion of whoever verifies, recommends or inspects.
        case opinion
        /// The answer to a question or a report.
        case answer
        /// Why a letter goes back to its drafter.
        case sendBack

        /// The most characters of a text.
        var limit: Int { self == .note ? CaseLimits.note : CaseLimits.message }
    }

    public let id: String
    public let use: Use
    /// Offered at cases of this service only; nothing: at all.
    public let service: ServiceCode?
    public let title: LocalizedText
    public let text: LocalizedText
}

/// Reads `phrases.yaml`.
enum PhraseReader {
    static func read(
        _ source: String, services: Set<ServiceCode>, _ list: FindingList
    ) -> [Phrase] {
        guard let root = YAMLDocument.open(source, list)?.mapping(["phrases"]),
            let items = root.required("phrases")?.items()
        else { return [] }
        var seen: Set<String> = []
        return items.compactMap { item in
            guard let entry = item.mapping(["id", "use", "service", "title", "text"]),
                let place = entry.required("id"), let id = place.code(UnitCode.self)?.text,
                let use = entry.required("use")?.word(Phrase.Use.self),
                let title = entry.required("title")?.localized(),
                let textPlace = entry.required("text"), let text = textPlace.localized()
            else { return nil }
            if !seen.insert(id).inserted {
                place.error("the phrase `\(id)` is there twice", mend: "keep one of them")
            }
            let servicePlace = entry.optional("service")
            let service = servicePlace?.code(ServiceCode.self)
            if let service, !services.contains(service) {
                servicePlace?.error(
                    "unknown service `\(service)`",
                    mend: Nearest.mend(service.text, among: services.map(\.text)))
            }
            for language in Language.allCases
            where text.text(language).count > use.limit {
                textPlace.error(
                    "the text in `\(language.rawValue)` is too long",
                    mend: "at most \(use.limit) characters")
            }
            return Phrase(id: id, use: use, service: service, title: title, text: text)
        }
    }
}
