import Kernel

/// `application/x-www-form-urlencoded`, as forms and query strings are written. All but letters,
/// digits and `-._~` becomes `%XX`, the space too: every reader understands that, while `+` is
/// only understood in forms.
public enum FormEncoding {
    public static func text(_ parameters: [(name: String, value: String)]) -> String {
        parameters.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }
            .joined(separator: "&")
    }
}
