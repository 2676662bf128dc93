import Glibc
import Store

/// The machine's side: keys, permissions, room on the disk.
struct PlaceExamination {
    typealias Finding = Examination.Finding
    let settings: Settings

    func findings() throws -> [Finding] {
        guard FileTree.exists(settings.dataDirectory) else { return [] }
        return try keys() + files() + room()
    }

    private func keys() throws -> [Finding] {
        let paths = try settings.keyFiles()
        guard let path = paths.first else { return [] }
        var found: [Finding] = []
        for path in paths where try isOpen(path, to: 0o077) {
            found.append(
                .grave(
                    "Others on this machine may read the key \(path).", mend: "chmod 600 \(path)"))
        }
        found.append(
            .note(
                "The key lies in the data directory, beside what it seals.",
                mend: "Leave \(path) out of copies of the directory and keep one copy of it "
                    + "elsewhere; `pendopo backup` separates them."))
        return found
    }

    private func files() throws -> [Finding] {
        var found: [Finding] = []
        if FileTree.exists(settings.dataDirectory + "/" + DemoCity.mark), settings.mode != .demo {
            found.append(
                .grave(
                    "\(settings.dataDirectory) was made by a demo: its password is known to all.",
                    mend: "Name another directory by --data."))
        }
        if let path = settings.database.path, FileTree.exists(path), try isOpen(path, to: 0o007) {
            found.append(
                .note(
                    "Others on this machine may read \(path); what is personal in it is sealed.",
                    mend: "chmod 640 \(path)"))
        }
        return found
    }

    private func isOpen(_ path: String, to others: UInt32) throws -> Bool {
        try FileTree.mode(path) & others != 0
    }

    private func room() -> [Finding] {
        var disk = statvfs()
        guard statvfs(settings.dataDirectory, &disk) == 0, disk.f_blocks > 0 else { return [] }
        let free = Double(disk.f_bavail) * Double(disk.f_frsize)
        let share = Double(disk.f_bavail) / Double(disk.f_blocks)
        let megabytes = Int64(free / 1_048_576)
        let mend = "Make room; on a full disk the house only reads."
        let what =
            "The disk of \(settings.dataDirectory) has \(Keeping.english(megabytes)) MB left."
        if megabytes < 500 { return [.grave(what, mend: mend)] }
        return share < 0.1 ? [.note(what, mend: mend)] : []
    }
}
