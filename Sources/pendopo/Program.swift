import ArgumentParser
import Dispatch
import Previews

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where the process begins.
@main
enum Program {
    /// Not `async`: the child that reads foreign files must be one thread when it fences itself in,
    /// and an `async` main has begun others by then.
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == PreviewWorker.command {
            exit(PreviewWorker.run(Array(arguments.dropFirst())))
        }
        Task {
            await Pendopo.main()
            exit(EXIT_SUCCESS)
        }
        dispatchMain()
    }
}
