import Contracts
import Kernel
import Notices
import Web

struct ChoiceModel: Sendable {
    let contacts: [Contact]
    let offered: [NoticeChannel]
    let devices: [PushDevice]
    /// Nil where the house sends no push.
    let pushKey: PushKey?
    let isOfficer: Bool
    let zone: Zone

    var mail: Contact? { contacts.first { if case .email = $0 { true } else { false } } }
    var phone: Contact? { contacts.first { if case .phone = $0 { true } else { false } } }

    /// Where notices go as long as nothing is chosen.
    var usual: Set<NoticeChannel> {
        switch contacts.first {
        case .email: [.mail, .push]
        case .phone: [.sms, .push]
        case nil: [.push]
        }
    }

    /// What can be ticked: channels of the house to a contact that is confirmed.
    var channels: [NoticeChannel] {
        NoticeChannel.leaving.filter { channel in
            switch channel {
            case .app: false
            case .mail: mail != nil
            // The first contact's channel is shown also where its gateway is still to come.
            case .sms: phone != nil && (offered.contains(.sms) || usual.contains(.sms))
            case .whatsapp: phone != nil && offered.contains(.whatsapp)
            case .push: pushKey != nil
            }
        }
    }
}

func choiceView(_ model: ChoiceModel, _ form: FormState, _ ui: UI) -> HTML {
    let words = ui.words
    return """
        \(ui.notice(.info, text: words("messages.choices.always")))\
        \(contacts(model, ui))\
        \(ui.form(MessageURL.choices.filled(), form, warnsUnsaved: true) { field in
            """
            \(channels(model, field, ui))\
            \(field.group(words("messages.quiet"), hint: words("messages.quiet.hint"), """
                \(field.checkbox("tenang", words("messages.quiet.on")))\
                \(field.text("dari", words("messages.quiet.from"), max: 5))\
                \(field.text("sampai", words("messages.quiet.until"), max: 5))\
                \(field.checkbox("surel", words("messages.quiet.mail")))
                """))\
            \(HTML.when(model.mail != nil, field.group(words("messages.digest"), """
                \(field.checkbox("rangkum", words("messages.digest.on"),
                    hint: words("messages.digest.hint")))
                """)))\
            \(field.submit(words("messages.choices.save")))
            """
        })\
        \(HTML.with(model.pushKey) { pushView(model, $0, ui) })
        """
}

/// Which contacts there are, and where another one is added.
private func contacts(_ model: ChoiceModel, _ ui: UI) -> HTML {
    let list = model.contacts.map(\.masked)
    let text =
        list.isEmpty
        ? ui.words("messages.contacts.none")
        : ui.words("messages.contacts", ["contacts": HumanText.list(list, ui.language)])
    return """
        <p>\(text) \(HTML.when(!model.isOfficer,
            ui.link(ui.words("messages.contacts.change"), "/keamanan")))</p>
        """
}

private func channels(_ model: ChoiceModel, _ field: FormView, _ ui: UI) -> HTML {
    let kinds = ChoiceForm.kinds.filter { $0 != .duty || model.isOfficer }
    return HTML.each(kinds) { kind in
        field.checkboxes(
            ChoiceForm.name(kind), ui.words("messages.kind.\(kind.rawValue)"),
            model.channels.map { .init($0.rawValue, ui.words("messages.channel.\($0.rawValue)")) },
            hint: ui.words("messages.kind.\(kind.rawValue).hint"), isRequired: true)
    }
}

/// Browsers that get notices. The script fills in the form; without it the list alone is there.
private func pushView(_ model: ChoiceModel, _ key: PushKey, _ ui: UI) -> HTML {
    let words = ui.words
    let moments = Moments(zone: model.zone, language: ui.language)
    return ui.section(
        words("messages.push"), id: "perangkat",
        """
        <p>\(words("messages.push.text"))</p>\
        <div data-push data-key="\(key.publicText)" data-worker="\(MessageURL.worker.filled())" \
        data-denied="\(words("messages.push.denied"))" \
        data-none="\(words("messages.push.cannot"))">\
        <p class="hint" data-push-note>\(words("messages.push.script"))</p>\
        \(ui.form(MessageURL.devices.filled()) { field in
            """
            \(field.hidden("alamat", ""))\(field.hidden("kunci", ""))\
            \(field.hidden("rahasia", ""))\
            <div data-push-button hidden>\(field.submit(words("messages.push.here"), .secondary))\
            </div>
            """
        })</div>\
        \(HTML.when(!model.devices.isEmpty, ui.table(
            caption: words("messages.push.devices"),
            columns: [
                .init(words("messages.push.device")), .init(words("messages.push.since")),
                .init(words("messages.push.act")),
            ],
            rows: model.devices.map { device in
                TableRow([
                    "\(ui.deviceName(device.agent))",
                    ui.time(moments.full(device.createdAt), moments.iso(device.createdAt)),
                    ui.action(words("messages.push.end"),
                        MessageURL.deviceEnd.filled(device.id.text), .quiet),
                ])
            })))
        """)
}
