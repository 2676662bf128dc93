import Contracts
import Kernel

/// Finds services by everyday words, in both languages at once, forgiving endings and slips.
struct SearchIndex: Sendable {
    /// Stem → service → weight of the place where it stands.
    private var weights: [String: [ServiceCode: Int]] = [:]

    init(_ services: some Sequence<Service>) {
        for service in services {
            for language in Language.allCases {
                add(service.title.text(language), service.code, 8)
                add(service.summary.text(language), service.code, 2)
            }
            for keyword in service.keywords { add(keyword, service.code, 10) }
            add(service.category, service.code, 2)
        }
    }

    private mutating func add(_ text: String, _ service: ServiceCode, _ weight: Int) {
        for word in Stem.words(text) {
            weights[word, default: [:]][service] = max(
                weights[word]?[service] ?? 0, weight)
        }
    }

    /// Services with any of the words; the more of them and the closer, the higher.
    func scores(_ typed: String) -> [ServiceCode: Int] {
        var scores: [ServiceCode: Int] = [:]
        for word in Stem.words(typed).prefix(12) {
            var best: [ServiceCode: Int] = [:]
            for (known, services) in weights {
                let closeness = closeness(word, known)
                guard closeness > 0 else { continue }
                for (service, weight) in services {
                    best[service] = max(best[service] ?? 0, weight * closeness)
                }
            }
            // “Izin riset” is about research: what every other paper is called says little.
            let share = Self.usual.contains(word) ? 4 : 1
            for (service, score) in best { scores[service, default: 0] += score / share }
        }
        return scores
    }

    /// Stems of words that papers of all kinds are called by.
    private static let usual = Set(
        ["izin", "surat", "keterangan", "permohonan", "permit", "letter", "licence", "application"]
            .flatMap(Stem.words))

    /// 4 the same, 2 a beginning, 1 a slip, 0 nothing.
    private func closeness(_ typed: String, _ known: String) -> Int {
        if typed == known { return 4 }
        let length = typed.utf8.count
        if length >= 3, known.hasPrefix(typed) { return 2 }
        guard length >= 4 else { return 0 }
        let limit = length >= 8 ? 2 : 1
        return Nearest.distance(typed, known, limit: limit) <= limit ? 1 : 0
    }
}
