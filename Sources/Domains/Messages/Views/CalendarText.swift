import Cases
import Contracts
import Kernel
import Web

/// Deadlines as iCalendar (RFC 5545): one event a task, at the moment when it is due. It holds
/// numbers and titles of services, and nothing about anybody.
struct CalendarText {
    let catalogue: Catalogue
    let address: String
    let language: Language
    let items: [InboxItem]

    private var words: Wording { MessageWords.wording(language) }

    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pendopo//Tenggat//ID",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:" + Self.escaped(words("messages.calendar.name")),
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        ]
        for item in items {
            guard let due = item.urgentAt ?? item.task.dueAt else { continue }
            lines += event(item, due)
        }
        lines.append("END:VCALENDAR")
        return lines.map(Self.folded).joined()
    }

    private func event(_ item: InboxItem, _ due: Instant) -> [String] {
        let service = catalogue.services[item.service]
        let title = service?.title.text(language) ?? item.service.text
        let step =
            service?.flow.step(item.task.step)?.title.text(language) ?? item.task.step
        let number = item.number.text
        let link = address + MessageURL.deskCase.filled(number)
        return [
            "BEGIN:VEVENT",
            "UID:\(item.task.id.text)@\(host)",
            "DTSTAMP:\(Self.moment(item.task.openedAt))",
            // Grows with each act on the case, also when only the deadline moved.
            "SEQUENCE:\(item.revision)",
            "DTSTART:\(Self.moment(due))",
            "SUMMARY:"
                + Self.escaped(
                    words("messages.calendar.event", ["number": number, "service": title])),
            "DESCRIPTION:" + Self.escaped("\(step)\n\(link)"),
            "URL:\(link)",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    }

    private var host: String {
        String(address.split(separator: "/").last ?? "pendopo")
    }

    /// `20261126T020000Z`
    static func moment(_ instant: Instant) -> String {
        let day = Day(instant, in: .utc)
        let seconds = instant.milliseconds(since: day.start(in: .utc)) / 1000
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }
        return "\(day.iso.filter { $0 != "-" })T\(clock.joined())Z"
    }

    /// RFC 5545 §3.3.11.
    static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\", ";", ",": result += "\\\(character)"
            case "\n", "\r\n": result += "\\n"
            case "\r": break
            default: result.append(character)
            }
        }
    }

    /// Lines of at most 75 bytes, cut between characters, with CRLF (§3.1).
    static func folded(_ line: String) -> String {
        var result = ""
        var room = 75
        for scalar in line.unicodeScalars {
            let size = String(scalar).utf8.count
            if size > room {
                result += "\r\n "
                room = 74
            }
            result.unicodeScalars.append(scalar)
            room -= size
        }
        return result + "\r\n"
    }
}
