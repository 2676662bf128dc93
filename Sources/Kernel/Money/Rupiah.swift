/// An amount of money in whole rupiah; negative for what is owed back.
public struct Rupiah: Sendable, Hashable, Comparable, Codable {
    public let amount: Int64

    public init(_ amount: Int64) {
        self.amount = amount
    }

    /// Reads what people type: `1.500.000`, `Rp 1.500.000,-`, `Rp1.500.000,00`, `1500000`.
    /// Dots must stand between thousands; cents other than zero are refused.
    public init(parsing text: String) throws(Refusal) {
        var bytes = text.utf8.filter { $0 != UInt8(ascii: " ") }[...]
        let negative = bytes.first == UInt8(ascii: "-")
        if negative { bytes = bytes.dropFirst() }
        let folded = bytes.prefix(3).map { $0 | 0x20 }
        if folded.starts(with: "rp".utf8) {
            bytes = bytes.dropFirst(2)
        } else if folded.elementsEqual("idr".utf8) {
            bytes = bytes.dropFirst(3)
        }
        for ending in [",-", ",00", ",0"]
        where bytes.suffix(ending.utf8.count)
            .elementsEqual(ending.utf8)
        {
            bytes = bytes.dropLast(ending.utf8.count)
            break
        }
        let groups = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let wellGrouped =
            groups.count == 1
            || ((1...3).contains(groups[0].count)
                && groups.dropFirst().allSatisfy { $0.count == 3 })
        guard wellGrouped, let value = Digits.value(groups.joined()) else {
            throw Refusal(.invalid, "rupiah.form")
        }
        amount = Int64(negative ? -value : value)
    }

    public init(from decoder: any Decoder) throws {
        amount = try decoder.singleValueContainer().decode(Int64.self)
    }

    /// Encoded as the bare number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(amount)
    }

    /// Refuses sums beyond 64 bits.
    public func adding(_ other: Rupiah) throws(Refusal) -> Rupiah {
        let (sum, overflow) = amount.addingReportingOverflow(other.amount)
        guard !overflow else { throw Refusal(.invalid, "rupiah.range") }
        return Rupiah(sum)
    }

    public func multiplied(by factor: Int64) throws(Refusal) -> Rupiah {
        let (product, overflow) = amount.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw Refusal(.invalid, "rupiah.range") }
        return Rupiah(product)
    }

    public static let zero = Rupiah(0)

    public static func < (left: Rupiah, right: Rupiah) -> Bool { left.amount < right.amount }
}
