/// Words that say more together than each alone.
struct TopicPhrase {
    let topic: Int
    /// For each word its alternatives, as ids of the lexicon.
    let elements: [[Int]]
    let points: Double
    /// Whether the words must stand side by side, in this order.
    let isExact: Bool
    /// Whether it decides: a topic that steps back keeps what such a phrase brings.
    let isFirm: Bool
    /// As the city's file has it.
    let name: String

    /// How far apart the words of a phrase may stand.
    static let reach = 9
    /// How far apart when their order is another one.
    static let looseReach = 4

    /// How well words at these places are the phrase, from 0 to 1.
    func fit(_ places: [Int]) -> Double {
        guard let least = places.min(), let most = places.max() else { return 0 }
        let span = most - least - (places.count - 1)
        let isInOrder = zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
        if isExact { return isInOrder && span == 0 ? 1 : 0 }
        switch (isInOrder, span) {
        case (true, ...2): return 1
        case (true, ...Self.reach): return 0.95
        case (false, ...1): return 0.85
        case (false, ...Self.looseReach): return 0.7
        default: return 0
        }
    }
}
