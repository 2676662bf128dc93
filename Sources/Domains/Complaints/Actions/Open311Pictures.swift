import Cases
import Forms
import Kernel
import Store
import Web

/// Pictures of a report that a program sends: files in its form, and addresses.
struct Open311Pictures: Sendable {
    let tools: ComplaintTools

    /// What is ready to be attached.
    struct Taken: Sendable {
        let files: SentFiles
        /// Pictures that were only named, and could not be had.
        let failed: Int
    }

    /// Stores the pictures of a report. One that was only named and cannot be had is counted: the
    /// report is worth more than its picture.
    /// - Throws: `Refusal`: one that came along cannot be taken.
    func take(_ sent: [UploadedFile], _ report: Open311Report) async throws -> Taken {
        try check(sent, report)
        let room = (report.pictures?.maxCount ?? 0) - sent.count
        let fetched = await FetchPictures(link: tools.outside).fetch(
            report.mediaURLs, limit: room)
        let good = fetched.files.filter { problem($0, report) == nil }
        let named = (sent + good).enumerated().map { place, file in
            // Numbered: two of one name and size would count as one.
            UploadedFile(
                field: SentFields.name(report.rule.photos), name: "\(place + 1) \(file.name)",
                type: file.type, bytes: file.bytes)
        }
        let files = try await SentFiles.receive(
            named, fields: report.form.fields, there: [:], blobs: tools.blobs)
        do {
            try report.refuse(files.problems)
        } catch {
            await files.discard(tools.blobs)
            throw error
        }
        return Taken(files: files, failed: fetched.failed + fetched.files.count - good.count)
    }

    /// - Throws: `Refusal` with the first picture that cannot be taken.
    func check(_ sent: [UploadedFile], _ report: Open311Report) throws {
        if let wrong = sent.lazy.compactMap({ problem($0, report) }).first {
            throw Refusal(.invalid, wrong.key, field: wrong.field, values: wrong.values)
        }
    }

    private func problem(_ file: UploadedFile, _ report: Open311Report) -> FieldProblem? {
        guard let rule = report.pictures else {
            return FieldProblem(file.field, "complaints.open311.pictures")
        }
        let verdict = rule.check(
            field: file.field, prefix: file.bytes, size: Int64(file.bytes.count), alreadyThere: 0)
        if case .failure(let problem) = verdict { return problem }
        return nil
    }
}
