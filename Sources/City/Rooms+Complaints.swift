import Complaints
import Outbound
import People
import Store

extension House {
    package var complaintTools: ComplaintTools {
        ComplaintTools(
            cases: cases, accounts: accounts,
            walkins: Walkins(
                accounts: accounts, directory: directory, access: access, zone: zone),
            directory: directory, blobs: blobs, access: access, previewer: previewer,
            outside: OutsideLink(
                pictures: pictures, isDemo: settings.mode == .demo,
                partners: PartnerLink(outbound: systems, jobs: jobs) { await Secrets.find($0) }),
            limitsReports: settings.limitsCalls)
    }

    /// Servers of strangers from which a picture is fetched: short times, no more than one picture,
    /// and in a real house none of the city's own machines.
    static func pictures(_ settings: Settings) -> Outbound {
        let isDemo = settings.mode == .demo
        return .curl(
            limits: OutboundLimits(
                connectTimeout: 2_000, timeout: 6_000, maxBody: 10 << 20,
                allowsPlainHTTP: isDemo, allowsPrivateAddresses: isDemo),
            threads: BlockingThreads(name: "pictures", count: 2, waiting: 32))
    }
}
