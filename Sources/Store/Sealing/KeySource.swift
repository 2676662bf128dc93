import Kernel

/// Where the master keys of a house come from. One is enough; a second one is there while keys are
/// changed.
public enum KeySource: Sendable, Hashable {
    /// 64 hexadecimal digits each, handed in by the machine; separated by commas.
    case environment(String)
    /// Files that the machine hands over, such as secrets of a container.
    case files([String])
    /// `keys` in the data directory: every file in it that ends in `.key`.
    case directory(String)

    /// The environment first, then the data directory.
    public static func of(
        dataDirectory: String, environment: [String: String]
    ) -> KeySource {
        if let hex = environment[MasterKey.variable], !hex.isEmpty { return .environment(hex) }
        if let paths = environment[MasterKey.fileVariable], !paths.isEmpty {
            return .files(paths.split(separator: ":").map(String.init))
        }
        return .directory(dataDirectory + "/keys")
    }

    /// Whether the house keeps its keys itself, and so may make one.
    public var isOwn: Bool {
        if case .directory = self { true } else { false }
    }

    /// The keys at hand, the usual one first. Blocks on the disk.
    /// - Throws: `SealingError.masterKey` with what is wrong and how to mend it; also when there
    ///   is none.
    public func load() throws(SealingError) -> [MasterKey] {
        switch self {
        case .environment(let text):
            var keys: [MasterKey] = []
            for hex in text.split(separator: ",") { keys.append(try MasterKey(hex: String(hex))) }
            return keys
        case .files(let paths):
            var keys: [MasterKey] = []
            for path in paths { keys.append(try MasterKey.load(file: path)) }
            return keys
        case .directory(let directory):
            let names = try Self.names(in: directory)
            guard !names.isEmpty else {
                throw .masterKey(
                    "There is no key at \(directory)/\(Self.usualName). Put the city's key there, "
                        + "or name it by \(MasterKey.fileVariable).")
            }
            var keys: [MasterKey] = []
            for name in names {
                keys.append(try MasterKey.load(file: "\(directory)/\(name)", private: true))
            }
            return keys
        }
    }

    /// Whether there is a key at all, without reading it.
    public func isEmpty() throws(SealingError) -> Bool {
        guard case .directory(let directory) = self else { return false }
        return try Self.names(in: directory).isEmpty
    }

    /// Makes the first key of a new house. Two processes may start at once: the file appears
    /// complete or not at all, and the first one wins.
    public func create() throws(SealingError) {
        guard case .directory(let directory) = self else { return }
        try Self.create(Self.usualName, in: directory)
    }

    static let usualName = "master.key"
    /// A new key, until the old one wraps nothing more.
    static let nextName = "next.key"

    static func create(_ name: String, in directory: String) throws(SealingError) {
        let path = "\(directory)/\(name)"
        do {
            try PosixFile.makeDirectories(directory, mode: 0o700)
            let mark = SystemRandomNumberGenerator.next64()
            let temporary = path + ".\(mark).tmp"
            defer { PosixFile.removeIfPresent(temporary) }
            try PosixFile.write(try MasterKey.random().fileText, to: temporary, mode: 0o600)
            try PosixFile.linkUnlessPresent(temporary, as: path)
            try PosixFile.syncDirectory(directory)
        } catch let error as SealingError {
            throw error
        } catch {
            throw .masterKey("\(path) cannot be made: \(error)")
        }
    }

    private static func names(in directory: String) throws(SealingError) -> [String] {
        do {
            let names = try PosixFile.names(in: directory).filter { $0.hasSuffix(".key") }
            return names.filter { $0 == usualName } + names.filter { $0 != usualName }.sorted()
        } catch {
            throw .masterKey("\(directory) cannot be read: \(error)")
        }
    }
}

extension SystemRandomNumberGenerator {
    fileprivate static func next64() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
