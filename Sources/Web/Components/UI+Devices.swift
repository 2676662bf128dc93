import Kernel
import People

extension UI {
    /// Every browser that is signed in to an account, each with a button that ends it.
    public func devices(
        _ sessions: [Session], here: SessionID?, zone: Zone, end: (SessionID) -> String,
        endAll: String
    ) -> HTML {
        let rows = sessions.map { session in
            let name = deviceName(session.agent)
            let button = action(words("web.device.end"), end(session.id), .quiet)
            return TableRow([
                "\(name)", moment(session.createdAt, zone), moment(session.seenAt, zone),
                session.id == here ? tag(words("web.device.here"), .success) : button,
            ])
        }
        return section(
            words("web.devices"), id: "perangkat",
            """
            <p>\(words("web.devices.text"))</p>\
            \(table(
                caption: words("web.devices"),
                columns: [
                    .init(words("web.device")), .init(words("web.device.since")),
                    .init(words("web.device.seen")), .init(words("web.device.state")),
                ], rows: rows))\
            \(HTML.when(sessions.count > 1, action(words("web.devices.end"), endAll)))
            """)
    }

    /// A browser by the name that people know.
    public func deviceName(_ agent: String) -> String {
        DeviceName.of(agent) ?? words("web.device.unknown")
    }

    private func moment(_ instant: Instant, _ zone: Zone) -> HTML {
        let moments = Moments(zone: zone, language: language)
        return time(moments.full(instant), moments.iso(instant))
    }
}
