import Previews

/// Whether files that people send can be looked into safely.
struct PreviewExamination {
    let settings: Settings

    func findings() async -> [Examination.Finding] {
        let previewer = Previewer(program: settings.program)
        guard previewer.isThere else { return [] }
        guard let found = try? await previewer.fence(.picture, opening: []), !found.isEmpty else {
            return [
                .grave(
                    "Pictures cannot be shown: the child that reads them cannot be fenced in.",
                    mend: "Run on Linux 5.9 or newer and allow seccomp in the container.")
            ]
        }
        guard let found = try? await previewer.fence(.document, opening: []), !found.isEmpty else {
            return [
                .note(
                    "Pages of PDF files are not shown: this kernel has no Landlock.",
                    mend: "Run on Linux 5.13 or newer with Landlock. Originals can be fetched."
                )
            ]
        }
        guard previewer.hasDocumentProgram else {
            return [
                .note(
                    "Pages of PDF files are not shown: pdftoppm is missing.",
                    mend: "apt-get install poppler-utils")
            ]
        }
        return []
    }
}
