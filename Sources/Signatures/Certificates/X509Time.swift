import Kernel
import SwiftASN1

/// Times of certificates: two digits of the year until 2049, then four (RFC 5280 §4.1.2.5).
enum X509Time {
    static func instant(_ node: ASN1Node) throws(DERFault) -> Instant {
        guard let bytes = node.primitive else { throw DERFault() }
        var text = String(decoding: bytes, as: UTF8.self)
        if node.identifier == .utcTime {
            guard let first = text.first else { throw DERFault() }
            text = (first >= "5" ? "19" : "20") + text
        } else if node.identifier != .generalizedTime {
            throw DERFault()
        }
        // Fractions of seconds, which tokens of time-stamps have, are left out.
        let digits = text.prefix(14)
        guard digits.count == 14, text.last == "Z", let instant = PDFWriting.instant("D:\(digits)")
        else { throw DERFault() }
        return instant
    }

    static func value(_ instant: Instant) -> DERValue {
        let digits = String(PDFWriting.date(instant, .utc).dropFirst(2).prefix(14))
        guard digits < "2050" else {
            return .primitive(.generalizedTime, Array((digits + "Z").utf8))
        }
        return .primitive(.utcTime, Array((digits.dropFirst(2) + "Z").utf8))
    }
}
