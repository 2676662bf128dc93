import Store

/// Where the master key of a house comes from.
enum KeyPlace: Sendable, Equatable {
    /// Handed in by the machine; the house does not keep it, nor does a backup.
    case environment(variable: String)
    /// The file in the data directory.
    case file(String)
    case missing(String)

    static func of(_ settings: Settings) -> KeyPlace {
        let environment = processEnvironment()
        for name in [MasterKey.variable, MasterKey.fileVariable]
        where environment[name].map({ !$0.isEmpty }) ?? false {
            return .environment(variable: name)
        }
        let path = file(in: settings)
        return FileTree.exists(path) ? .file(path) : .missing(path)
    }

    static func file(in settings: Settings) -> String {
        settings.dataDirectory + "/keys/master.key"
    }
}
