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
        askForFiles()
        Task {
            await Pendopo.main()
            exit(EXIT_SUCCESS)
        }
        dispatchMain()
    }

    /// Each open page that waits for news is an open file, and a process gets 1,024 of them unless
    /// it asks for what its system allows.
    private static func askForFiles() {
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(files, &limit) == 0, limit.rlim_cur < mostFiles else { return }
        limit.rlim_cur = min(limit.rlim_max, mostFiles)
        // Refused, it goes on with what it has.
        _ = setrlimit(files, &limit)
    }

    private static let mostFiles: rlim_t = 65_536

    /// A page takes and gives back some hundred kilobytes. Without this the C library returns them
    /// to the system after each page, and fetches them again, a page fault for every four.
    private static func keepMemory() {
        cmemory_keep(8 << 20, 4 << 20)
    }
}
