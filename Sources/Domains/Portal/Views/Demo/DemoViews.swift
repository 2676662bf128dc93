import Kernel
import Notices
import Web

/// The demo's people, each to be signed in as by one press.
func demoShortcuts(_ people: [DemoPerson], _ ui: UI) -> HTML {
    ui.shortcuts(
        PortalURL.demo.filled(),
        people.map { person in
            (
                name: ui.words("demo.role.\(person.role)"),
                note: "\(person.name). \(person.note.text(ui.language))", value: person.role
            )
        })
}

/// The box on the first page: clearly a play, and away in a real city.
func demoBox(_ people: [DemoPerson], _ ui: UI) -> HTML {
    """
    <section class="demo-box" aria-labelledby="demo-judul"><h2 id="demo-judul">\
    \(ui.words("demo.box"))</h2><p>\(ui.words("demo.box.text"))</p>\
    \(demoShortcuts(people, ui))\
    <p><a href="\(url: PortalURL.demoMail.filled())">\(ui.words("demo.mail.link"))</a></p></section>
    """
}

func demoView(_ people: [DemoPerson], _ ui: UI) -> HTML {
    """
    \(ui.notice(.warning, text: ui.words("demo.invented")))\(demoShortcuts(people, ui))\
    <p><a href="\(url: PortalURL.demoMail.filled())">\(ui.words("demo.mail.link"))</a></p>
    """
}

/// Messages as their receivers would get them, newest first.
func demoMailView(_ mail: [NoticeView], _ zone: Zone, _ ui: UI) -> HTML {
    let moments = Moments(zone: zone, language: ui.language)
    guard !mail.isEmpty else {
        return ui.empty(ui.words("demo.mail.none"), ui.words("demo.mail.none.text"))
    }
    return """
        \(ui.notice(.warning, text: ui.words("demo.invented")))<ol class="mails">\
        \(HTML.each(mail) { letter in
            """
            <li><article class="card mail"><h2 class="card-title">\
            \(letter.subject.isEmpty ? ui.words("demo.mail.sms") : letter.subject)</h2>\
            <p class="hint">\(ui.words("demo.mail.to", ["contact": letter.address])) · \
            \(ui.time(moments.full(letter.createdAt), moments.iso(letter.createdAt)))</p>\
            <div class="mail-body">\(mailBody(letter.body))</div></article></li>
            """
        })</ol>
        """
}

/// The text with its links made to work.
private func mailBody(_ text: String) -> HTML {
    HTML.each(text.split(separator: "\n", omittingEmptySubsequences: false)) { line in
        if line.hasPrefix("http://") || line.hasPrefix("https://"), !line.contains(" ") {
            return "<a href=\"\(url: String(line))\">\(line)</a><br>"
        }
        return "\(line)<br>"
    }
}
