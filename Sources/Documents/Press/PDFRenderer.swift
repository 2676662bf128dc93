import Dispatch
import Kernel

/// Prints documents as tagged PDF files with embedded fonts. Equal documents give equal bytes on
/// the same installation of fonts.
public struct PDFRenderer: Sendable {
    /// Cairo and Pango block, and the first look at the fonts takes long: never on the
    /// cooperative pool. One letter at a time keeps their shared caches out of danger.
    private static let queue = DispatchQueue(label: "pendopo.documents.press")

    public let limits: PDFLimits

    public init(limits: PDFLimits = PDFLimits()) { self.limits = limits }

    /// The file. Throws `PDFError`.
    public func render(_ letter: LetterDocument) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.async {
                continuation.resume(with: Result { try LetterPress(letter, limits).print() })
            }
        }
    }

    /// Reads the fonts, so that the first citizen does not wait for it.
    public func warmUp() async { try? await checkFonts() }

    /// Throws `PDFError.missingFamily` when the fonts of letters are not installed.
    public func checkFonts() async throws {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.async {
                continuation.resume(
                    with: Result {
                        _ = try Typesetter(family: LetterBody.defaultFamily, language: .id)
                    })
            }
        }
    }
}
