/// Why something cannot be signed.
public enum SigningError: Error, Sendable, Hashable {
    case unreadable(PDFReadError)
    /// The field to be signed is not there, or is signed already.
    case noField(String)
    /// An earlier signature permits no further ones.
    case locked
    /// The signature does not fit into the room kept for it.
    case tooLong
    case badCertificate
    case badKey
    case badPEM
    /// PKCS#12: not this passphrase.
    case wrongPassphrase
    case badKeyFile
    /// The signer cannot be reached or refuses, in its own words; nothing was signed.
    case signerUnavailable(String)
    /// The signer takes neither NIK nor passphrase, or has no certificate; in its own words.
    case signerRefused(String)
    /// What the signer gave back is not the signed letter.
    case badAnswer
    /// The time-stamp service gave no usable token.
    case noTimeStamp
}
