import Dispatch
import Glibc

/// Runs a program that is trusted with nothing: no environment, no descriptor but its input and
/// output, its own process group, and an end after so many seconds. Blocks its thread.
struct ChildProcess {
    enum Ending: Equatable {
        case exit(Int32)
        case signal(Int32)
        case late
        /// It said more than it may.
        case talkative
    }

    struct Answer {
        let ending: Ending
        let output: [UInt8]
    }

    /// The system gave no process, pipe or descriptor.
    struct NotStarted: Error { let code: Int32 }

    let program: String
    let arguments: [String]
    let milliseconds: Int64
    let limit: Int

    func run(_ input: [UInt8]) throws -> Answer {
        // Sockets, not pipes: they close in every other child from the start, and writing to one
        // can be told not to raise SIGPIPE when the child has gone.
        var way: [Int32] = [-1, -1]
        var back: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &way) == 0 else { throw NotStarted(code: errno) }
        guard socketpair(AF_UNIX, kind, 0, &back) == 0 else {
            let code = errno
            way.forEach { close($0) }
            throw NotStarted(code: code)
        }
        let child: pid_t
        do {
            defer {
                close(way[1])
                close(back[1])
            }
            child = try spawn(input: way[1], output: back[1])
        } catch {
            close(way[0])
            close(back[0])
            throw error
        }
        defer { close(back[0]) }
        let (output, early) = talk(input, to: way[0], from: back[0])
        // The whole group: a program of the system may have begun another.
        if early != nil { kill(-child, SIGKILL) }
        let status = wait(child)
        kill(-child, SIGKILL)
        return Answer(ending: early ?? Self.ending(status), output: output)
    }

    private func spawn(input: Int32, output: Int32) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var child = pid_t()
        let code = posix_spawn(&child, program, &actions, &attributes, &words, &environment)
        guard code == 0 else { throw NotStarted(code: code) }
        return child
    }

    /// Writes and reads at once, for a child may answer before it has read all. Closes `way`.
    private func talk(
        _ input: [UInt8], to way: Int32, from back: Int32
    ) -> (output: [UInt8], early: Ending?) {
        let end = DispatchTime.now().uptimeNanoseconds + UInt64(milliseconds) * 1_000_000
        var rest = input[...]
        var output: [UInt8] = []
        var isWriting = true
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        defer { if isWriting { close(way) } }
        while true {
            if isWriting, rest.isEmpty {
                close(way)
                isWriting = false
            }
            let now = DispatchTime.now().uptimeNanoseconds
            guard now < end else { return (output, .late) }
            var doors = [
                pollfd(fd: back, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isWriting ? way : -1, events: Int16(POLLOUT), revents: 0),
            ]
            let ready = poll(&doors, 2, Int32((end - now) / 1_000_000 + 1))
            if ready < 0, errno != EINTR { return (output, .late) }
            guard ready > 0 else { continue }
            if doors[1].revents != 0 {
                let sent = rest.withUnsafeBytes {
                    send(way, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                }
                if sent > 0 {
                    rest = rest.dropFirst(sent)
                } else if errno != EAGAIN, errno != EINTR {
                    // The child reads no more; what it says counts all the same.
                    rest = []
                }
            }
            guard doors[0].revents != 0 else { continue }
            let count = read(back, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return (output, nil) }
            guard output.count + count <= limit else { return (output, .talkative) }
            output.append(contentsOf: piece[..<count])
        }
    }

    /// The child closed its output: it ends now, or is ended.
    private func wait(_ child: pid_t) -> Int32 {
        var status: Int32 = 0
        for _ in 0..<200 {
            if waitpid(child, &status, WNOHANG) == child { return status }
            var pause = timespec(tv_sec: 0, tv_nsec: 5_000_000)
            nanosleep(&pause, nil)
        }
        kill(-child, SIGKILL)
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status
    }

    private static func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7F
        return signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
    }
}
