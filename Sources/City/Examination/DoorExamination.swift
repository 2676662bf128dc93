import Cases
import Kernel
import OpenID
import Passkeys
import People
import Store

/// How people come in, and who watches over that.
struct DoorExamination: Sendable {
    typealias Finding = Examination.Finding
    let settings: Settings

    /// What the settings and files tell.
    func findings() async -> [Finding] { passkeys() + (await providers()) }

    private func passkeys() -> [Finding] {
        guard (try? Passkeys.RelyingParty(address: settings.site, name: "doctor")) == nil else {
            return []
        }
        return [
            .note(
                "Nobody can use passkeys at \(settings.site): browsers want https and a name.",
                mend: "Set --address https://NAME. Passkeys stay bound to that name.")
        ]
    }

    private func providers() async -> [Finding] {
        var found: [Finding] = []
        for path in [settings.providersFile, settings.residentsFile].compactMap(\.self)
        where (try? FileTree.mode(path)).map({ $0 & 0o077 != 0 }) ?? false {
            found.append(
                .grave(
                    "Others on this machine may read \(path), which may hold a secret.",
                    mend: "chmod 600 \(path)"))
        }
        do {
            for entry in try await ProviderFile.load(settings.providersFile).settings
            where !entry.provider.issuer.hasPrefix("https://") {
                found.append(
                    .grave(
                        "The provider \(entry.rules.code) is asked without TLS: anybody on the way "
                            + "may say who signs in.",
                        mend: "Name its https address."))
            }
        } catch let problem as OperatingProblem {
            found.append(.grave(problem.text, mend: "Mend the file, or leave --providers out."))
        } catch {
            found.append(
                .grave("The providers cannot be read.", mend: "Look at the file of --providers."))
        }
        return found
    }

    /// Whether those exist who must watch.
    static func watchers(
        _ directory: OfficerDirectory, on day: Day, in reader: Reader
    ) throws -> [Finding] {
        var found: [Finding] = []
        let inspectors = try directory.holders(of: .inspect, on: day, in: reader)
        let breakers = try directory.holders(of: .breakGlass, on: day, in: reader)
        if inspectors.isEmpty, !breakers.isEmpty {
            found.append(
                .grave(
                    "\(breakers.count) people may open cases in an emergency, and nobody looks "
                        + "after it.",
                    mend: "Fill a post whose role has `may: [inspect]`."))
        }
        let granters = Set(try directory.holders(of: .grant, on: day, in: reader))
        if granters.count == 1 {
            found.append(
                .note(
                    "Only one person may grant permissions: nobody can decide what that one asks.",
                    mend: "Fill a second post whose role has `may: [grant]`."))
        }
        let deciders = Set(try directory.holders(of: .publishCatalogue, on: day, in: reader))
        if deciders.count < 2 {
            found.append(
                .note(
                    "Fewer than two people may put editions of the city's files into force: what "
                        + "is proposed may wait for ever.",
                    mend: "Fill posts whose role has `may: [publish]`."))
        }
        return found
    }
}
