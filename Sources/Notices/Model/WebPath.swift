/// The path of an address of the house, as notices name them.
enum WebPath {
    /// `https://kota.example/berkas/X` → `/berkas/X`; nil for anything else.
    static func of(_ address: String) -> String? {
        guard let mark = address.firstRange(of: "://") else {
            return address.hasPrefix("/") ? address : nil
        }
        let path = String(address[mark.upperBound...].drop { $0 != "/" })
        return path.isEmpty ? nil : path
    }
}
