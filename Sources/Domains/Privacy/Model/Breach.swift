import Contracts
import Kernel

/// An incident with personal data, as the register keeps it (UU 27/2022 art. 46).
public struct Breach: Sendable {
    /// What is told to the agency and to the people: the three things that article 46 (2) wants.
    struct Text: Sendable, Hashable {
        /// Which kinds of data were disclosed.
        var data: String
        /// When and how it happened.
        var course: String
        /// What was and is done about it.
        var measures: String

        var json: JSONValue {
            [
                "data": .string(data), "course": .string(course), "measures": .string(measures),
            ]
        }

        init(data: String, course: String, measures: String) {
            self.data = data
            self.course = course
            self.measures = measures
        }

        init(_ json: JSONValue) {
            self.init(
                data: json["data"]?.stringValue ?? "", course: json["course"]?.stringValue ?? "",
                measures: json["measures"]?.stringValue ?? "")
        }
    }

    let id: UUIDv7
    let foundAt, notedAt: Instant
    /// How many people are concerned, as far as is known.
    let people: Int64
    let text: Text
    let agencyAt, peopleAt: Instant?

    /// 3 × 24 hours after it was found, calendar time.
    static let hours: Int64 = 72

    var dueAt: Instant { foundAt.adding(hours: Self.hours) }
    var isTold: Bool { agencyAt != nil && peopleAt != nil }
    func isOverdue(at now: Instant) -> Bool { !isTold && now >= dueAt }
}

/// Who was told.
enum BreachAudience: String, Sendable, CaseIterable {
    case agency, people
}
