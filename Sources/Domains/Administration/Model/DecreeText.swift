import Kernel

/// Number and date of a decree in one line, as lists show it.
enum DecreeText {
    static let longest = 200

    static func of(_ number: String, _ day: Day) -> String {
        "\(number.singleSpaced), \(HumanText.day(day, .id))"
    }
}
