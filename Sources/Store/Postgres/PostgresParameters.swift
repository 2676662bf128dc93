import CPostgres

/// The values of one statement in PostgreSQL's binary form: text with its length, so nothing in
/// it can end it, and bytes without escapes.
struct PostgresParameters {
    private var storage: [UInt8] = []
    private var starts: [Int] = []
    private var lengths: [Int32] = []
    private let formats: [Int32]

    init(_ values: [SQLValue]) throws {
        formats = Array(repeating: 1, count: values.count)
        starts.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        for value in values {
            let start = storage.count
            switch value {
            case .null:
                starts.append(-1)
                lengths.append(0)
                continue
            case .integer(let value): append(UInt64(bitPattern: value))
            case .double(let value): append(value.bitPattern)
            case .bytes(let value): storage.append(contentsOf: value)
            case .text(let value):
                storage.append(contentsOf: value.utf8)
                if storage[start...].contains(0) { throw StoreError.unstorableText }
            }
            starts.append(start)
            lengths.append(Int32(storage.count - start))
        }
        // An empty value still needs an address: without one it would be NULL.
        storage.append(0)
    }

    /// Of a statement without values.
    static let none = PostgresParameters()

    private init() {
        formats = []
        storage = [0]
    }

    var count: Int32 { Int32(starts.count) }
    /// Bytes of all values.
    var size: Int { storage.count }

    func withPointers<Value>(
        _ body: (
            UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?
        ) -> Value
    ) -> Value {
        storage.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = starts.map { start in
                start < 0 ? nil : base.map { UnsafePointer($0 + start) }
            }
            return pointers.withUnsafeBufferPointer { values in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        body(values.baseAddress, lengths.baseAddress, formats.baseAddress)
                    }
                }
            }
        }
    }

    /// The object numbers of the types in PostgreSQL's catalogue, the same on every server.
    static func types(_ values: [SQLValue]) -> [Oid] {
        values.map { value in
            switch value.type {
            case .integer: PostgresType.int8
            case .text: PostgresType.text
            case .bytes: PostgresType.bytea
            case .double: PostgresType.float8
            }
        }
    }

    private mutating func append(_ value: UInt64) {
        withUnsafeBytes(of: value.bigEndian) { storage.append(contentsOf: $0) }
    }
}

enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let name: Oid = 19
    static let int8: Oid = 20
    static let int2: Oid = 21
    static let int4: Oid = 23
    static let text: Oid = 25
    static let oid: Oid = 26
    static let float4: Oid = 700
    static let float8: Oid = 701
    static let unknown: Oid = 705
    static let bpchar: Oid = 1042
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
    static let void: Oid = 2278
    static let xid8: Oid = 5069
}
