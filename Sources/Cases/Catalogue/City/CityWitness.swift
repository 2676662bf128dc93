import TransparencyLog

/// Somebody else who follows the city's ledger and cosigns it (`witnesses` in city.yaml).
public struct CityWitness: Sendable, Hashable {
    /// Who it is, as people read it.
    public let name: String
    /// Below which it answers, such as `https://saksi.example`.
    public let address: String
    /// By which it cosigns.
    public let key: NoteKey

    public init(name: String, address: String, key: NoteKey) {
        self.name = name
        self.address = address
        self.key = key
    }

    /// `[{name: …, address: …, vkey: …}]`.
    static func read(_ value: YAMLValue) -> [CityWitness] {
        var known: Set<String> = []
        return value.items().compactMap { item in
            guard let entry = item.mapping(["name", "address", "vkey"]),
                let name = entry.required("name")?.text(),
                let addressPlace = entry.required("address"), let address = addressPlace.text(),
                let keyPlace = entry.required("vkey"), let text = keyPlace.text()
            else { return nil }
            guard isSafe(address), !address.hasSuffix("/"), !address.contains("?")
            else {
                addressPlace.error(
                    "`\(address)` is no address of a witness",
                    mend: "write one like `https://saksi.example`, without a slash at the end")
                return nil
            }
            guard let key = NoteKey(text: text), key.kind == .cosignature else {
                keyPlace.error(
                    "this is no key of a witness", mend: "copy what it says at `/vkey`")
                return nil
            }
            guard known.insert(key.name).inserted else {
                keyPlace.error("two witnesses have this key's name", mend: "keep one of them")
                return nil
            }
            return CityWitness(name: name, address: address, key: key)
        }
    }

    /// Without TLS only on the same machine, where witnesses are tried out.
    private static func isSafe(_ address: String) -> Bool {
        address.hasPrefix("https://")
            || ["http://127.0.0.1:", "http://localhost:"].contains { address.hasPrefix($0) }
    }
}
