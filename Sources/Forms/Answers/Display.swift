import Kernel

extension Field {
    /// The answer as people read it: labels of choices, written-out days, rupiah with dots. Files
    /// are their names. `region` names a region code; without it the code is shown.
    public func display(
        _ value: AnswerValue, _ language: Language, region: (RegionCode) -> String? = { _ in nil }
    ) -> String {
        switch (kind, value) {
        case (.choice(let options), .text(let code)):
            label(code, options, language)
        case (.choices(let options), .codes(let codes)):
            HumanText.list(codes.map { label($0, options, language) }, language)
        case (.region, .text(let code)):
            RegionCode(code).flatMap(region) ?? code
        case (.phone, .text(let text)):
            (try? PhoneNumber(text))?.display ?? text
        case (_, .text(let text)): text
        case (.rupiah, .integer(let amount)): HumanText.rupiah(Rupiah(amount), language)
        case (_, .integer(let number)): HumanText.number(number, language)
        case (_, .yesNo(let value)):
            value ? (language == .id ? "Ya" : "Yes") : (language == .id ? "Tidak" : "No")
        case (_, .day(let day)): HumanText.day(day, language)
        case (_, .codes(let codes)): HumanText.list(codes, language)
        case (_, .files(let files)): HumanText.list(files.map(\.name), language)
        }
    }

    private func label(_ code: String, _ options: [Option], _ language: Language) -> String {
        options.first { $0.code == code }?.label.text(language) ?? code
    }
}
