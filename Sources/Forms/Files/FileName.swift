/// Names of uploaded files: kept for people, made harmless for machines.
public enum FileName {
    /// The last part of the path, without control characters, direction marks and quotes, at most
    /// 120 characters, with the ending of its real kind.
    public static func clean(_ name: String, _ kind: FileKind) -> String {
        let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
        var scalars = String.UnicodeScalarView()
        for scalar in last.unicodeScalars
        where scalar.value >= 0x20 && scalar.value != 0x7F && scalar != "\""
            && !scalar.properties.isBidiControl && scalar.properties.generalCategory != .control
        {
            scalars.append(scalar)
        }
        var stem = Substring(String(scalars))
        let ending = kind == .jpeg ? "jpg" : kind.rawValue
        for known in [".pdf", ".jpg", ".jpeg", ".png"] where stem.lowercased().hasSuffix(known) {
            stem = stem.dropLast(known.count)
            break
        }
        while stem.first == "." || stem.first == " " { stem = stem.dropFirst() }
        let short = stem.prefix(110)
        return "\(short.isEmpty ? "berkas" : String(short)).\(ending)"
    }
}
