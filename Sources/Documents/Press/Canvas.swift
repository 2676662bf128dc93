import CCairo
import Kernel

/// The paper: a Cairo PDF surface with structure tags. Lives and dies on the press's queue.
final class Canvas {
    /// A4 in points.
    static let width = 595.276
    static let height = 841.89

    /// Cairo 1.16 knows no artifacts; what carries this tag is made one by `PDFFinish`.
    static let artifactTag = "Private"

    private final class Output { var bytes: [UInt8] = [] }

    private let output = Output()
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    /// Of the figures in reading order; Cairo 1.16 cannot write them.
    private(set) var alternatives: [String] = []
    /// `ListNumbering` of the lists in reading order.
    private(set) var numberings: [String] = []

    init() throws(PDFError) {
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
            output.bytes += UnsafeBufferPointer(start: data, count: Int(length))
            return CAIRO_STATUS_SUCCESS
        }
        let closure = Unmanaged.passUnretained(output).toOpaque()
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                write, closure, Self.width, Self.height),
            let cairo = cairo_create(surface)
        else { throw .press("no surface") }
        self.surface = surface
        self.cairo = cairo
        cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5)
    }

    deinit {
        cairo_destroy(cairo)
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
    }

    /// The finished file as Cairo writes it.
    func finish() throws(PDFError) -> [UInt8] {
        let drawing = cairo_status(cairo)
        cairo_surface_finish(surface)
        let status = drawing == CAIRO_STATUS_SUCCESS ? cairo_surface_status(surface) : drawing
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .press(cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown")
        }
        return output.bytes
    }

    func describe(_ letter: LetterDocument, at date: String) {
        let metadata = [
            (CAIRO_PDF_METADATA_TITLE, letter.title), (CAIRO_PDF_METADATA_AUTHOR, letter.author),
            (CAIRO_PDF_METADATA_SUBJECT, letter.subject), (CAIRO_PDF_METADATA_CREATOR, "Pendopo"),
            (CAIRO_PDF_METADATA_CREATE_DATE, date), (CAIRO_PDF_METADATA_MOD_DATE, date),
        ]
        for (key, value) in metadata where !value.isEmpty {
            cairo_pdf_surface_set_metadata(surface, key, value)
        }
    }

    // MARK: Structure

    func begin(_ tag: String) { cairo_tag_begin(cairo, tag, nil) }

    func end(_ tag: String) { cairo_tag_end(cairo, tag) }

    func tagged(_ tag: String, _ draw: () -> Void) {
        begin(tag)
        draw()
        end(tag)
    }

    /// Ornament, page numbers: nothing a screen reader should say.
    func artifact(_ draw: () -> Void) { tagged(Self.artifactTag, draw) }

    func figure(alt: String, _ draw: () -> Void) {
        alternatives.append(alt)
        tagged("Figure", draw)
    }

    func beginList(_ numbering: String) {
        numberings.append(numbering)
        begin("L")
    }

    func nextPage() { cairo_show_page(cairo) }

    // MARK: Drawing

    func draw(_ line: TextBlock.Line, x: Double, top: Double) {
        cairo_move_to(cairo, x + line.x, top + line.baseline)
        pango_cairo_show_layout_line(cairo, line.line)
    }

    func draw(_ block: TextBlock, x: Double, top: Double) {
        var y = top
        for line in block.lines {
            draw(line, x: x, top: y)
            y += line.height
        }
    }

    /// The outlines of the text as a drawing: nothing that is searched or copied.
    func drawOutlines(of block: TextBlock, x: Double, top: Double) {
        for line in block.lines {
            cairo_move_to(cairo, x + line.x, top + line.baseline)
            pango_cairo_layout_line_path(cairo, line.line)
        }
        cairo_fill(cairo)
    }

    func colour(_ red: Double, _ green: Double, _ blue: Double) {
        cairo_set_source_rgb(cairo, red, green, blue)
    }

    func black() { colour(0, 0, 0) }

    func rule(x: Double, y: Double, width: Double, thickness: Double) {
        cairo_rectangle(cairo, x, y, width, thickness)
        cairo_fill(cairo)
    }

    func frame(x: Double, y: Double, width: Double, height: Double, thickness: Double) {
        cairo_set_line_width(cairo, thickness)
        cairo_rectangle(cairo, x, y, width, height)
        cairo_stroke(cairo)
    }

    /// Turned around the middle of the page.
    func turned(by radians: Double, _ draw: () -> Void) {
        cairo_save(cairo)
        cairo_translate(cairo, Self.width / 2, Self.height / 2)
        cairo_rotate(cairo, radians)
        draw()
        cairo_restore(cairo)
    }

    func draw(_ code: QRCode, x: Double, y: Double, side: Double) {
        let module = side / Double(code.size)
        black()
        for run in code.runs {
            cairo_rectangle(
                cairo, x + Double(run.x) * module, y + Double(run.y) * module,
                Double(run.length) * module, module)
        }
        cairo_fill(cairo)
    }

    func draw(_ emblem: PreparedEmblem, x: Double, y: Double, height: Double) {
        cairo_save(cairo)
        cairo_translate(cairo, x, y)
        cairo_scale(cairo, height / emblem.height, height / emblem.height)
        for shape in emblem.shapes {
            colour(shape.red, shape.green, shape.blue)
            for step in shape.path.steps {
                switch step {
                case .move(let point): cairo_move_to(cairo, point.x, point.y)
                case .line(let point): cairo_line_to(cairo, point.x, point.y)
                case .curve(let a, let b, let c):
                    cairo_curve_to(cairo, a.x, a.y, b.x, b.y, c.x, c.y)
                case .close: cairo_close_path(cairo)
                }
            }
            cairo_fill(cairo)
        }
        cairo_restore(cairo)
        black()
    }
}
