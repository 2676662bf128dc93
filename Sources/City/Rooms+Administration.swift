import Administration
import Cases
import Foundation
import Glibc
import Kernel
import People
import Signatures
import Store

extension House {
    /// How the city hall is manned and runs.
    package var office: OfficeDesk {
        OfficeDesk(
            store: store, vault: vault, ledger: ledger, notices: notices, jobs: jobs,
            accounts: accounts, sessions: sessions, directory: directory, cases: cases,
            shelf: shelf, proposals: proposals,
            importer: OrganisationImport(vault: vault, ledger: ledger, world: world, zone: zone),
            world: world, zone: zone, address: settings.address
        ) { OrganisationRecords.level(of: $0) }
    }

    var administration: Administration {
        let began = world.now
        return Administration(desk: office) { old, new in
            CatalogueDiff(old: old, new: new).lines + old.exactLines(to: new)
        } place: { [settings] in
            await HouseFacts.place(settings, since: began)
        }
    }
}

/// What only the machine knows.
enum HouseFacts {
    /// Where the last complete backup leaves its moment, in the data folder.
    static let lastBackup = "last-backup"

    static func place(_ settings: Settings, since began: Instant) async -> HousePlace {
        let (free, total) = disk(settings.dataDirectory)
        let text = try? await FileTree.read(
            settings.dataDirectory + "/" + lastBackup, limit: 64)
        let moment = text.flatMap { Int64(Digits.only(String(decoding: $0, as: UTF8.self))) }
        return HousePlace(
            version: Release.version, startedAt: began, free: free, total: total,
            lastBackup: moment.map { Instant(milliseconds: $0) },
            listsEnd: settings.trust.current.listsEnd)
    }

    /// A house that cannot note it has its backup all the same.
    static func note(backup moment: Instant, in settings: Settings) {
        let url = URL(filePath: settings.dataDirectory).appending(path: lastBackup)
        try? Data("\(moment.milliseconds)\n".utf8).write(to: url, options: .atomic)
    }

    /// This process: the machine's name and the number that the system gave it.
    static func node(began: Instant) -> HouseNode {
        HouseNode(
            name: "\(ProcessInfo.processInfo.hostName):\(getpid())", version: Release.version,
            beganAt: began)
    }

    private static func disk(_ path: String) -> (free: Int64?, total: Int64?) {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0, disk.f_blocks > 0 else { return (nil, nil) }
        let block = Int64(clamping: disk.f_frsize)
        return (
            Int64(clamping: disk.f_bavail).multipliedReportingOverflow(by: block).partialValue,
            Int64(clamping: disk.f_blocks).multipliedReportingOverflow(by: block).partialValue
        )
    }
}
