import Kernel

extension TypedAnswers {
    /// Answers written as a form shows them. `places` names regions; without it codes are shown,
    /// which are understood as well.
    public init(showing answers: Answers, _ places: Places = .none) {
        var texts: [String: [String]] = [:]
        for (field, value) in answers.values { Self.show(value, field, places, &texts) }
        self.init(texts)
    }

    private static func show(
        _ value: AnswerValue, _ name: String, _ places: Places, _ texts: inout [String: [String]]
    ) {
        func put(_ part: String, _ text: String?) {
            if let text { texts["\(name).\(part)"] = [text] }
        }
        func put(_ region: RegionCode?) {
            guard let region else { return }
            put("kelurahan", places.region(region)?.title ?? region.text)
            // Names that two kelurahan share are told apart by the choice.
            put("pilihan", region.text)
        }
        switch value {
        case .text(let text): texts[name] = [text]
        case .integer(let number): texts[name] = ["\(number)"]
        case .yesNo(let value): texts[name] = [value ? "yes" : "no"]
        case .day(let day): texts[name] = [day.iso]
        case .codes(let codes): texts[name] = codes
        case .range(let range):
            put("dari", range.from.iso)
            put("sampai", range.to.iso)
        case .region(let region):
            put(region.code)
            put("rw", region.rw)
            put("rt", region.rt)
        case .address(let address):
            put("jalan", address.street)
            put("rt", address.rt)
            put("rw", address.rw)
            put(address.region)
            put("kota", address.city)
            put("kode_pos", address.postalCode)
        case .point(let point):
            put(point.region)
            put("tempat", point.description)
            put("koordinat", point.point?.text)
        case .rows(let rows):
            put(rowCount, "\(rows.count)")
            for (index, row) in rows.enumerated() {
                for (column, value) in row.values {
                    show(value, "\(name).\(index).\(column)", places, &texts)
                }
            }
        case .files: break
        }
    }
}
