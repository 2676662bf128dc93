import Documents
import Kernel

extension UI {
    /// The page of a receipt that is printed as `receipt.document`, too.
    public func receipt(
        _ receipt: Receipt, number: (name: String, value: String)
    ) -> HTML {
        let facts = receipt.facts.map { fact in
            (name: fact.label.plain, value: HTML.text(fact.value.plain))
        }
        let code = QRCode(receipt.tracking.url).map {
            qr($0.modules, alt: receipt.tracking.alt, caption: receipt.tracking.caption)
        }
        let list = HTML.when(
            !receipt.list.isEmpty,
            """
            <h3>\(receipt.listHeading)</h3>\
            <ul>\(HTML.each(receipt.list) { "<li>\($0)</li>" })</ul>
            """)
        let named = (
            name: number.name, value: "<strong class=\"code\">\(number.value)</strong>" as HTML
        )
        return self.receipt(
            receipt.title,
            """
            \(self.facts([named] + facts))\(list)\
            \(HTML.each(receipt.paragraphs) { "<p>\($0)</p>" })\(HTML.with(code) { $0 })
            """)
    }
}

extension RichText {
    fileprivate var plain: String { runs.map(\.text).joined() }
}
