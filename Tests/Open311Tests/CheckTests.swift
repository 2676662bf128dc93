import Kernel
import Testing

@testable import Open311

@Suite("Attributes are checked against the definition")
struct CheckTests {
    private static let choices = [
        GeoChoice(key: "kecil", name: "Kecil"), GeoChoice(key: "besar", name: "Besar"),
    ]
    private static let definition = GeoServiceDefinition(
        serviceCode: "a",
        attributes: [
            GeoAttribute(
                code: "ukuran", datatype: .singlevaluelist, isRequired: true, values: choices),
            GeoAttribute(code: "jenis", datatype: .multivaluelist, values: choices),
            GeoAttribute(code: "dalam", datatype: .number),
            GeoAttribute(code: "kapan", datatype: .datetime),
            GeoAttribute(code: "nama", datatype: .string),
            GeoAttribute(code: "cerita", datatype: .text),
            GeoAttribute(code: "info", datatype: .string, isVariable: false, isRequired: true),
        ])

    @Test(
        "what fits is taken, what does not is told with its parameter",
        arguments: [
            ("ukuran=besar", []), ("", ["missing attribute[ukuran]"]),
            ("ukuran=sedang", ["attribute.choice attribute[ukuran]"]),
            ("ukuran=besar ukuran=kecil", ["attribute.single attribute[ukuran]"]),
            ("ukuran=besar jenis=kecil jenis=besar", []),
            ("ukuran=besar jenis=kecil jenis=x", ["attribute.choice attribute[jenis]"]),
            ("ukuran=besar dalam=12.5", []), ("ukuran=besar dalam=-3e2", []),
            ("ukuran=besar dalam=dalam", ["attribute.number attribute[dalam]"]),
            ("ukuran=besar dalam=nan", ["attribute.number attribute[dalam]"]),
            ("ukuran=besar kapan=2026-03-02T08:15:00+07:00", []),
            ("ukuran=besar kapan=2026-03-02", ["moment attribute[kapan]"]),
            ("ukuran=besar nama=a\\nb", ["attribute.line attribute[nama]"]),
            ("ukuran=besar cerita=a\\nb", []),
            ("ukuran=besar warna=biru", ["attribute.unknown attribute[warna]"]),
            ("ukuran=besar info=x info=y", []),
            (
                "jenis=x warna=biru",
                [
                    "missing attribute[ukuran]", "attribute.choice attribute[jenis]",
                    "attribute.unknown attribute[warna]",
                ]
            ),
        ])
    func answers(answers: String, expected: [String]) throws {
        let pairs = answers.split(separator: " ").map { answer in
            let parts = answer.split(separator: "=")
            let value = parts[1].replacing("\\n", with: "\n")
            return (name: "attribute[\(parts[0])]", value: String(value))
        }
        let fixed = [(name: "service_code", value: "a"), (name: "address_id", value: "1")]
        let post = try GeoPost(GeoParameters(fixed + pairs))
        let found = problems { () throws(Refusal) in try post.check(Self.definition) }
        #expect(found == expected)
    }
}
