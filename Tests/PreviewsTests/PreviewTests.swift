import Foundation
import Previews
import TestKit
import Testing

@Suite("Previews of files that strangers sent")
struct PreviewTests {
    private let previewer = Previewer(program: TestProgram.path)

    private func fault(_ bytes: [UInt8], _ kind: PreviewKind) async throws -> PreviewFault? {
        do {
            _ = try await previewer.preview(bytes, kind)
            return nil
        } catch let fault as PreviewFault {
            return fault
        }
    }

    /// A photograph as a telephone makes it: lying on its side, with the place where it was taken.
    private func photograph(orientation: UInt8) async throws -> [UInt8] {
        let plain = try await previewer.preview(TestPNG.make(width: 600, height: 400), .picture)
        let tiff: [UInt8] =
            Array("II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0]
            + [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0] + [0, 0, 0, 0]
        let block = Array("Exif\0\0".utf8) + tiff + Array("GPS -6.5944 106.7892".utf8)
        let size = block.count + 2
        let segment: [UInt8] = [0xFF, 0xE1, UInt8(size >> 8), UInt8(size & 255)] + block
        return Array(plain.pages[0].jpeg.prefix(2)) + segment + plain.pages[0].jpeg.dropFirst(2)
    }

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
        Data(bytes).range(of: Data(text.utf8)) != nil
    }

    @Test("a large picture becomes a small JPEG, and a smaller one for lists")
    func shrinking() async throws {
        let preview = try await previewer.preview(
            TestPNG.make(width: 2_400, height: 1_200), .picture)
        let page = try #require(preview.pages.first)
        #expect(preview.count == 1)
        #expect((page.width, page.height) == (1_600, 800))
        #expect((preview.thumb.width, preview.thumb.height) == (320, 160))
        #expect(page.jpeg.starts(with: [0xFF, 0xD8, 0xFF]))
        #expect(preview.thumb.jpeg.count < page.jpeg.count)
    }

    @Test(
        "a photograph stands upright and tells nothing about its place",
        arguments: [(1, false), (3, false), (6, true), (8, true)] as [(UInt8, Bool)])
    func metadata(_ orientation: UInt8, _ isTurned: Bool) async throws {
        let photograph = try await photograph(orientation: orientation)
        #expect(contains(photograph, "GPS"))
        let preview = try await previewer.preview(photograph, .picture)
        let page = preview.pages[0]
        #expect((page.width, page.height) == (isTurned ? (400, 600) : (600, 400)))
        for picture in [page, preview.thumb] {
            #expect(!contains(picture.jpeg, "Exif"))
            #expect(!contains(picture.jpeg, "GPS"))
        }
    }

    @Test("a picture that is too large is not decoded")
    func bomb() async throws {
        let bomb = TestPNG.claiming(width: 50_000, height: 50_000)
        #expect(try await fault(bomb, .picture) == .tooLarge)
        let wide = TestPNG.claiming(width: 999_999, height: 49)
        #expect(try await fault(wide, .picture) == .broken)
    }

    @Test("what is cut, empty or something else is broken, and nothing worse")
    func broken() async throws {
        let png = TestPNG.make(width: 300, height: 300)
        let jpeg = try await previewer.preview(png, .picture).pages[0].jpeg
        for bytes in [
            [], Array("hello".utf8), Array(png.dropLast(400)), Array(png.prefix(60)),
            Array(jpeg.prefix(jpeg.count / 2)), Array(jpeg.prefix(20)), TestPDF.make(pages: 1),
        ] {
            #expect(try await fault(bytes, .picture) == .broken, "\(bytes.count) bytes")
        }
        for bytes in [[], Array("hello".utf8), jpeg, Array("%PDF-1.7\n%%EOF".utf8)] {
            #expect(try await fault(bytes, .document) == .broken, "\(bytes.count) bytes")
        }
    }

    @Test("noise in the middle of a picture never takes the server with it", arguments: 0..<12)
    func noise(_ seed: Int) async throws {
        var bytes = try await photograph(orientation: 6)
        for step in 0..<20 {
            bytes[(seed * 7_919 + step * 104_729) % bytes.count] = UInt8((seed * 31 + step) & 255)
        }
        let found = try await fault(bytes, .picture)
        #expect(found == nil || found == .broken || found == .tooLarge)
    }

    @Test("pages of a document become pictures; the first twenty of many")
    func pages() async throws {
        let three = try await previewer.preview(TestPDF.make(pages: 3), .document)
        #expect(three.count == 3)
        #expect(three.pages.map(\.number) == [1, 2, 3])
        #expect((three.pages[0].width, three.pages[0].height) == (1_131, 1_600))
        let many = try await previewer.preview(TestPDF.make(pages: 23), .document)
        #expect(many.count == 23)
        #expect(many.pages.count == 20)
    }

    @Test("a document with a script, a page as large as a field, or no table is drawn or refused")
    func hostileDocuments() async throws {
        let script = "/OpenAction<</S/JavaScript/JS(app.alert\\('x'\\))>>"
        let scripted = try await previewer.preview(
            TestPDF.make(pages: 1, catalogue: script), .document)
        #expect(scripted.pages.count == 1)
        let huge = try await previewer.preview(
            TestPDF.make(pages: 1, box: "0 0 900000 900000"), .document)
        #expect((huge.pages[0].width, huge.pages[0].height) == (1_600, 1_600))
        let lost = Array(TestPDF.make(pages: 1).prefix { $0 != UInt8(ascii: "4") })
        #expect(try await fault(lost, .document) == .broken)
    }

    @Test("a document under a password is broken for everybody who has none")
    func locked() async throws {
        let folder = FileManager.default.temporaryDirectory.path
        let plain = "\(folder)/pendopo-locked-\(UInt64.random(in: 0 ... .max))"
        defer { for path in [plain, plain + ".pdf"] { unlink(path) } }
        try Data(TestPDF.make(pages: 1)).write(to: URL(fileURLWithPath: plain))
        guard FileManager.default.isExecutableFile(atPath: "/usr/bin/qpdf") else { return }
        _ = try OutsideProgram.run(
            "/usr/bin/qpdf", ["--encrypt", "a", "b", "256", "--", plain, plain + ".pdf"])
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: plain + ".pdf")))
        #expect(try await fault(bytes, .document) == .broken)
    }

    @Test("a child that takes too long is ended; one that talks for ever too")
    func ending() async throws {
        var limits = PreviewLimits()
        limits.seconds = 0
        let hasty = Previewer(program: TestProgram.path, limits: limits)
        await #expect(throws: PreviewFault.late) {
            _ = try await hasty.preview(TestPNG.make(width: 10, height: 10), .picture)
        }
        let talker = Previewer(program: "/usr/bin/yes")
        await #expect(throws: PreviewFault.died) {
            _ = try await talker.preview([1], .picture)
        }
    }

    @Test("the child has no environment, opens no file of ours, no socket and no process")
    func fence() async throws {
        setenv("PENDOPO_MASTER_KEY_PROBE", "secret", 1)
        defer { unsetenv("PENDOPO_MASTER_KEY_PROBE") }
        let path =
            FileManager.default.temporaryDirectory.path
            + "/pendopo-key-\(UInt64.random(in: 0 ... .max))"
        try Data("key".utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        for kind in [PreviewKind.picture, .document] {
            let told = try await previewer.fence(
                kind, opening: ["/etc/passwd", path, "/proc/self"])
            #expect(
                told == """
                    environment 0
                    open /etc/passwd 0
                    open \(path) 0
                    open /proc/self 0
                    connect 0
                    fork 0

                    """)
        }
    }
}
