import Foundation

/// The program under test, beside the tests that were built with it: it reads foreign files.
public enum TestProgram {
    public static var path: String {
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("pendopo").path
    }
}
