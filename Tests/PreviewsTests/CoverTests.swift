import TestKit
import Testing

@testable import Previews

@Suite("Black boxes in public pictures")
struct CoverTests {
    private let previewer = Previewer(program: TestProgram.path)

    /// How light a picture is at a place, from 0 to 255.
    private func light(_ jpeg: [UInt8], _ x: Int, _ y: Int) -> UInt8? {
        GrayPicture(jpeg)?.light(x, y)
    }

    @Test("what is under a box is black in the picture and in the small one, the rest is as it was")
    func burnt() async throws {
        let plain = try await previewer.preview(TestPNG.make(width: 800, height: 400), .picture)
        let box = try #require(PictureBox(left: 25, top: 10, width: 50, height: 30))
        let edge = try #require(PictureBox(left: 90, top: 90, width: 90, height: 90))
        #expect(edge.text == "90,90,10,10")
        let covered = try await previewer.cover(plain.pages[0].jpeg, [box, edge])
        let page = try #require(covered.pages.first)
        #expect((page.width, page.height) == (800, 400))
        for (x, y) in [(205, 45), (400, 100), (594, 155), (730, 370), (795, 395)] {
            #expect(try #require(light(page.jpeg, x, y)) < 8, "\(x) \(y)")
        }
        for (x, y) in [(180, 100), (620, 100), (400, 20), (400, 180), (700, 340)] {
            #expect(try #require(light(page.jpeg, x, y)) > 20, "\(x) \(y)")
        }
        #expect(try #require(light(covered.thumb.jpeg, 160, 40)) < 8)
        #expect(try #require(light(covered.thumb.jpeg, 20, 40)) > 20)
    }

    @Test(
        "a box that is none is none",
        arguments: [
            (-1, 0, 10, 10), (0, 100, 10, 10), (0, 0, 0, 10), (0, 0, 10, 101), (0, 0, -5, 10),
        ])
    func boxes(left: Int, top: Int, width: Int, height: Int) {
        #expect(PictureBox(left: left, top: top, width: width, height: height) == nil)
    }

    @Test("a child that does not understand every box draws nothing")
    func wrong() {
        #expect(PictureBox("1,2,3,4")?.text == "1,2,3,4")
        for text in ["", "1,2,3", "1,2,3,x", "1,2,3,4,5", "100,0,1,1"] {
            #expect(PictureBox(text) == nil, "\(text)")
        }
        #expect(PreviewWorker.run(["picture", "100", "1,2,3,4;x"]) == 64)
    }
}
