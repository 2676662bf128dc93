import CCurl

/// Kinds of network addresses, told apart after a name was looked up.
struct AddressKinds: OptionSet, Hashable {
    let rawValue: Int32

    /// Of the public internet.
    static let open = AddressKinds(rawValue: Int32(CFETCH_PUBLIC))
    static let loopback = AddressKinds(rawValue: Int32(CFETCH_LOOPBACK))
    /// Private networks, link-local, and all that is set aside (RFC 6890).
    static let inside = AddressKinds(rawValue: Int32(CFETCH_INSIDE))

    /// The kind of an IPv4 or IPv6 address in text; empty for anything else.
    static func of(_ address: String) -> AddressKinds {
        AddressKinds(rawValue: cfetch_kind(address))
    }
}
