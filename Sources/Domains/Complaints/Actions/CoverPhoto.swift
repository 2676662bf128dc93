import Cases
import Contracts
import Forms
import Kernel
import Previews
import Store

extension Moderation {
    static let mostBoxes = 20

    /// Black boxes over parts of a picture, such as faces and plates. The child process that draws
    /// all public pictures burns them in; the one without is shown to nobody outside.
    /// - Parameter boxes: all of them; none shows the whole picture again.
    func cover(_ blob: BlobID, _ boxes: [PictureBox]) async throws {
        let source = try await tools.store.read("report.photo") { [self] reader in
            try tools.drafts.checks.picture(blob, page: 1, owner: record.id, in: reader)
        }
        guard let source else { throw Refusal(.conflict, "complaints.boxes.none") }
        let text = boxes.map(\.text).joined(separator: ";")
        let pictures = boxes.isEmpty ? [] : try await drawn(source, boxes)
        // What an error leaves behind is swept.
        try await keep(pictures, boxes.isEmpty ? nil : text, of: blob, count: boxes.count)
    }

    private struct Drawn: Sendable {
        let page: Int
        let picture: PreviewPage
        let stored: StoredBlob
    }

    private func drawn(_ source: Blob, _ boxes: [PictureBox]) async throws -> [Drawn] {
        let preview: Preview
        do {
            preview = try await tools.previewer.cover(try await tools.blobs.read(source), boxes)
        } catch is PreviewFault {
            throw Refusal(.unavailable, "complaints.boxes.failed")
        }
        var drawn: [Drawn] = []
        for (page, picture) in [(1, preview.pages[0]), (0, preview.thumb)] {
            let stored = try await tools.blobs.put(picture.jpeg)
            drawn.append(Drawn(page: page, picture: picture, stored: stored))
        }
        return drawn
    }

    private func keep(
        _ pictures: [Drawn], _ boxes: String?, of blob: BlobID, count: Int
    ) async throws {
        let facts: [String: JSONValue] = [
            "photo": .string(blob.text), "boxes": .integer(Int64(count)),
        ]
        try await perform("report.photo-covered", facts, tells: "report-photo-covered") {
            [self] tx in
            let changed = try tx.execute(
                """
                UPDATE report_photos SET boxes = \(boxes) WHERE blob = \(blob) \
                AND case_id = \(record.id) AND COALESCE(boxes, '') <> \(boxes ?? "")
                """)
            guard changed == 1 else { return false }
            for row in try tx.rows("SELECT picture FROM report_covers WHERE blob = \(blob)") {
                try tools.blobs.erase(row.uuid(0), in: tx)
            }
            try tx.execute("DELETE FROM report_covers WHERE blob = \(blob)")
            let key = try tools.vault.key(record.id.value, in: tx)
            for picture in pictures {
                try tools.blobs.register(picture.stored, owner: key, in: tx)
                try tx.execute(
                    """
                    INSERT INTO report_covers (blob, page, picture, width, height) VALUES \
                    (\(blob), \(picture.page), \(picture.stored.id), \(picture.picture.width), \
                    \(picture.picture.height))
                    """)
            }
            return true
        }
    }
}
