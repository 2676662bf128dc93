import Cases
import Contracts
import Kernel
import Notices
import People
import Store

/// The demo's ways out keep everything in the house, but for a few mailboxes and numbers that do
/// not exist: what goes there becomes a dead letter, as in life.
enum DemoNotices {
    private static let lostMail = "@kotak-hilang.example"
    private static let lostPhone = "+6281200000404"

    static func mail() -> CapturedMail {
        CapturedMail { message in
            message.to.text.hasSuffix(lostMail) ? .refused("550 no such mailbox") : nil
        }
    }

    static func texts() -> CapturedMessages {
        CapturedMessages { message in
            message.to.text == lostPhone ? .refused("gateway: 400") : nil
        }
    }

    /// A list that waits for a leader's word: officers get notices, too.
    static func askForList(_ house: House) async throws {
        let today = Day(house.world.now, in: house.zone)
        guard let research = ServiceCode("penelitian"),
            let asker = try await house.officer(post: "dpmptsp-kabid-perizinan", on: today)
        else { return }
        try await house.exports.ask(
            ExportOrder(
                services: [research], from: today.adding(days: -30), until: today,
                columns: [.number, .service, .state, .submitted, .due],
                reason: "Bahan rapat bulanan pelayanan terpadu."), by: asker.account)
    }

    /// People who mistyped where they can be reached.
    static func fill(_ house: House) async throws {
        let mails = try ["siti.aminah", "warung.bu.enok"].map {
            try Contact(typed: $0 + lostMail)
        }
        let phone = try Contact(typed: lostPhone)
        let values = ["contact": "s***@***", "address": house.settings.address]
        let notices = house.notices
        try await house.store.write("demo.notices") { tx in
            for contact in mails {
                try notices.enqueue(
                    Notice(
                        to: .contact(contact, .id), template: "account.contact-added",
                        values: values, key: "demo-lost:\(contact.address)"), in: tx)
            }
            try notices.enqueue(
                Notice(
                    to: .contact(phone, .id), template: "text",
                    values: ["text": "Kirim: STATUS nomor-berkas"], key: "demo-lost:text"),
                in: tx)
        }
        try await house.workOnce()
    }
}
