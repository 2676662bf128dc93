import Forms
import Kernel
import Yams

/// Reads what a service costs: `free`, or items that are computed.
struct FeeReader {
    let scope: ExpressionScope
    /// What is known of answers, findings and values when the bill is made; nothing while some of
    /// them cannot be read.
    let known: ExpressionKnowledge?

    func read(_ value: YAMLValue) -> Fee? {
        guard case .mapping = value.node else { return word(value) }
        guard let entry = value.mapping(["items", "how", "summary", "days"]) else { return nil }
        let items =
            entry.required("items")?.someItems(
                "the fee has no items", mend: "add one, or write `fee: free`") ?? []
        let read = items.compactMap(item)
        let how = entry.required("how")?.localized()
        let summary = entry.required("summary")?.localized()
        let days = entry.required("days")?.integer(1...365)
        var seen: Set<String> = []
        for (item, place) in zip(read, items) where !seen.insert(item.id).inserted {
            place.error("the item `\(item.id)` is there twice", mend: "give it another id")
        }
        guard let how, let summary, let days, !read.isEmpty, read.count == items.count else {
            return nil
        }
        return .charged(FeeRule(items: read, how: how, summary: summary, days: Int(days)))
    }

    private func word(_ value: YAMLValue) -> Fee? {
        guard let text = value.text() else { return nil }
        guard text == "free" else {
            value.error(
                "`\(text)` is not a fee", mend: "write `free`, or `items` with their amounts")
            return nil
        }
        return .free
    }

    private func item(_ value: YAMLValue) -> FeeItem? {
        guard let entry = value.mapping(["id", "title", "amount"]) else { return nil }
        let id = entry.required("id")?.identifier()
        let title = entry.required("title")?.localized()
        let place = entry.required("amount")
        guard let id, let title, let place, let amount = place.expression(scope, .int) else {
            return nil
        }
        guard let known else { return FeeItem(id: id, title: title, amount: amount) }
        if amount.range(known.ranges).lowerBound < 0 {
            place.error(
                "the fee can be negative",
                mend: "give its fields a `min`, or write `max(0, …)`")
            return nil
        }
        place.checkPresence("the fee", amount, known)
        return FeeItem(id: id, title: title, amount: amount)
    }
}

extension FieldKind {
    /// Between which numbers an answer may lie.
    var numbers: ClosedRange<Int64>? {
        switch self {
        case .integer(let range), .rupiah(let range): range
        default: nil
        }
    }
}
