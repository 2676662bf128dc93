import CPostgres

/// PostgreSQL's SQLSTATE codes in our words.
enum PostgresFailure {
    /// The error of a result, or of the connection when it carries none.
    static func error(_ result: OpaquePointer?, _ connection: OpaquePointer) -> StoreError {
        guard let state = field(result, "C") else {
            return .unavailable(connectionMessage(connection))
        }
        return error(state: state, message: field(result, "M") ?? "")
    }

    /// Libpq's own text; it may name host and user, never the password.
    static func connectionMessage(_ connection: OpaquePointer?) -> String {
        guard let text = PQerrorMessage(connection) else { return "no connection" }
        return String(String(cString: text).prefix { $0 != "\n" })
    }

    static func error(state: String, message: String) -> StoreError {
        switch state {
        case "23505": return .unique(message)
        case "23503": return .foreignKey(message)
        case "23502": return .notNull(message)
        case "23514": return .check(message)
        case "40001", "40P01": return .serialization
        case "57014": return .timeout
        case "53100": return .diskFull
        case "58030": return .io(message)
        case "25006": return .readOnly
        case "55P03": return .busy
        case "22021", "22P05": return .unstorableText
        case "XX001", "XX002": return .corrupt(message)
        default: break
        }
        switch state.prefix(3) {
        case "080", "57P", "533", "28P", "280", "3D0": return .unavailable(message)
        // Messages of class 22 repeat the value, which may be a person's.
        case "22P", "220": return .statement(code: state, message: "a value does not fit")
        default: return .statement(code: state, message: message)
        }
    }

    private static func field(_ result: OpaquePointer?, _ code: Unicode.Scalar) -> String? {
        guard let result, let text = PQresultErrorField(result, Int32(code.value)) else {
            return nil
        }
        return String(cString: text)
    }
}
