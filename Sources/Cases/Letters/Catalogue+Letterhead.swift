import Contracts
import Documents
import Kernel

extension Catalogue {
    /// The office as letters name it.
    public func officeName(_ unit: UnitCode) -> String { self.unit(unit)?.name.id ?? unit.text }

    /// The head of letters and receipts of a unit.
    public func letterhead(_ unit: UnitCode) -> Letterhead {
        let contact = profile.contact
        return Letterhead(
            emblem: .pendopo(alt: "Lambang \(profile.name)"),
            government: profile.government.uppercased(),
            office: officeName(unit).uppercased(),
            address: [
                "\(profile.letterhead.address) \(contact.postalCode)",
                "\(contact.phone) · \(contact.email) · \(contact.site)",
            ])
    }

    /// The place where letters are signed: “Bogor” of “Kota Bogor”.
    var seat: String {
        profile.name.hasPrefix("Kota ") ? String(profile.name.dropFirst(5)) : profile.name
    }
}

extension LetterComposer {
    static let footer =
        "Surat ini disahkan secara elektronik oleh pejabat di atas "
        + "dan dapat diperiksa dengan kode QR."
}
