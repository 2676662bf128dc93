import Contracts
import Kernel
import Texts

/// A flow as an SVG drawing: steps below each other, branches and options side by side. Made of
/// shapes and text only, so that it prints and stands in any page.
public struct FlowDrawing: Sendable {
    let service: Service
    let catalogue: Catalogue
    let language: Language
    /// The steps where a case stands now, drawn in full colour.
    let current: Set<String>

    public init(
        _ service: Service, _ catalogue: Catalogue, _ language: Language,
        current: Set<String> = []
    ) {
        self.service = service
        self.catalogue = catalogue
        self.language = language
        self.current = current
    }

    /// The whole document. Its title says what it shows; a list beside it must say the same.
    public var svg: String {
        let body = column(service.flow.steps)
        let (width, height) = (body.width + 2 * Measure.edge, body.height + 2 * Measure.edge)
        var out = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
            width="\(width)" height="\(height)" role="img" \
            font-family="Liberation Sans, Arial, sans-serif">
            <title>\(TextEscaping.html(service.title.text(language)))</title>
            <rect width="\(width)" height="\(height)" fill="#ffffff"/>

            """
        body.draw(Measure.edge, Measure.edge, &out)
        return out + "</svg>\n"
    }

    enum Measure {
        static let edge = 16
        static let box = 208
        static let gap = 28
        static let side = 16
        static let line = 17
        /// Letters that fit on a line of a box.
        static let letters = 23
    }

    /// A part of the drawing with its size.
    struct Part {
        let width, height: Int
        let draw: (_ x: Int, _ y: Int, _ out: inout String) -> Void
    }

    /// Parts below each other, with arrows between them.
    private func column(_ steps: [Step]) -> Part {
        let parts = steps.map(part)
        let width = parts.map(\.width).max() ?? Measure.box
        let height = parts.reduce(0) { $0 + $1.height } + max(0, parts.count - 1) * Measure.gap
        return Part(width: width, height: height) { x, y, out in
            var top = y
            for (index, part) in parts.enumerated() {
                part.draw(x + (width - part.width) / 2, top, &out)
                top += part.height
                guard index < parts.count - 1 else { continue }
                arrow(x + width / 2, top, &out)
                top += Measure.gap
            }
        }
    }

    private func part(_ step: Step) -> Part {
        step.kind.holdsSteps ? frame(step) : box(step)
    }

    private func arrow(_ x: Int, _ y: Int, _ out: inout String) {
        let end = y + Measure.gap
        out += """
            <path d="M\(x) \(y)V\(end - 7)" stroke="#5b6b7a" stroke-width="2" fill="none"/>\
            <path d="M\(x - 5) \(end - 8)L\(x) \(end - 1)L\(x + 5) \(end - 8)Z" fill="#5b6b7a"/>

            """
    }
}

extension FlowDrawing {
    /// One step: what happens, who does it, how long it may take.
    private func box(_ step: Step) -> Part {
        let title = Self.wrapped(step.title.text(language))
        let height = title.count * Measure.line + 46
        let isCurrent = current.contains(step.id)
        let small = "\(office(step)) · \(step.within.text(language))"
        let dashes = step.condition == nil ? "" : " stroke-dasharray=\"6 4\""
        return Part(width: Measure.box, height: height) { x, y, out in
            out += """
                <rect x="\(x)" y="\(y)" width="\(Measure.box)" height="\(height)" rx="8" \
                fill="\(isCurrent ? "#0b5c8a" : "#eef5fa")" stroke="#0b5c8a" \
                stroke-width="2"\(dashes)/>

                """
            let ink = isCurrent ? "#ffffff" : "#14202b"
            for (index, line) in title.enumerated() {
                text(line, x + 12, y + 22 + index * Measure.line, 14, ink, &out)
            }
            text(small, x + 12, y + height - 13, 12, isCurrent ? "#ffffff" : "#3d4f5f", &out)
        }
    }

    /// Branches side by side in a frame; options in a broken one.
    private func frame(_ step: Step) -> Part {
        let columns = step.branches.map { column($0.steps) }
        let inner =
            columns.reduce(0) { $0 + $1.width } + max(0, columns.count - 1) * Measure.side
        let title = Self.wrapped(step.title.text(language), letters: max(27, inner / 8))
        let head = title.count * Measure.line + 18
        let width = inner + 2 * Measure.side
        let height = head + (columns.map(\.height).max() ?? 0) + Measure.side
        let dashes = step.kind == .choose ? " stroke-dasharray=\"2 5\"" : ""
        return Part(width: width, height: height) { x, y, out in
            out += """
                <rect x="\(x)" y="\(y)" width="\(width)" height="\(height)" rx="12" \
                fill="#f7f9fb" stroke="#5b6b7a" stroke-width="2"\(dashes)/>

                """
            for (index, line) in title.enumerated() {
                text(line, x + Measure.side, y + 22 + index * Measure.line, 14, "#14202b", &out)
            }
            var left = x + Measure.side
            for column in columns {
                column.draw(left, y + head, &out)
                left += column.width + Measure.side
            }
        }
    }

    private func text(
        _ line: String, _ x: Int, _ y: Int, _ size: Int, _ ink: String, _ out: inout String
    ) {
        out += """
            <text x="\(x)" y="\(y)" font-size="\(size)" fill="\(ink)">\
            \(TextEscaping.html(line))</text>

            """
    }

    private func office(_ step: Step) -> String {
        catalogue.unit(step.unit)?.short ?? step.unit.text
    }

    /// Words on lines of so many letters.
    static func wrapped(_ text: String, letters: Int = Measure.letters) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= letters {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return lines.isEmpty ? [""] : lines
    }
}
