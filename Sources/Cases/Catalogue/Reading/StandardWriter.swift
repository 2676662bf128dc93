import Forms
import Kernel

/// Writes the components of the service standard that follow from the rest of the service, so that
/// the published standard can never differ from what the house does.
struct StandardWriter {
    let form: FormDefinition
    let flow: Flow
    let promise: WorkingTerm
    let fee: Fee
    let legalBase: [LegalBase]

    var texts: [ServiceStandard.Component: LocalizedText] {
        [
            .requirements: lines(requirements),
            .procedure: lines(numbered(flow.steps.map(\.title))),
            .time: time,
            .fee: fee.rule?.summary
                ?? LocalizedText(id: "Tidak dipungut biaya (Rp0).", en: "Free of charge (Rp0)."),
            .legalBase: lines(legalBase.map { LocalizedText(title($0)) }),
        ]
    }

    /// The files that are asked for, with those that only some applicants need marked so.
    private var requirements: [LocalizedText] {
        form.groups.flatMap { group in
            group.fields.compactMap { field -> LocalizedText? in
                guard case .file(let rule) = field.kind else { return nil }
                let always = field.required && field.condition == nil && group.condition == nil
                let end = always ? ("", "") : (" — bila diminta", " — if asked for")
                return LocalizedText(
                    id: "\(field.label.id) (\(rule.kindsText), maks. \(rule.sizeText))\(end.0)",
                    en: "\(field.label.en) (\(rule.kindsText), max. \(rule.sizeText))\(end.1)")
            }
        }
    }

    private var time: LocalizedText {
        let (count, indonesian, english) =
            switch promise {
            case .days(let days): (days, "hari kerja", days == 1 ? "day" : "days")
            case .hours(let hours): (hours, "jam kerja", hours == 1 ? "hour" : "hours")
            }
        return LocalizedText(
            id: "\(count) \(indonesian) sejak berkas dinyatakan lengkap.",
            en: "\(count) working \(english) after the application is complete.")
    }

    private func title(_ base: LegalBase) -> String {
        base.article.map { "\(base.title), \($0)" } ?? base.title
    }

    private func numbered(_ texts: [LocalizedText]) -> [LocalizedText] {
        texts.enumerated().map { index, text in
            LocalizedText(id: "\(index + 1). \(text.id)", en: "\(index + 1). \(text.en)")
        }
    }

    private func lines(_ texts: [LocalizedText]) -> LocalizedText {
        LocalizedText(
            id: texts.map(\.id).joined(separator: "\n"),
            en: texts.map(\.en).joined(separator: "\n"))
    }
}
