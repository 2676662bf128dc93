import Documents

/// Whether letters can be printed.
enum FontExamination {
    static func findings() async -> [Examination.Finding] {
        do {
            try await PDFRenderer().checkFonts()
            return []
        } catch PDFError.missingFamily(let family) {
            return [
                .grave(
                    "The type family \(family) is not installed: no letter can be printed.",
                    mend: "apt-get install fonts-liberation, then restart.")
            ]
        } catch {
            return [
                .grave("Letters cannot be printed: \(error).", mend: "Run scripts/setup again.")
            ]
        }
    }
}
