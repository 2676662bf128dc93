import People

/// The network that reports of guests are counted for: 24 bits of an IPv4 address, 56 of IPv6. A
/// household, an office or a rented server holds as many, and gains nothing by changing within.
struct ReportNetwork: Sendable, Hashable {
    let text: String

    init(_ visitor: Visitor) {
        let known = visitor.network
        guard known.contains(":") else {
            let parts = known.split(separator: ".")
            text = parts.count == 4 ? parts.prefix(3).joined(separator: ".") + ".0/24" : known
            return
        }
        // People writes the first four groups: `2001:db8:0:1ff::/64`.
        let groups = known.replacing("::/64", with: "").split(separator: ":")
        guard groups.count == 4, let last = UInt16(groups[3], radix: 16) else {
            text = known
            return
        }
        let kept = groups.prefix(3) + [Substring(String(last & 0xFF00, radix: 16))]
        text = kept.joined(separator: ":") + "::/56"
    }
}
