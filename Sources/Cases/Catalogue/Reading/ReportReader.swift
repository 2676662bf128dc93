import Forms

/// Reads `report` of a service: what it is to the map of reports.
struct ReportReader {
    let form: FormDefinition
    let flow: Flow
    /// False when something else could not be read: then nothing is said about fields.
    let isWhole: Bool

    private static let keys = [
        "kind", "topic", "place", "text", "photos", "corrected", "before", "after", "anonymous",
        "secret",
    ]

    func read(_ value: YAMLValue) -> ReportRule? {
        guard let entry = value.mapping(Self.keys),
            let kind = entry.required("kind")?.word(ReportRule.Kind.self),
            let topic = entry.required("topic").flatMap({ field($0, form.fields, .topic) }),
            let place = entry.required("place").flatMap({ field($0, form.fields, .place) }),
            let text = entry.required("text").flatMap({ field($0, form.fields, .text) }),
            let photos = entry.required("photos").flatMap({ field($0, form.fields, .files) })
        else { return nil }
        var rule = ReportRule(kind: kind, topic: topic, place: place, text: text, photos: photos)
        let later = flow.all.compactMap(\.form).flatMap(\.fields)
        rule.corrected = entry.optional("corrected").flatMap { field($0, later, .topic) }
        rule.before = entry.optional("before").flatMap { field($0, later, .files) }
        rule.after = entry.optional("after").flatMap { field($0, later, .files) }
        rule.anonymous = entry.optional("anonymous").flatMap { field($0, form.fields, .flag) }
        rule.secret = entry.optional("secret").flatMap { field($0, form.fields, .flag) }
        return rule
    }

    private enum Wanted: String {
        case topic = "choice"
        case place = "point"
        case text = "longText"
        case files = "file"
        case flag = "yesNo"
    }

    private func field(_ value: YAMLValue, _ fields: [Field], _ wanted: Wanted) -> String? {
        guard let name = value.text() else { return nil }
        guard let found = fields.first(where: { $0.id == name }) else {
            guard isWhole else { return nil }
            value.error(
                "there is no field `\(name)` here",
                mend: Nearest.mend(name, among: fields.map(\.id)))
            return nil
        }
        switch (wanted, found.kind) {
        case (.topic, .choice), (.place, .point), (.text, .longText), (.files, .file),
            (.flag, .yesNo):
            return name
        default:
            value.error(
                "`\(name)` has another kind", mend: "name a field of kind `\(wanted.rawValue)`")
            return nil
        }
    }
}
