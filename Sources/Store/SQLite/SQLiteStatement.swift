import GRDBSQLite
import Glibc

/// A prepared statement, finalized with its last reference.
final class SQLiteStatement {
    let pointer: OpaquePointer
    let text: String
    var isBusy = false

    init(_ text: String, _ handle: SQLiteHandle) throws {
        self.text = text
        var made: OpaquePointer?
        var rest = 0
        var text = text
        let code = text.withUTF8 { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v3(
                    handle.pointer, characters.baseAddress, Int32(characters.count),
                    UInt32(SQLITE_PREPARE_PERSISTENT), &made, &tail)
                if let tail, let start = characters.baseAddress {
                    rest = characters[(tail - start)...].count { $0 != 32 && $0 != 10 && $0 != 59 }
                }
                return code
            }
        }
        guard code == SQLITE_OK else { throw handle.failure() }
        guard let made else {
            throw StoreError.statement(code: "empty", message: "an empty statement")
        }
        pointer = made
        guard rest == 0 else {
            throw StoreError.statement(code: "many", message: "more than one statement: \(text)")
        }
    }

    deinit {
        sqlite3_finalize(pointer)
    }

    func reset() {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
    }

    func bind(_ values: [SQLValue]) throws {
        guard values.count == Int(sqlite3_bind_parameter_count(pointer)) else {
            throw StoreError.statement(code: "values", message: "wrong number of values: \(text)")
        }
        for (offset, value) in values.enumerated() {
            let index = Int32(offset + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(pointer, index)
                case .integer(let value): sqlite3_bind_int64(pointer, index, value)
                case .double(let value): sqlite3_bind_double(pointer, index, value)
                case .text(let value): try bind(value, index)
                case .bytes(let value):
                    value.isEmpty
                        ? sqlite3_bind_zeroblob(pointer, index, 0)
                        : value.withUnsafeBytes {
                            sqlite3_bind_blob(
                                pointer, index, $0.baseAddress, Int32($0.count), Self.copied)
                        }
                }
            guard code == SQLITE_OK else {
                throw SQLiteFailure.error(code: code, message: "cannot bind value \(index)")
            }
        }
    }

    /// Adds the cells of the current row; how many they are.
    func appendCells(to cells: inout [SQLValue]) -> Int {
        let count = sqlite3_column_count(pointer)
        for index in 0..<count {
            switch sqlite3_column_type(pointer, index) {
            case SQLITE_INTEGER: cells.append(.integer(sqlite3_column_int64(pointer, index)))
            case SQLITE_FLOAT: cells.append(.double(sqlite3_column_double(pointer, index)))
            case SQLITE_TEXT:
                let start = sqlite3_column_text(pointer, index)
                let length = Int(sqlite3_column_bytes(pointer, index))
                let buffer = UnsafeBufferPointer(start: start, count: start == nil ? 0 : length)
                cells.append(.text(String(decoding: buffer, as: UTF8.self)))
            case SQLITE_BLOB:
                let start = sqlite3_column_blob(pointer, index)
                let length = Int(sqlite3_column_bytes(pointer, index))
                let buffer = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : length)
                cells.append(.bytes(Array(buffer)))
            default: cells.append(.null(.text))
            }
        }
        return Int(count)
    }

    /// SQLITE_TRANSIENT: SQLite copies the value before `bind` returns.
    private static var copied: sqlite3_destructor_type? {
        // Safe: SQLite defines this value as the number -1 in a pointer's place and never calls it.
        unsafeBitCast(-1, to: sqlite3_destructor_type?.self)
    }

    private func bind(_ text: String, _ index: Int32) throws -> Int32 {
        var text = text
        return try text.withUTF8 { buffer in
            guard let start = buffer.baseAddress, !buffer.isEmpty else {
                return sqlite3_bind_text(pointer, index, "", 0, Self.copied)
            }
            if memchr(start, 0, buffer.count) != nil { throw StoreError.unstorableText }
            return buffer.withMemoryRebound(to: CChar.self) {
                sqlite3_bind_text(
                    pointer, index, $0.baseAddress, Int32($0.count), Self.copied)
            }
        }
    }
}
