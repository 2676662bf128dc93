import Kernel
import Open311
import Web

/// Answers in the formats of Open311.
enum Open311Answer {
    /// How errors are told below `/open311/`: in the format of the path, XML where it names none.
    static let dialect = ErrorDialect(prefix: Open311URL.prefix) { told in
        let format: GeoFormat = told.path.hasSuffix(".json") ? .json : .xml
        let status = told.kind.map(GeoError.status) ?? told.status
        let errors = told.parts.map { part in
            // The specification wants every error to name its parameter.
            let isNamed = part.field.map { part.text.contains($0) } ?? true
            let text = isNamed ? part.text : "\(part.field ?? ""): \(part.text)"
            return GeoError(code: status, description: text)
        }
        return list(errors, format, zone: .utc, status: status)
    }

    static func list<Item: GeoItem>(
        _ items: [Item], _ format: GeoFormat, zone: Zone, status: Int = 200
    ) -> Reply {
        data(GeoBody.list(items, format, zone: zone), format.contentType, status: status)
    }

    static func data(_ bytes: [UInt8], _ type: String, status: Int = 200) -> Reply {
        open(.data(bytes, type: type, status: status))
    }

    /// Scripts of other sites may read what everybody may read.
    static func open(_ reply: Reply) -> Reply {
        reply.header("Access-Control-Allow-Origin", "*")
    }
}
