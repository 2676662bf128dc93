import Kernel

/// Reads the years of `calendar/` into one working calendar.
struct CalendarReader {
    private var holidays: [Holiday] = []
    private var years: Set<Int> = []
    private var versions: [HoursVersion] = []
    private var usual: OfficeHours?

    /// - Parameter name: the file's name without ending, which is the year.
    mutating func read(_ source: String, name: String, _ list: FindingList) {
        let keys = ["year", "source", "hours", "holidays"]
        guard let root = YAMLDocument.open(source, list)?.mapping(keys) else { return }
        root.required("source").map(checkSource)
        guard let year = root.required("year")?.integer(2020...2100) else { return }
        if !years.insert(Int(year)).inserted {
            list.error(root.mark, "the year \(year) is there twice")
        }
        guard String(year) == name else {
            list.error(
                root.mark, "the file is called `\(name)`, its year is \(year)",
                mend: "give both the same year")
            return
        }
        root.required("hours").map { readHours($0) }
        var seen: Set<Day> = []
        for item in root.required("holidays")?.items() ?? [] {
            guard let entry = item.mapping(["date", "name", "type"]),
                let place = entry.required("date"), let day = place.day(),
                let name = entry.required("name")?.text(),
                let kind = entry.required("type")?.word(Holiday.Kind.self)
            else { continue }
            guard day.year == Int(year) else {
                place.error("\(day.iso) is not in \(year)", mend: "move it to that year's file")
                continue
            }
            guard seen.insert(day).inserted else {
                place.error("\(day.iso) is there twice", mend: "keep one of them")
                continue
            }
            holidays.append(Holiday(day: day, name: name, kind: kind))
        }
    }

    /// Nil, with findings, when the years do not make a calendar.
    func calendar(zone: Zone, _ list: FindingList) -> WorkingCalendar? {
        guard let usual else {
            list.error(nil, "there are no office hours", mend: "write `hours:` in a calendar file")
            return nil
        }
        do throws(Refusal) {
            return try WorkingCalendar(
                zone: zone, hours: usual, versions: versions, holidays: holidays, years: years)
        } catch {
            list.error(nil, "the calendar's years do not follow one another")
            return nil
        }
    }

    private mutating func readHours(_ value: YAMLValue) {
        guard let entry = value.mapping(["source", "week", "periods"]) else { return }
        entry.required("source").map(checkSource)
        if let week = entry.required("week").flatMap(week) { usual = week }
        for item in entry.optional("periods")?.items() ?? [] {
            guard let period = item.mapping(["name", "first", "last", "source", "week"]),
                let name = period.required("name")?.text(),
                let first = period.required("first")?.day(),
                let last = period.required("last")?.day(),
                let hours = period.required("week").flatMap(week)
            else { continue }
            period.required("source").map(checkSource)
            guard
                let version = HoursVersion(name: name, from: first, through: last, hours: hours)
            else {
                item.error("the period ends before it begins", mend: "swap `first` and `last`")
                continue
            }
            versions.append(version)
        }
    }

    private func week(_ value: YAMLValue) -> OfficeHours? {
        var spans: [Weekday: [OfficeHours.Span]] = [:]
        let items = value.someItems("no office is ever open", mend: "write days and hours")
        for item in items {
            guard let entry = item.mapping(["days", "open"]),
                let days = entry.required("days")?.items(), let place = entry.required("open"),
                let text = place.text()
            else { continue }
            guard let span = OfficeHours.Span(text) else {
                place.error("`\(text)` are not hours", mend: "write them like \"08:00-16:00\"")
                continue
            }
            for day in days {
                if let weekday = weekday(day) { spans[weekday, default: []].append(span) }
            }
        }
        guard !spans.isEmpty else { return nil }
        guard let hours = OfficeHours(spans) else {
            value.error(
                "these are not the hours of a week", mend: "hours of a day must not overlap")
            return nil
        }
        return hours
    }

    private func weekday(_ value: YAMLValue) -> Weekday? {
        guard let text = value.text() else { return nil }
        let names = Weekday.allCases.map { "\($0)" }
        guard let index = names.firstIndex(of: text) else {
            value.error("`\(text)` is not a weekday", mend: Nearest.mend(text, among: names))
            return nil
        }
        return Weekday.allCases[index]
    }

    private func checkSource(_ value: YAMLValue) {
        guard let entry = value.mapping(["title", "mark", "asOf"]) else { return }
        _ = entry.required("title")?.text()
        _ = entry.required("mark")?.word(SourceMark.self)
        _ = entry.optional("asOf")?.day()
    }
}
