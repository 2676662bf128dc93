/// A small PDF, written by hand and without a table of its objects, as broken programs write it.
enum TestPDF {
    static func make(
        pages: Int, catalogue: String = "", box: String = "0 0 595 842"
    ) -> [UInt8] {
        let kids = (0..<pages).map { "\($0 + 10) 0 R" }.joined(separator: " ")
        var text = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R\(catalogue)>>endobj
            2 0 obj<</Type/Pages/Kids[\(kids)]/Count \(pages)>>endobj
            5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj

            """
        for page in 0..<pages {
            let content = "BT /F1 40 Tf 60 700 Td (Page \(page + 1)) Tj ET"
            text += """
                \(page + 10) 0 obj<</Type/Page/Parent 2 0 R/MediaBox[\(box)]\
                /Contents \(page + 2_000) 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
                \(page + 2_000) 0 obj<</Length \(content.utf8.count)>>stream
                \(content)
                endstream endobj

                """
        }
        return Array((text + "trailer<</Root 1 0 R>>\n%%EOF\n").utf8)
    }
}
