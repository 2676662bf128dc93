import Kernel

/// Figures of one name by which the house is watched (Prometheus calls it a family).
public struct MetricFamily: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        /// Only grows, until the process ends.
        case counter
        case gauge
        case histogram
    }

    public struct Sample: Sendable, Hashable {
        /// After the family's name: nothing, or `_bucket`, `_sum`, `_count` of a histogram.
        public let suffix: String
        /// Of a bounded set, and never personal.
        public let labels: [Label]
        public let value: Double

        public init(suffix: String = "", _ labels: [Label] = [], _ value: Double) {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }
    }

    public struct Label: Sendable, Hashable {
        public let name: String
        public let value: String

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    public let name: String
    public let help: String
    public let kind: Kind
    public let samples: [Sample]

    public init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// The samples of one histogram of times.
    /// - Parameters:
    ///   - buckets: how many fell into each, not added up; one more than there are bounds.
    ///   - bounds: upper bounds in units of `scale`.
    public static func histogram(
        _ labels: [Label], buckets: [Int64], bounds: [Int64], sum: Int64, scale: Double = 1
    ) -> [Sample] {
        var total: Int64 = 0
        var samples: [Sample] = []
        for (place, count) in buckets.enumerated() {
            total += count
            let bound =
                place < bounds.count ? number(Double(bounds[place]) / scale) : "+Inf"
            samples.append(
                Sample(suffix: "_bucket", labels + [Label("le", bound)], Double(total)))
        }
        samples.append(Sample(suffix: "_sum", labels, Double(sum) / scale))
        samples.append(Sample(suffix: "_count", labels, Double(total)))
        return samples
    }

    /// As Prometheus reads it: whole numbers without a point.
    public static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 9e15 ? String(Int64(value)) : String(value)
    }

    /// The text format 0.0.4 of Prometheus.
    public static func text(_ families: [MetricFamily]) -> String {
        var text = ""
        for family in families {
            text += "# HELP \(family.name) \(escaped(family.help, quotes: false))\n"
            text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
            for sample in family.samples {
                text += family.name + sample.suffix
                if !sample.labels.isEmpty {
                    let labels = sample.labels.map {
                        "\($0.name)=\"\(escaped($0.value, quotes: true))\""
                    }
                    text += "{" + labels.joined(separator: ",") + "}"
                }
                text += " \(number(sample.value))\n"
            }
        }
        return text
    }

    private static func escaped(_ text: String, quotes: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
