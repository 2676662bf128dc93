import HTTPTypes

/// Which client a call is counted for.
enum Client {
    /// IPv4 as it is, IPv6 by its first 64 bits (one household holds a whole /64).
    /// - Parameter proxies: addresses of the city's own proxies; from nobody else is
    ///   `X-Forwarded-For` believed.
    static func address(_ peer: String, _ headers: HTTPFields, proxies: Set<String>) -> String {
        var address = peer[...]
        if proxies.contains(peer),
            let last = headers[Names.forwardedFor]?.split(separator: ",").last
        {
            address = last.trimmingPrefix { $0 == " " }
        }
        guard address.contains(":"), !address.contains(".") else {
            return String(address.prefix(64))
        }
        let groups = address.split(separator: "%")[0].split(
            separator: ":", omittingEmptySubsequences: false)
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}
