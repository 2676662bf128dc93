import Contracts
import Forms
import Kernel
import Store

/// The pictures of a report as everybody sees them: drawn by the house itself, without those that
/// were hidden, and with the black boxes that an officer laid over faces and plates.
struct PublicPhotos {
    let tools: ComplaintTools

    /// Those that may be shown, each at its place among all.
    func all(of id: CaseID, in reader: Reader) throws -> [ShownPhoto] {
        let checks = try tools.drafts.checks.all(of: id, in: reader)
        let covers = try covers(of: id, in: reader)
        return try ReportRows.photos(of: id, in: reader).enumerated().compactMap {
            place, photo -> ShownPhoto? in
            guard !photo.isHidden, case .shown(_, let pages, let thumb)? = checks[photo.blob],
                let page = pages.first
            else { return nil }
            let cover = covers[photo.blob] ?? [:]
            return ShownPhoto(
                place: place, kind: photo.kind, page: cover[1] ?? page,
                thumb: cover[0] ?? thumb)
        }
    }

    /// The picture itself.
    /// - Parameter page: 1, or 0 for the small one.
    func picture(
        _ place: Int, page: Int, of id: CaseID, in reader: Reader
    ) throws -> Blob? {
        let photos = try ReportRows.photos(of: id, in: reader)
        guard photos.indices.contains(place), !photos[place].isHidden else { return nil }
        let blob = photos[place].blob
        let cover = try reader.row(
            "SELECT picture FROM report_covers WHERE blob = \(blob) AND page = \(page)")
        if let cover { return try tools.blobs.blob(cover.uuid(0), in: reader) }
        // Boxes without their picture: nothing rather than what they were to cover.
        guard !photos[place].isCovered else { return nil }
        return try tools.drafts.checks.picture(blob, page: page, owner: id, in: reader)
    }

    private func covers(
        of id: CaseID, in reader: Reader
    ) throws -> [BlobID: [Int: FileCheck.Page]] {
        var covers: [BlobID: [Int: FileCheck.Page]] = [:]
        let rows = try reader.rows(
            """
            SELECT v.blob, v.page, v.width, v.height FROM report_covers v \
            JOIN report_photos p ON p.blob = v.blob WHERE p.case_id = \(id)
            """)
        for row in rows {
            covers[row.id(0), default: [:]][Int(row.int(1))] = FileCheck.Page(
                number: 1, width: Int(row.int(2)), height: Int(row.int(3)))
        }
        return covers
    }
}
