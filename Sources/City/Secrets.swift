import Glibc
import Kernel
import Store

/// Secrets of a deployment that a city's file calls by name: `oss` is `PENDOPO_SECRET_OSS`, or
/// stands in the file that `PENDOPO_SECRET_OSS_FILE` names.
enum Secrets {
    static func find(_ name: String) async -> String? {
        let variable =
            "PENDOPO_SECRET_"
            + String(name.uppercased().map { $0 == "-" ? "_" : $0 })
        if let text = environment(variable) { return clean(text) }
        guard let path = environment(variable + "_FILE"),
            let bytes = try? await FileTree.read(path, limit: 4_096)
        else { return nil }
        return clean(String(decoding: bytes, as: UTF8.self))
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// One line that may stand in a header.
    private static func clean(_ text: String) -> String? {
        let line = text.filter { !$0.isWhitespace }
        return line.isEmpty ? nil : line
    }
}
