/// Text between and within the tags of an XML document, such as a feed.
public enum XMLText {
    /// Characters that XML 1.0 does not know are left out.
    public static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case _ where scalar.value < 32 && !["\t", "\n", "\r"].contains(scalar): break
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
