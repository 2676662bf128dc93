import Contracts
import Kernel

extension Answers {
    /// As stored: text as strings, numbers as integers, yes/no as booleans, chosen codes as a list,
    /// days as `{"day": …}`, files as `{"files": […]}`, and so on for what has parts. Readable
    /// without the form.
    public var json: JSONValue { .object(values.mapValues(\.json)) }

    /// Throws `Refusal(.invalid, "forms.answers.damaged")` for anything that `json` does not write.
    public init(_ json: JSONValue) throws(Refusal) {
        guard let members = json.objectValue else { throw Answers.damaged }
        var values: [String: AnswerValue] = [:]
        for (field, member) in members {
            guard let value = AnswerValue(member) else { throw Answers.damaged }
            values[field] = value
        }
        self.init(values)
    }

    private static var damaged: Refusal { Refusal(.invalid, "forms.answers.damaged") }
}

extension AnswerValue {
    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .integer(number)
        case .yesNo(let value): .bool(value)
        case .day(let day): ["day": .string(day.iso)]
        case .codes(let codes): .array(codes.map(JSONValue.string))
        case .files(let files): ["files": .array(files.map(\.json))]
        case .range(let range): ["from": .string(range.from.iso), "to": .string(range.to.iso)]
        case .region(let region): ["region": region.json]
        case .address(let address): ["address": address.json]
        case .point(let point): ["point": point.json]
        case .rows(let rows): ["rows": .array(rows.map(\.json))]
        }
    }

    init?(_ json: JSONValue) {
        switch json {
        case .string(let text): self = .text(text)
        case .integer(let number): self = .integer(number)
        case .bool(let value): self = .yesNo(value)
        case .array(let items):
            let codes = items.compactMap(\.stringValue)
            guard codes.count == items.count else { return nil }
            self = .codes(codes)
        case .object(let members):
            guard let value = AnswerValue(members) else { return nil }
            self = value
        case .null, .double: return nil
        }
    }
}

extension AnswerValue {
    /// What is written as an object says by its first key what it is.
    private init?(_ members: [String: JSONValue]) {
        if let day = members["day"]?.stringValue.flatMap(Day.init(iso:)) {
            self = .day(day)
        } else if let items = members["files"]?.arrayValue {
            let files = items.compactMap(FileAnswer.init)
            guard files.count == items.count else { return nil }
            self = .files(files)
        } else if let from = members["from"]?.stringValue.flatMap(Day.init(iso:)),
            let to = members["to"]?.stringValue.flatMap(Day.init(iso:))
        {
            self = .range(DayRange(from: from, to: to))
        } else if let region = members["region"].flatMap(RegionAnswer.init) {
            self = .region(region)
        } else if let address = members["address"].flatMap(AddressAnswer.init) {
            self = .address(address)
        } else if let point = members["point"].flatMap(PointAnswer.init) {
            self = .point(point)
        } else if let items = members["rows"]?.arrayValue {
            let rows = items.compactMap { try? Answers($0) }
            guard rows.count == items.count else { return nil }
            self = .rows(rows)
        } else {
            return nil
        }
    }
}

extension FileAnswer {
    var json: JSONValue {
        [
            "blob": .string(blob.text), "name": .string(name), "kind": .string(kind.rawValue),
            "size": .integer(size),
        ]
    }

    init?(_ json: JSONValue) {
        guard let blob = json["blob"]?.stringValue.flatMap(BlobID.init(text:)),
            let name = json["name"]?.stringValue,
            let kind = json["kind"]?.stringValue.flatMap(FileKind.init(rawValue:)),
            let size = json["size"]?.integerValue
        else { return nil }
        self.init(blob: blob, name: name, kind: kind, size: size)
    }
}
