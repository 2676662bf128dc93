import Contracts
import Counter
import Kernel
import People
import Privacy

extension House {
    /// People at a counter.
    var walkins: Walkins {
        Walkins(accounts: accounts, directory: directory, access: access, zone: zone)
    }

    package var counterRoom: Counter {
        var tools = CounterTools(
            cases: cases, walkins: walkins, desk: counter, uploads: uploads,
            previewer: previewer, jobs: jobs,
            directory: directory, address: settings.address)
        tools.ownOnly = Set([ServiceCode(Privacy.rightsService)].compactMap(\.self))
        return Counter(tools: tools)
    }
}
