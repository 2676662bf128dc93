import Kernel

/// What it costs.
public enum Fee: Sendable {
    case free
    case charged(FeeRule)

    public var rule: FeeRule? {
        if case .charged(let rule) = self { rule } else { nil }
    }
}

/// A fee that is computed from what is known when the flow comes to its `pay` step.
public struct FeeRule: Sendable {
    public let items: [FeeItem]
    /// How to pay, in words for the applicant.
    public let how: LocalizedText
    /// What it costs in words, for whoever has not applied yet.
    public let summary: LocalizedText
    /// Calendar days in which it must be paid; unpaid the case lapses.
    public let days: Int

    public init(items: [FeeItem], how: LocalizedText, summary: LocalizedText, days: Int) {
        self.items = items
        self.how = how
        self.summary = summary
        self.days = days
    }

    /// The amounts that are due; nothing when one of them cannot be computed.
    public func amounts(_ bindings: [String: ExpressionValue]) -> [FeeAmount]? {
        var amounts: [FeeAmount] = []
        for item in items {
            guard case .int(let rupiah)? = try? item.amount.evaluate(bindings), rupiah >= 0 else {
                return nil
            }
            if rupiah > 0 { amounts.append(FeeAmount(id: item.id, rupiah: rupiah)) }
        }
        return amounts
    }
}

/// One line of a fee.
public struct FeeItem: Sendable {
    public let id: String
    public let title: LocalizedText
    /// Whole rupiah.
    public let amount: Expression

    public init(id: String, title: LocalizedText, amount: Expression) {
        self.id = id
        self.title = title
        self.amount = amount
    }
}

/// One line of a bill: an item of the fee and what it came to, in rupiah.
public struct FeeAmount: Sendable, Hashable {
    public let id: String
    public let rupiah: Int64

    /// The line that takes off what was paid before.
    public static let paidBefore = "paid"

    public init(id: String, rupiah: Int64) {
        self.id = id
        self.rupiah = rupiah
    }
}
