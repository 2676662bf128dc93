import CCairo
import Kernel

/// Breaks text into lines by Pango. Lives and dies on the press's queue.
final class Typesetter {
    struct Style {
        var size: Double
        var bold = false
        var alignment = Alignment.left
        /// Indent of the first line, in points.
        var indent = 0.0
        /// Multiple of the fonts' own line height.
        var leading = 1.12
    }

    enum Alignment { case left, centre, right, justified }

    private let map: UnsafeMutablePointer<PangoFontMap>
    private let context: OpaquePointer
    private let family: String

    init(family: String, language: Language) throws(PDFError) {
        guard let map = pango_cairo_font_map_new(),
            let context = pango_font_map_create_context(map)
        else { throw .press("no font map") }
        self.map = map
        self.context = context
        self.family = family
        // Letters are measured in points of paper: no pixels, no hinting.
        pango_cairo_context_set_resolution(context, 72)
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string(language.rawValue))
        try requireFamily()
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(map)
    }

    /// The text in lines of at most `width` points.
    func set(_ text: RichText, width: Double, _ style: Style) -> TextBlock {
        let layout = pango_layout_new(context)
        let font = description(size: style.size, bold: style.bold)
        pango_layout_set_font_description(layout, font)
        pango_font_description_free(font)
        pango_layout_set_width(layout, units(width))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_indent(layout, units(style.indent))
        switch style.alignment {
        case .left: break
        case .centre: pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
        case .right: pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT)
        case .justified: pango_layout_set_justify(layout, 1)
        }
        pango_layout_set_text(layout, text.plain, -1)
        let attributes = self.attributes(of: text)
        pango_layout_set_attributes(layout, attributes)
        pango_attr_list_unref(attributes)
        return TextBlock(layout: layout, leading: style.leading)
    }

    private func attributes(of text: RichText) -> OpaquePointer? {
        let list = pango_attr_list_new()
        // A hyphen of Pango's own would change a number or an address that had to be broken.
        pango_attr_list_insert(list, pango_attr_insert_hyphens_new(0))
        var start: UInt32 = 0
        for run in text.runs {
            let end = start + UInt32(run.text.utf8.count)
            var wanted: [UnsafeMutablePointer<PangoAttribute>?] = []
            if run.bold { wanted.append(pango_attr_weight_new(PANGO_WEIGHT_BOLD)) }
            if run.italic { wanted.append(pango_attr_style_new(PANGO_STYLE_ITALIC)) }
            for attribute in wanted {
                attribute?.pointee.start_index = start
                attribute?.pointee.end_index = end
                pango_attr_list_insert(list, attribute)
            }
            start = end
        }
        return list
    }

    private func description(size: Double, bold: Bool) -> OpaquePointer? {
        let font = pango_font_description_new()
        pango_font_description_set_family(font, family)
        pango_font_description_set_absolute_size(font, size * Double(PANGO_SCALE))
        if bold { pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
        return font
    }

    private func requireFamily() throws(PDFError) {
        let wanted = description(size: 12, bold: false)
        defer { pango_font_description_free(wanted) }
        guard let font = pango_font_map_load_font(map, context, wanted) else {
            throw .missingFamily(family)
        }
        defer { g_object_unref(font) }
        let found = pango_font_describe(font)
        defer { pango_font_description_free(found) }
        guard let name = pango_font_description_get_family(found), String(cString: name) == family
        else { throw .missingFamily(family) }
    }

    private func units(_ points: Double) -> Int32 {
        Int32((points * Double(PANGO_SCALE)).rounded())
    }
}
