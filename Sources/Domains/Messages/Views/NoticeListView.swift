import Kernel
import Notices
import Web

struct NoticeList: Sendable {
    let notices: [OwnNotice]
    let page: Int
    let hasMore: Bool
    let unread: Int
    let isOfficer: Bool
    let zone: Zone
}

func noticeListView(_ model: NoticeList, _ ui: UI) -> HTML {
    let words = ui.words
    var links: HTML = ui.linkButton(
        words("messages.choices.open"), MessageURL.choices.filled(), .secondary)
    if model.isOfficer {
        links += ui.linkButton(
            words("messages.calendar.open"), MessageURL.calendar.filled(), .secondary)
    }
    guard !model.notices.isEmpty else {
        return """
            \(ui.empty(words("messages.none"), words("messages.none.text")))\
            <div class="buttons">\(links)</div>
            """
    }
    let readAll: HTML =
        model.unread == 0
        ? "" : ui.action(words("messages.read-all"), MessageURL.readAll.filled(), .quiet)
    return """
        <div class="buttons">\(links)\(readAll)</div>\
        <ol class="own-notices">\(HTML.each(model.notices) { notice($0, model.zone, ui) })</ol>\
        \(ui.pages(current: model.page, of: model.hasMore ? model.page + 1 : model.page))
        """
}

private func notice(_ notice: OwnNotice, _ zone: Zone, _ ui: UI) -> HTML {
    let moments = Moments(zone: zone, language: ui.language)
    let fresh: HTML =
        notice.isRead ? "" : " \(ui.tag(ui.words("messages.unread"), .info))"
    return """
        <li class="card own-notice\(notice.isRead ? "" : " own-notice-new")">\
        <h2 class="card-title"><a href="\(url: MessageURL.open.filled(notice.id.text))">\
        \(notice.subject)</a>\(fresh)</h2>\
        <p class="hint">\(ui.words("messages.kind.\(notice.kind.rawValue)")) · \
        \(ui.time(moments.full(notice.createdAt), moments.iso(notice.createdAt)))</p>\
        <p>\(HTML.lines(shown(notice.body)))</p></li>
        """
}

/// Without the address of what the title leads to anyway.
private func shown(_ body: String) -> String {
    var lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.removeAll { line in
        let text = line.singleSpaced
        return text.hasPrefix("https://") || text.hasPrefix("http://")
    }
    while lines.last?.singleSpaced.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
}
