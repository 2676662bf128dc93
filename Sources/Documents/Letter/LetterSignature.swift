/// The block of the person who signs.
public struct LetterSignature: Sendable, Hashable {
    /// “Ditetapkan di Bogor”, “pada tanggal 23 November 2026”.
    public var dateLines: [String]
    /// “Plt.”, “Plh.”, “a.n. Wali Kota Bogor,”: how the authority came to the person.
    public var capacity: String
    /// “Kepala Badan Kesatuan Bangsa dan Politik”.
    public var position: String
    public var name: String
    /// “Pembina Utama Muda (IV/c)”; may be empty.
    public var rank: String
    /// Ready for print; may be empty.
    public var nip: String
    /// What stands where the pen would: “Disahkan secara elektronik”.
    public var mark: String

    public init(
        dateLines: [String], capacity: String = "", position: String, name: String,
        rank: String = "", nip: String = "", mark: String = ""
    ) {
        self.dateLines = dateLines
        self.capacity = capacity
        self.position = position
        self.name = name
        self.rank = rank
        self.nip = nip
        self.mark = mark
    }
}

/// How a reader checks that a letter is genuine.
public struct LetterVerification: Sendable, Hashable {
    /// The address in the QR code.
    public var url: String
    /// Read aloud in place of the code.
    public var alt: String
    /// Printed beside the code.
    public var caption: String

    public init(url: String, alt: String, caption: String) {
        self.url = url
        self.alt = alt
        self.caption = caption
    }
}
