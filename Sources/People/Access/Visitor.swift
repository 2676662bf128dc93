import Kernel

/// Where a request comes from, as far as throttles and the list of sessions need it.
public struct Visitor: Sendable, Hashable {
    /// The address that limits are counted for: IPv4 as it is, IPv6 by its first 64 bits, since
    /// one household holds a whole /64.
    public let network: String
    /// The kind of browser, at most 80 characters, shown in "my sessions".
    public let agent: String

    public init(address: String, agent: String) {
        network = Self.network(of: address)
        self.agent = String(
            agent.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }.prefix(80)
                .map(Character.init))
    }

    static func network(of address: String) -> String {
        guard address.contains(":") else { return String(address.prefix(64)) }
        let bare = address.split(separator: "%", omittingEmptySubsequences: false)[0]
        let lowered = bare.lowercased()
        if lowered.hasPrefix("::ffff:"), lowered.contains(".") {
            return String(lowered.dropFirst(7))
        }
        let halves = lowered.split(separator: "::", omittingEmptySubsequences: false)
        let head = halves[0].split(separator: ":").map(String.init)
        let tail = halves.count > 1 ? halves[1].split(separator: ":").map(String.init) : []
        let gap = max(0, 8 - head.count - tail.count)
        let groups = head + Array(repeating: "0", count: halves.count > 1 ? gap : 0) + tail
        return groups.prefix(4).map { group in
            String(group.drop { $0 == "0" }.isEmpty ? "0" : group.drop { $0 == "0" })
        }.joined(separator: ":") + "::/64"
    }
}
