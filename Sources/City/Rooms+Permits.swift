import Cases
import Contracts
import Outbound
import Permits
import Privacy
import Store

extension House {
    package var permitTools: PermitTools {
        PermitTools(
            cases: cases, accounts: accounts, directory: directory, access: access,
            link: NationalLink(
                outbound: systems, jobs: jobs, isDemo: settings.mode == .demo
            ) { await Secrets.find($0) })
    }

    /// The public register of permits, for other rooms and for programs.
    package var permitLookup: PermitLookup { permitTools.lookup }

    /// What the register holds of people besides their cases.
    var permitHoldings: PermitHoldings {
        let tools = permitTools
        return PermitHoldings { account, reader in
            try tools.holdings(of: account, in: reader).map { one in
                HeldPermit(
                    id: one.id, number: one.number, kind: one.kind,
                    lines: [one.business, one.place, one.object],
                    sealed: [one.name, one.nik, one.nib, one.contact], issued: one.issued,
                    endedOn: one.endedOn)
            }
        } erase: { ids, tx in
            try tools.forget(holders: ids, in: tx)
        } sweep: { day, limit, tx in
            try tools.forgetEnded(before: day, limit: limit, in: tx)
        }
    }

    /// The register has its word where a draft is sent that was begun from a permit.
    static var sending: SendingCheck { .register }

    /// National systems: their addresses stand in a file that is published, so that the city's own
    /// machines are out of reach in a real house.
    static func systems(_ settings: Settings) -> Outbound {
        let isDemo = settings.mode == .demo
        return .curl(
            limits: OutboundLimits(
                connectTimeout: 5_000, timeout: 20_000, maxBody: 4 << 20,
                allowsPlainHTTP: false, allowsPrivateAddresses: isDemo),
            threads: BlockingThreads(name: "systems", count: 2, waiting: 64))
    }
}
