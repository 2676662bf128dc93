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
        case (.computed(let rule), .integer(let amount)) where rule.format == .rupiah:
            HumanText.rupiah(Rupiah(amount), language)
        case (_, .integer(let number)): HumanText.number(number, language)
        case (_, .yesNo(let value)):
            value ? (language == .id ? "Ya" : "Yes") : (language == .id ? "Tidak" : "No")
        case (_, .day(let day)): HumanText.day(day, language)
        case (_, .codes(let codes)): HumanText.list(codes, language)
        case (_, .files(let files)): HumanText.list(files.map(\.name), language)
        case (_, .range(let range)):
            range.from <= range.to
                ? HumanText.period(range.from, range.to, language)
                : "\(HumanText.day(range.from, language)) – \(HumanText.day(range.to, language))"
        case (_, .region(let answer)): answer.text(region)
        case (_, .address(let answer)): answer.text(region)
        case (_, .point(let answer)): answer.text(language, region)
        case (.table(let rule), .rows(let rows)):
            rows.enumerated().map { index, row in
                "\(index + 1). \(rule.line(row, language, region: region))"
            }.joined(separator: "\n")
        case (_, .rows(let rows)): "\(rows.count)"
        }
    }

    private func label(_ code: String, _ options: [Option], _ language: Language) -> String {
        options.first { $0.code == code }?.label.text(language) ?? code
    }
}
