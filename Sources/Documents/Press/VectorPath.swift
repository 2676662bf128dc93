/// A drawing path read from the SVG path language: M L H V C Q Z, absolute and relative.
struct VectorPath: Hashable {
    struct Point: Hashable {
        var x: Double
        var y: Double
    }

    enum Step: Hashable {
        case move(Point)
        case line(Point)
        case curve(Point, Point, Point)
        case close
    }

    private(set) var steps: [Step] = []
    private var current = Point(x: 0, y: 0)
    private var start = Point(x: 0, y: 0)

    /// Nil when the text is not such a path.
    init?(_ source: String) {
        var tokens = Tokens(source)
        while let command = tokens.command() {
            guard take(command, &tokens) else { return nil }
            // Repeated numbers repeat the command; after a move they are lines.
            while command != "Z", command != "z", tokens.hasNumber {
                let again: Character = command == "M" ? "L" : command == "m" ? "l" : command
                guard take(again, &tokens) else { return nil }
            }
        }
        guard tokens.isAtEnd, !steps.isEmpty else { return nil }
    }

    private mutating func take(_ command: Character, _ tokens: inout Tokens) -> Bool {
        let relative = command.isLowercase
        let origin = relative ? current : Point(x: 0, y: 0)
        switch command.uppercased() {
        case "M":
            guard let point = tokens.point(from: origin) else { return false }
            steps.append(.move(point))
            current = point
            start = point
        case "L":
            guard let point = tokens.point(from: origin) else { return false }
            line(to: point)
        case "H":
            guard let x = tokens.number() else { return false }
            line(to: Point(x: origin.x + x, y: current.y))
        case "V":
            guard let y = tokens.number() else { return false }
            line(to: Point(x: current.x, y: origin.y + y))
        case "C":
            guard let first = tokens.point(from: origin), let second = tokens.point(from: origin),
                let end = tokens.point(from: origin)
            else { return false }
            steps.append(.curve(first, second, end))
            current = end
        case "Q":
            guard let control = tokens.point(from: origin), let end = tokens.point(from: origin)
            else { return false }
            steps.append(.curve(towards(control, from: current), towards(control, from: end), end))
            current = end
        case "Z":
            steps.append(.close)
            current = start
        default: return false
        }
        return true
    }

    private mutating func line(to point: Point) {
        steps.append(.line(point))
        current = point
    }

    /// Two thirds of the way: turns a quadratic curve into a cubic one.
    private func towards(_ control: Point, from end: Point) -> Point {
        Point(x: end.x + (control.x - end.x) * 2 / 3, y: end.y + (control.y - end.y) * 2 / 3)
    }

    private struct Tokens {
        private let characters: [Character]
        private var index = 0

        init(_ source: String) { characters = Array(source) }

        var isAtEnd: Bool {
            mutating get {
                skip()
                return index == characters.count
            }
        }

        var hasNumber: Bool {
            mutating get {
                skip()
                guard index < characters.count else { return false }
                return "+-.0123456789".contains(characters[index])
            }
        }

        mutating func command() -> Character? {
            skip()
            guard index < characters.count, characters[index].isLetter else { return nil }
            defer { index += 1 }
            return characters[index]
        }

        mutating func number() -> Double? {
            skip()
            let begin = index
            if index < characters.count, "+-".contains(characters[index]) { index += 1 }
            while index < characters.count, "0123456789.".contains(characters[index]) {
                index += 1
            }
            return Double(String(characters[begin..<index]))
        }

        mutating func point(from origin: Point) -> Point? {
            guard let x = number(), let y = number() else { return nil }
            return Point(x: origin.x + x, y: origin.y + y)
        }

        private mutating func skip() {
            while index < characters.count,
                characters[index] == "," || characters[index].isWhitespace
            {
                index += 1
            }
        }
    }
}
