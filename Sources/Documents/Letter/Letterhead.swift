/// The head of a letter: crest, government, office, address.
public struct Letterhead: Sendable, Hashable {
    public var emblem: Emblem?
    /// “PEMERINTAH KOTA BOGOR”.
    public var government: String
    /// “BADAN KESATUAN BANGSA DAN POLITIK”; nil for letters of the mayor.
    public var office: String?
    /// Address, telephone, web, mail.
    public var address: [String]

    public init(emblem: Emblem?, government: String, office: String?, address: [String]) {
        self.emblem = emblem
        self.government = government
        self.office = office
        self.address = address
    }
}
