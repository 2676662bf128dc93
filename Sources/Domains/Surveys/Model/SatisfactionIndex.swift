import Kernel

/// Sum and number of the scores of one element.
struct ElementSum: Sendable, Hashable {
    var total: Int64 = 0
    var count: Int64 = 0

    static func + (left: ElementSum, right: ElementSum) -> ElementSum {
        ElementSum(total: left.total + right.total, count: left.count + right.count)
    }

    /// The mean of one element (*NRR*), in hundredths, rounded half up.
    var hundredths: Int64? { count == 0 ? nil : (total * 200 + count) / (2 * count) }
}

/// The index of satisfaction (*IKM*) after PermenPANRB 14/2017: each element weighs the exact
/// fraction 1/n, not 0.11, which would be about one per cent too low.
struct SatisfactionIndex: Sendable, Hashable {
    /// IKM in hundredths of a point: 8661 is 86,61.
    let hundredths: Int64
    /// NI in ten-thousandths: 34644 is 3,4644.
    let value: Int64

    var grade: SatisfactionGrade { SatisfactionGrade(hundredths: hundredths) }

    /// Nil when no element was answered.
    init?(_ sums: some Collection<ElementSum>) {
        let answered = sums.filter { $0.count > 0 }
        guard !answered.isEmpty else { return nil }
        // Each mean in 10⁻¹⁵: nine roundings stay below 10⁻¹⁴; what is so near to a half is one.
        let scale: Int128 = 1_000_000_000_000_000
        let mean = answered.reduce(Int128(0)) { sum, element in
            sum + Int128(element.total) * scale / Int128(element.count)
        }
        let count = Int128(answered.count)
        let tie = scale / 100_000
        // IKM = mean of means × 25; in hundredths × 2500.
        hundredths = Int64((mean * 2500 / count + scale / 2 + tie) / scale)
        value = Int64((mean * 10_000 / count + scale / 2 + tie) / scale)
    }
}

/// *Mutu pelayanan*: the class of an IKM that is rounded to two places.
enum SatisfactionGrade: String, Sendable, Hashable, CaseIterable {
    case a, b, c, d

    /// PermenPANRB 14/2017: A from 88,31, B from 76,61, C from 65,00, else D.
    init(hundredths: Int64) {
        switch hundredths {
        case 8_831...: self = .a
        case 7_661...: self = .b
        case 6_500...: self = .c
        default: self = .d
        }
    }
}

/// How many answers are enough for a population (Krejcie & Morgan; annex of PermenPANRB 14/2017):
/// λ²·N·P·Q ÷ (d²·(N−1) + λ²·P·Q) with λ² = 3.841, P = Q = 0.5, d = 0.05, rounded to the nearest.
/// The printed table has one value that the formula does not give; there the table counts.
enum SampleSize {
    static func needed(of population: Int64) -> Int64 {
        guard population > 0 else { return 0 }
        if population == 100_000 { return 384 }
        // × 4 000: λ²PQ = 0.96025, d² = 0.0025.
        let top = 3_841 * Int128(population)
        let bottom = 10 * Int128(population - 1) + 3_841
        return Int64((top * 2 + bottom) / (2 * bottom))
    }
}
