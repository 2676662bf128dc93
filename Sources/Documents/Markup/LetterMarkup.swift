/// The text format in which a city writes its letters, line by line.
///
///     :huruf Liberation Serif       type family, before the first block
///     :ukuran 11,5                  type size in points, before the first block
///     # SURAT KETERANGAN            title; following # lines belong to it
///     ## Ketentuan                  heading
///     = Nomor: 400/12/2026          centred line
///     Text over one or more lines   paragraph, until an empty line
///     > Text                        paragraph whose first line is indented
///     | Nama : Ani                  row “label : value”
///     |= No | Nama                  headings of a ruled table
///     |- 1 | Ani                    row of a ruled table
///     1. …   a. …   - …             list by numbers, letters, bullets; counted by itself
///     @ Mengingat                   label; the list that follows stands beside it
///         two spaces or more        continues the item or row above
///     *bold*  _italic_  \*          inline marks; \ prints the next sign as it is
///     text \                        at the end of a line: break the line here
///     :bersama … :selesai           what is between stays on one page
///     :tanda-tangan                 place of the signature, once; a short :bersama right behind
///                                   it (“Tembusan”) stands at its left
///     :halaman-baru                 next page
public enum LetterMarkup {
    public static let maximumLines = 4_000

    public static func parse(_ source: String) throws(LetterMarkupError) -> LetterBody {
        var reader = MarkupReader()
        var number = 0
        for line in source.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd) {
            number += 1
            guard number <= maximumLines else {
                throw LetterMarkupError(
                    line: number, "The letter has too many lines.",
                    mend: "Keep it under \(maximumLines).")
            }
            try reader.read(line, number)
        }
        return try reader.finish(number)
    }
}

extension Character {
    /// The line separator is a break inside of a value, hence not one of the markup.
    fileprivate var isLineEnd: Bool { isNewline && self != "\u{2028}" }
}
