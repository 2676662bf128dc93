import Kernel

/// The path to go on to after another page, such as that of signing in.
public enum NextPath {
    /// The field that holds it, in addresses and in forms.
    public static let field = "lanjut"

    /// The address with the path to go on to; alone without one.
    public static func adding(_ next: String?, to address: String) -> String {
        guard let next, !next.isEmpty else { return address }
        return "\(address)?\(field)=\(PercentCoding.encode(next))"
    }

    /// The path itself when it stays on this site, nil for everything else: anybody may have
    /// written the address that it comes from.
    public static func local(_ path: String) -> String? {
        SafeURL.local(path)
    }
}
