import ArgumentParser
import CMemory
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
        keepMemory()
        Task {
            await Pendopo.main()
            exit(EXIT_SUCCESS)
        }
        dispatchMain()
    }

    /// A page takes and gives back some hundred kilobytes. Without this the C library returns them
    /// to the system after each page, and fetches them again, a page fault for every four.
    private static func keepMemory() {
        cmemory_keep(8 << 20, 4 << 20)
    }
}
