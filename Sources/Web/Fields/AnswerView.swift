import Forms
import Kernel

/// Shows an answer to read: tables as tables, points with a small map, everything else as text.
public struct AnswerView {
    let ui: UI
    let region: (RegionCode) -> String?
    let places: Places
    /// What is shown instead of a text, for answers that name a person.
    let mask: (_ text: String, _ value: AnswerValue, _ field: Field) -> String

    public init(
        _ ui: UI, places: Places = .none, region: @escaping (RegionCode) -> String?,
        mask: @escaping (String, AnswerValue, Field) -> String = { text, _, _ in text }
    ) {
        self.ui = ui
        self.region = region
        self.places = places
        self.mask = mask
    }

    public func html(_ value: AnswerValue, of field: Field) -> HTML {
        guard case (.table(let rule), .rows(let rows)) = (field.kind, value) else {
            let full = field.display(value, ui.language, region: region)
            let shown = mask(full, value, field)
            // A masked place must not be seen on a map either.
            guard case .point(let answer) = value, shown == full else { return .lines(shown) }
            return HTML.lines(shown) + PlaceMap(answer: answer, places: places, ui: ui).html
        }
        let number = TableColumn(ui.words("web.rows.number"), isNumber: true)
        return ui.table(
            caption: ui.words(field.label),
            columns: [number]
                + rule.columns.map { TableColumn(ui.words($0.label), isNumber: $0.kind.isNumber) },
            rows: rows.enumerated().map { index, row in
                TableRow(
                    ["\(index + 1)"]
                        + rule.columns.map { column -> HTML in
                            row[column.id].map { .text(text($0, column)) } ?? "–"
                        })
            })
    }

    private func text(_ value: AnswerValue, _ field: Field) -> String {
        mask(field.display(value, ui.language, region: region), value, field)
    }
}

extension FieldKind {
    var isNumber: Bool {
        switch self {
        case .integer, .rupiah: true
        default: false
        }
    }
}
