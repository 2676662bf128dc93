import Kernel

public enum Keeping {
    public struct Report: Sendable { public var lines: [String] = []; public var isSound = true }
    public static func backup(_ s: Settings, to: String) async throws -> String { "" }
    public static func restore(_ s: Settings, from: String) async throws -> String { "" }
    public static func verify(_ s: Settings) async throws -> Report { Report() }
    public static func move(_ s: Settings, to: String) async throws -> String { "" }
}
public enum Examination {
    public struct Finding: Sendable { public var line: String; public var isGrave: Bool }
    public static func of(_ s: Settings) async throws -> [Finding] { [] }
}
