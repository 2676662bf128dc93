import Forms
import Kernel
import Texts

extension LetterScope {
    /// Everything that letters of a service may name: its forms, its own values, its fee.
    public static func scope(of service: Service) -> TextScope {
        var fields = scope(of: service.everything).fields
        for value in service.terms.values {
            fields[value.id] = value.expression.type.required == .bool ? .flag : .text
        }
        fields["dianggap_dikabulkan"] = .flag
        fields["tagihan"] = .record(["jumlah": .text, "terbilang": .text, "dibayar": .text])
        fields["rincian_tagihan"] = .list(["uraian": .text, "jumlah": .text])
        fields["asal"] = .record(["nomor": .text, "layanan": .text])
        return TextScope(fields)
    }

    /// A value of an expression as a letter says it.
    static func text(_ value: ExpressionValue) -> TextValue {
        switch value {
        case .bool(let flag): .flag(flag)
        case .int(let number): .text(HumanText.number(number, .id))
        case .string(let text): .text(text)
        case .date(let day): .text(HumanText.day(day, .id))
        case .null, .list, .record: .text("")
        }
    }
}
