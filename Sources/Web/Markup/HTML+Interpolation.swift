extension HTML: ExpressibleByStringInterpolation {
    public init(stringLiteral value: StaticString) {
        bytes = value.withUTF8Buffer { Array($0) }
    }

    public init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

    /// Collects literal parts as they are and values escaped.
    public struct Interpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// Text: escaped.
        public mutating func appendInterpolation(_ text: String) {
            Escaping.append(text, to: &bytes)
        }

        public mutating func appendInterpolation(_ text: Substring) {
            Escaping.append(String(text), to: &bytes)
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            bytes.append(contentsOf: number.description.utf8)
        }

        /// Markup made elsewhere: as it is.
        public mutating func appendInterpolation(_ part: HTML) {
            bytes.append(contentsOf: part.bytes)
        }

        public mutating func appendInterpolation(_ part: HTML?) {
            if let part { bytes.append(contentsOf: part.bytes) }
        }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { bytes.append(contentsOf: part.bytes) }
        }

        /// An address for `href`, `src` or `action`: only relative ones and `http`, `https`,
        /// `mailto`, `tel`; any other becomes `#`.
        public mutating func appendInterpolation(url: String) {
            Escaping.append(SafeURL.checked(url), to: &bytes)
        }

        /// An attribute with its leading space, or nothing when there is no value:
        /// `<input\(attribute: "aria-describedby", hintID)>`.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: "=\"".utf8)
            Escaping.append(value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }

        /// An attribute without a value: `<input\(flag: "checked", isOn)>`.
        public mutating func appendInterpolation(flag name: StaticString, _ isOn: Bool) {
            guard isOn else { return }
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// Markup that did not come from the house's own views (an SVG of the QR library). Rare;
        /// the tidy test lists every use.
        public mutating func appendInterpolation(raw: String) {
            bytes.append(contentsOf: raw.utf8)
        }
    }
}
