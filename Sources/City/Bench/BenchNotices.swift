import Contracts
import Kernel
import Notices
import Store

extension House {
    /// Text messages that are all due at once, as after a day without a gateway.
    func fillNotices(_ count: Int) async throws {
        let size = 500
        for start in stride(from: 0, to: count, by: size) {
            try await store.write("bench.notices") { [notices] tx in
                for n in start..<min(start + size, count) {
                    // Numbers that are nobody's: +62 800 …
                    let digits = String(10_000_000 + n).suffix(7)
                    let contact = try Contact(typed: "+62811\(digits)")
                    try notices.enqueue(
                        Notice(
                            to: .contact(contact, .id), template: "text",
                            values: ["text": "Berkas \(n) selesai."], key: "bench:\(n)"), in: tx)
                }
            }
        }
    }
}
