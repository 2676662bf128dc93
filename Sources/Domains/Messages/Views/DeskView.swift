import Kernel
import Notices
import Web

struct DeskModel: Sendable {
    let channels: [ChannelState]
    let notices: [DeskNotice]
    let channel: NoticeChannel?
    let state: NoticeState
    let page: Int
    let hasMore: Bool
    let zone: Zone
    let now: Instant
}

func deskView(_ model: DeskModel, _ ui: UI) -> HTML {
    """
    \(channelTable(model, ui))\(stateTabs(model, ui))\(noticeTable(model, ui))\
    \(ui.pages(current: model.page, of: model.hasMore ? model.page + 1 : model.page))
    """
}

private func channelTable(_ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    let moments = Moments(zone: model.zone, language: ui.language)
    return ui.table(
        caption: words("messages.desk.channels"),
        columns: [
            .init(words("messages.desk.channel")), .init(words("messages.desk.gateway")),
            .init(words("messages.desk.waiting"), isNumber: true),
            .init(words("messages.state.sent"), isNumber: true),
            .init(words("messages.state.failed"), isNumber: true),
            .init(words("messages.desk.last")), .init(words("messages.desk.reason")),
        ],
        rows: model.channels.map { channel in
            let waiting = (channel.counts[.queued] ?? 0) + (channel.counts[.sending] ?? 0)
            let failed = channel.counts[.failed] ?? 0
            let last: HTML =
                channel.lastSent.map { ui.time(moments.full($0), moments.iso($0)) } ?? "–"
            let name = channel.channel.rawValue
            return TableRow(
                [
                    ui.link(words("messages.channel.\(name)"), "?kanal=\(name)"),
                    ui.tag(
                        words("messages.desk.gateway.\(channel.isThere ? "there" : "none")"),
                        channel.isThere ? .success : .neutral),
                    "\(HumanText.number(waiting, ui.language))\(since(channel, model, ui))",
                    "\(HumanText.number(channel.counts[.sent] ?? 0, ui.language))",
                    """
                    \(HumanText.number(failed, ui.language))\(HTML.when(failed > 0,
                        ui.action(words("messages.desk.retry-all"), MessageURL.retryAll.filled(),
                            .quiet, values: ["kanal": name])))
                    """,
                    last, "\(channel.reason ?? "")",
                ], tone: failed > 0 ? .warning : nil)
        }, showsCaption: true)
}

private func since(_ channel: ChannelState, _ model: DeskModel, _ ui: UI) -> HTML {
    guard let since = channel.waitingSince else { return HTML() }
    let time = HumanText.elapsed(
        max(0, model.now.milliseconds(since: since)), ui.language)
    return " <span class=\"hint\">\(ui.words("messages.desk.since", ["time": time]))</span>"
}

private func stateTabs(_ model: DeskModel, _ ui: UI) -> HTML {
    let channel = model.channel.map { "&kanal=\($0.rawValue)" } ?? ""
    let shown = model.channels.filter { model.channel == nil || $0.channel == model.channel }
    let address = { (state: NoticeState) in
        MessageURL.desk.filled() + "?keadaan=\(state.rawValue)\(channel)"
    }
    return ui.tabs(
        ui.words("messages.desk.state"),
        DeskPages.states.map { state in
            (
                title: ui.words("messages.state.\(state.rawValue)"), address: address(state),
                count: shown.reduce(0) { $0 + ($1.counts[state] ?? 0) }
            )
        }, current: address(model.state))
}

private func noticeTable(_ model: DeskModel, _ ui: UI) -> HTML {
    let words = ui.words
    let moments = Moments(zone: model.zone, language: ui.language)
    return ui.table(
        caption: words("messages.desk.list"),
        columns: [
            .init(words("messages.desk.written")), .init(words("messages.desk.channel")),
            .init(words("messages.desk.kind")), .init(words("messages.desk.to")),
            .init(words("messages.desk.tries"), isNumber: true),
            .init(words("messages.desk.reason")), .init(words("messages.desk.act")),
        ],
        rows: model.notices.map { notice in
            TableRow([
                ui.time(moments.full(notice.createdAt), moments.iso(notice.createdAt)),
                "\(words("messages.channel.\(notice.channel.rawValue)"))",
                "\(notice.kind.map { words("messages.kind.\($0.rawValue)") } ?? "")",
                "\(notice.contact)", "\(notice.tries)", "\(notice.reason)",
                acts(notice, ui),
            ])
        }, empty: ui.empty(words("messages.desk.none"), words("messages.desk.none.text")))
}

private func acts(_ notice: DeskNotice, _ ui: UI) -> HTML {
    var html = HTML()
    if notice.state == .failed {
        html += ui.action(
            ui.words("messages.desk.retry"), MessageURL.retry.filled(notice.id.text), .secondary)
    }
    if [.failed, .queued, .held].contains(notice.state) {
        html += ui.action(
            ui.words("messages.desk.drop"), MessageURL.drop.filled(notice.id.text), .quiet)
    }
    return html
}
