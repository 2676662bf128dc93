import Forms
import TestKit
import Testing

@testable import Cases

/// Slips in questions with parts are found at their place. The gallery's file is broken at one.
struct FieldKindFindingTests {
    struct Slip: Sendable, CustomTestStringConvertible {
        let text, other, at, message: String
        var testDescription: String { message }

        init(_ text: String, _ other: String, at: String, _ message: String) {
            self.text = text
            self.other = other
            self.at = at
            self.message = message
        }
    }

    static let path = "services/galeri.yaml"

    @Test("The gallery has nothing to mend")
    func clean() throws {
        #expect(try GalleryCity.source().read().findings.map(\.description) == [])
    }

    @Test("A slip is found at its line and column, with its mend", arguments: slips)
    func slip(_ slip: Slip) throws {
        var files = try GalleryCity.source().files
        let original = try #require(files[Self.path])
        let start = try #require(original.firstRange(of: slip.text), "not there: \(slip.text)")
        let inside = try #require(slip.other.firstRange(of: slip.at))
        let before = original[..<start.lowerBound] + slip.other[..<inside.lowerBound]
        let line = before.count { $0 == "\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        files[Self.path] = original.replacing(
            slip.text, with: slip.other, maxReplacements: 1)
        let found = CatalogueSource(files: files).read().findings.map(\.description)
        #expect(found == ["\(Self.path):\(line):\(column): error: \(slip.message)"])
    }

    static let slips: [Slip] = [
        Slip(
            "maxDays: 14", "maxDay: 14", at: "maxDay",
            "unknown key `maxDay` (mend: did you mean `maxDays`?)"),
        Slip(
            "maxDays: 14", "maxDays: dua minggu", at: "dua",
            "expected a whole number, found `dua minggu` (mend: write digits only)"),
        Slip("maxDays: 14", "maxDays: 0", at: "0", "0 is outside 1 to 36600"),
        Slip(
            "earliest: addDays(today, 3)", "earliest: 3", at: "3",
            "a date is needed here, this is a number"),
        Slip(
            "earliest: addDays(today, 3)", "earliest: addDays(titik, 3)", at: "titik",
            "`addDays` cannot take a group here (mend: write addDays(date, number))"),
        Slip(
            "level: rt", "level: rtt", at: "rtt",
            "`rtt` is unknown here (mend: did you mean `rt`?)"),
        Slip(
            "kind: address,", "kind: address, max: 3,", at: "max",
            "unknown key `max` (mend: use one of: autocomplete, help, id, kind, label, personal,"
                + " required, when)"),
        Slip(
            "kind: point,", "kind: points,", at: "points",
            "unknown kind `points` (mend: did you mean `point`?)"),
        Slip(
            "{id: barang, kind: text,", "{id: barang, kind: address,", at: "{id: barang",
            "a column cannot be of kind `address` (mend: use one of: text, integer, rupiah,"
                + " date, choice, yesNo, nik, phone)"
        ),
        Slip(
            "{id: lunas,", "{id: harga,", at: "{id: harga",
            "the column `harga` is there twice (mend: give it another id)"),
        Slip(
            "{id: barang, kind: text,", "{id: barang, kind: text, when: setuju,",
            at: "{id: barang",
            "a column has no `when` (mend: remove it, or write a rule)"),
        Slip(
            "minRows: 1\n        maxRows: 5", "minRows: 1\n        maxRows: 51", at: "51",
            "51 is outside 1 to 50"),
        Slip(
            "sum(belanja, 'harga') - kas", "sum(belanja, 'haga') - kas", at: "'haga'",
            "there is no whole number `haga` in this table (mend: did you mean `harga`?)"),
        Slip(
            "sum(belanja, 'harga') - kas", "sum(belanja, 'barang') - kas", at: "'barang'",
            "there is no whole number `barang` in this table (mend: there are: harga)"),
        Slip(
            "value: sum(belanja, 'harga') - kas\n        format: rupiah",
            "value: belanja\n        format: integer", at: "belanja",
            "a computed value cannot be a list of groups (mend: compute a number, a text, a yes/no"
                + " or a date)"
        ),
        Slip(
            "format: rupiah", "format: date", at: "date",
            "`date` does not fit a number (mend: change `format` or `value`)"),
        Slip(
            "format: rupiah", "format: uang", at: "uang",
            "`uang` is unknown here (mend: use one of: date, integer, rupiah, text)"),
        Slip(
            "format: rupiah", "format: rupiah\n        required: true", at: "required",
            "unknown key `required` (mend: use one of: format, help, id, kind, label, value,"
                + " when)"),
        Slip(
            "sum(belanja, 'harga') - kas", "sum(belanja, 'harga') - size(sponsor)",
            at: "sum(",
            "`sponsor` is used before it is asked (mend: move the field `sponsor` above"
                + " `kurang`)"
        ),
        Slip(
            "waktu.from == waktu.to", "waktu.from == waktu.too", at: "too",
            "there is no field `too` here (mend: did you mean `to`?)"),
        Slip(
            "when: kurang > 0", "when: kurang == ''", at: "==",
            "`==` compares a number with a text (mend: both sides must be of one type)"),
        Slip(
            "when: kurang > 0", "when: wilayah == '32'", at: "==",
            "`==` compares a group with a text (mend: both sides must be of one type)"),
    ]

    @Test("A letter may use the parts of an answer, and no others")
    func letters() throws {
        var files = try GalleryCity.source().files
        let path = "letters/galeri.letter"
        files[path] = files[path]?.replacing("{{rumah.rt}}", with: "{{rumah.rtt}}")
        let found = CatalogueSource(files: files).read().findings.map(\.message)
        #expect(found == ["“rtt” is not a name of this text."])
    }

    @Test("A city's box is read in whole micro-degrees, and must have an inside")
    func bounds() throws {
        let source = try GalleryCity.source()
        let catalogue = try #require(source.read().catalogue)
        #expect(catalogue.places.bounds.south == -6_681_308)
        #expect(catalogue.places.bounds.east == 106_848_564)
        #expect(catalogue.places.regions.count == 68)
        var files = source.files
        files["city.yaml"] = files["city.yaml"]?.replacing("south: -6.681308", with: "south: 6.7")
        let inverted = CatalogueSource(files: files).read().findings.map(\.message)
        #expect(inverted == ["the box has no inside"])
        files["city.yaml"] = files["city.yaml"]?.replacing("south: 6.7", with: "south: selatan")
        let unread = CatalogueSource(files: files).read().findings.map(\.message)
        #expect(unread == ["`selatan` are not degrees"])
    }

    @Test("Outlines belong to regions of the city; a city without them lacks only pictures")
    func outlines() throws {
        let source = try GalleryCity.source()
        #expect(try #require(source.read().catalogue).places.outlines.count == 68)
        func messages(_ text: String) -> [String] {
            var files = source.files
            files["outlines.csv"] = text
            return CatalogueSource(files: files).read().findings.map {
                "\($0.line) \($0.message)"
            }
        }
        let corners = "-660000 10680000 -660100 10680000 -660100 10680100"
        #expect(messages("code,outline\n32.71.03.1006,\(corners)\n") == [])
        #expect(messages("code,ring\n") == ["1 the heading is not right"])
        #expect(
            messages("code,outline\n32.71.03.1006,1 2 3\n32.71.03.1006,\(corners) x\n")
                == ["2 not an outline", "3 not an outline"])
        #expect(
            messages("code,outline\n32.71.99.1001,\(corners)\n")
                == ["2 the region 32.71.99.1001 is unknown"])
        var files = source.files
        files["outlines.csv"] = nil
        let bare = try #require(CatalogueSource(files: files).read().catalogue)
        #expect(bare.places.outlines.isEmpty)
    }
}
