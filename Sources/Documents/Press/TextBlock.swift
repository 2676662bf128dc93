import CCairo

/// Lines that are ready to be drawn one by one.
final class TextBlock {
    struct Line {
        let line: UnsafeMutablePointer<PangoLayoutLine>
        /// From the left edge of the block.
        let x: Double
        let width: Double
        let height: Double
        /// From the top of the line.
        let baseline: Double
    }

    private let layout: OpaquePointer?
    let lines: [Line]

    var height: Double { lines.reduce(0) { $0 + $1.height } }
    var width: Double { lines.map(\.width).max() ?? 0 }

    init(layout: OpaquePointer?, leading: Double) {
        self.layout = layout
        var lines: [Line] = []
        let scale = Double(PANGO_SCALE)
        let iterator = pango_layout_get_iter(layout)
        repeat {
            guard let line = pango_layout_iter_get_line(iterator) else { break }
            Self.keepLastSpace(of: line)
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &logical)
            let baseline = Double(pango_layout_iter_get_baseline(iterator) - logical.y) / scale
            let height = Double(logical.height) / scale
            lines.append(
                Line(
                    line: line, x: Double(logical.x) / scale, width: Double(logical.width) / scale,
                    height: height * leading, baseline: baseline + height * (leading - 1) / 2))
        } while pango_layout_iter_next_line(iterator) != 0
        pango_layout_iter_free(iterator)
        self.lines = lines
    }

    /// Pango empties the space at which it breaks a line. Cairo would then write the space as a
    /// replacement text without glyphs, at which readers of the structure (poppler) lose the rest
    /// of the paragraph; without any space the words of two lines would be read as one.
    private static func keepLastSpace(of line: UnsafeMutablePointer<PangoLayoutLine>) {
        var node = line.pointee.runs
        while let next = node?.pointee.next { node = next }
        guard let data = node?.pointee.data else { return }
        let run = data.assumingMemoryBound(to: PangoLayoutRun.self)
        guard let item = run.pointee.item, let glyphs = run.pointee.glyphs,
            glyphs.pointee.num_glyphs > 0
        else { return }
        let last = Int(glyphs.pointee.num_glyphs) - 1
        guard glyphs.pointee.glyphs[last].glyph == emptyGlyph else { return }
        let space = pango_glyph_string_new()
        defer { pango_glyph_string_free(space) }
        pango_shape(" ", 1, &item.pointee.analysis, space)
        guard let space, space.pointee.num_glyphs == 1 else { return }
        // Its width stays nothing: the line's edge does not move.
        glyphs.pointee.glyphs[last].glyph = space.pointee.glyphs[0].glyph
    }

    /// `PANGO_GLYPH_EMPTY`, a macro that Swift does not see.
    private static let emptyGlyph: PangoGlyph = 0x0FFF_FFFF

    deinit {
        if let layout { g_object_unref(UnsafeMutableRawPointer(layout)) }
    }
}
