import Kernel

/// What a password must be: long enough and not one that everybody tries first. There are no rules
/// about capitals and signs: they make passwords harder to remember, not to guess
/// (NIST SP 800-63B §5.1.1.2).
public enum PasswordRules {
    public static let shortest = 10
    public static let longest = 200

    /// - Parameter avoiding: words of the person that a stranger would try: name, contact.
    /// - Throws: `Refusal` naming what is wrong, for the field `password`.
    public static func check(_ password: String, avoiding words: [String] = []) throws(Refusal) {
        guard password.count >= shortest else {
            throw Refusal(
                .invalid, "people.password.short", field: "password",
                values: ["shortest": String(shortest)])
        }
        guard password.count <= longest else {
            throw Refusal(
                .invalid, "people.password.long", field: "password",
                values: ["longest": String(longest)])
        }
        let plain = password.lowercased()
        let letters = plain.filter { $0.isLetter || $0.isNumber }
        let isGuessable =
            CommonPasswords.all.contains(letters) || CommonPasswords.all.contains(plain)
            || Set(plain).count < 4 || isRun(letters)
            || words.contains {
                $0.count >= 5 && plain.contains($0.lowercased()) && plain.count < $0.count + 4
            }
        guard !isGuessable else {
            throw Refusal(.invalid, "people.password.common", field: "password", values: [:])
        }
    }

    /// True for `abcdefghij`, `9876543210` and their like.
    private static func isRun(_ text: String) -> Bool {
        let values = text.unicodeScalars.map { Int($0.value) }
        guard values.count > 3 else { return true }
        let steps = zip(values.dropFirst(), values).map { $0 - $1 }
        return steps.allSatisfy { $0 == 1 || $0 == -9 }
            || steps.allSatisfy { $0 == -1 || $0 == 9 }
    }
}
