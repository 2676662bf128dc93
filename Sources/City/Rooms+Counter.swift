import Counter
import People

extension House {
    /// People at a counter.
    var walkins: Walkins {
        Walkins(accounts: accounts, directory: directory, access: access, zone: zone)
    }

    package var counterRoom: Counter {
        Counter(
            tools: CounterTools(
                cases: cases, walkins: walkins, desk: counter, uploads: uploads,
                previewer: previewer, jobs: jobs,
                directory: directory, address: settings.address))
    }
}
