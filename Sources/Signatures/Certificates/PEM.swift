import SwiftASN1

/// Files with `-----BEGIN …-----`, by swift-asn1.
public enum PEM {
    /// All parts of a kind, as DER; other parts are passed over.
    /// - Parameter kind: `CERTIFICATE`, `X509 CRL`, `PUBLIC KEY`.
    public static func read(_ text: String, kind: String) throws(SigningError) -> [[UInt8]] {
        do {
            return try PEMDocument.parseMultiple(pemString: text)
                .filter { $0.discriminator == kind }.map(\.derBytes)
        } catch {
            throw .badPEM
        }
    }

    public static func text(_ der: [UInt8], kind: String) -> String {
        PEMDocument(type: kind, derBytes: der).pemString + "\n"
    }
}
