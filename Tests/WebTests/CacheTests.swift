import Kernel
import Synchronization
import Testing

@testable import Web

@Suite("Pages kept compressed")
struct CacheTests {
    private final class Counter: Sendable {
        let made = Mutex(0)
        func next() -> Int {
            made.withLock {
                $0 += 1; return $0
            }
        }
    }

    private func site(_ counter: Counter) throws -> Fixture {
        let page = Route.get("/lacak/{kode}", CodeInput.self) { (_: VisitorContext, input) in
            .cached(key: input.code, version: "1") {
                Page("Lacak", body: "<p>dibuat \(counter.next())</p>")
            }
        }
        let form = Route.get("/bersama") { (visit: VisitorContext) in
            .cached(key: "f", version: "1") {
                _ = counter.next()
                return Page("Formulir", body: visit.ui.form("/x") { $0.submit("Kirim") })
            }
        }
        return try Fixture(routes: Fixture.routes + [page, form])
    }

    @Test("A public page is made once, sent as gzip, and answered 304 when it is known")
    func kept() async throws {
        let counter = Counter()
        let site = try site(counter)
        let first = await site.get("/lacak/a", headers: [("Accept-Encoding", "gzip, br")])
        #expect(first.header("content-encoding") == "gzip")
        #expect(first.text.contains("dibuat 1"))
        let tag = try #require(first.header("etag"))
        let again = await site.get("/lacak/a", headers: [("If-None-Match", tag)])
        #expect(again.status == 304)
        #expect(again.bytes.isEmpty)
        let plain = await site.get("/lacak/a")
        #expect(plain.header("content-encoding") == nil)
        #expect(plain.text == first.text)
        #expect(counter.made.withLock { $0 } == 1)
        #expect(first.header("set-cookie") == nil)
    }

    @Test("Somebody signed in, another language and a form get a page of their own")
    func own() async throws {
        let counter = Counter()
        let site = try site(counter)
        _ = await site.get("/lacak/a")
        let signedIn = await site.get("/lacak/a", as: "citizen")
        #expect(signedIn.text.contains("Siti"))
        #expect(signedIn.header("cache-control") == "no-store")
        let english = await site.get("/lacak/a", headers: [("Accept-Language", "en")])
        #expect(english.text.contains("Sample City"))
        #expect(await site.get("/lacak/a").text.contains("dibuat 1"))
        let one = await site.get("/bersama")
        let two = await site.get("/bersama")
        #expect(one.header("etag") == nil)
        #expect(one.text != two.text)
    }

    @Test("Pages of a family keep only their own part, and come out whole")
    func family() throws {
        let cache = PageCache(limit: 1_000_000)
        let head = String(repeating: "<nav>Layanan</nav>", count: 40)
        let tail = String(repeating: "<p>Kota Bogor</p>", count: 40)
        var sizes: [Int] = []
        for number in ["AAA-111", "BBB-222", "CCC-333", ""] {
            let page = Array((head + "<h1>Berkas \(number)</h1>" + tail).utf8)
            let (packed, ends) = try #require(cache.pack(page, family: "L"))
            let entry = PageCache.Entry(version: "1", tag: "t", packed: packed, ends: ends)
            #expect(Gzip.expand(entry.gzip) == page)
            sizes.append(packed.count)
        }
        // The first is the sample, the others are a few bytes.
        #expect(sizes.dropFirst().allSatisfy { $0 < 60 }, "\(sizes)")
        let other = Array(String(repeating: "Sesuatu yang lain. ", count: 30).utf8)
        let (packed, ends) = try #require(cache.pack(other, family: "L"))
        #expect(ends == nil)
        #expect(Gzip.expand(packed) == other)
    }

    @Test("Memory is bounded; what is asked for stays longer")
    func bounded() {
        let cache = PageCache(limit: 40_000)
        let entry = PageCache.Entry(
            version: "1", tag: "t", packed: [UInt8](repeating: 0, count: 1_000))
        cache.keep("wanted", entry)
        for number in 0..<300 {
            _ = cache.entry("wanted", "1")
            cache.keep("k\(number)", entry)
        }
        #expect(cache.bytes <= 40_000)
        #expect(cache.count < 40)
        #expect(cache.entry("wanted", "1") != nil)
        #expect(cache.entry("wanted", "2") == nil)
        #expect(cache.entry("k0", "1") == nil)
    }

    @Test("Styles are one small file with an address for ever")
    func assets() async throws {
        let site = try Fixture()
        let style = site.shell.assets.style
        let reply = await site.get(style.address, headers: [("Accept-Encoding", "gzip")])
        #expect(reply.header("cache-control")?.contains("immutable") == true)
        #expect(reply.header("content-encoding") == "gzip")
        let page = await site.get("/", headers: [("Accept-Encoding", "gzip")])
        let script = await site.get(
            site.shell.assets.script.address, headers: [("Accept-Encoding", "gzip")])
        #expect(reply.bytes.count + page.bytes.count + script.bytes.count < 20_000)
        #expect(await site.get("/aset/gaya-000.css").status == 404)
    }

    @Test(
        "gzip is sent only to those who take it",
        arguments: [
            ("gzip", true), ("br, gzip;q=0.5", true), ("*", true), ("gzip;q=0", false),
            ("br", false),
        ])
    func accepted(_ header: String, _ isAccepted: Bool) {
        #expect(Gzip.isAccepted(header) == isAccepted)
        #expect(Gzip.expand(Gzip.compress(Array(header.utf8)) ?? []) == Array(header.utf8))
    }

    @Test("Events are written as the standard says, with the id to resume from")
    func events() async throws {
        let route = Route.get("/kabar", NoInput.self, output: .events) {
            (visit: VisitorContext, _) in
            .events(
                EventSource(sequence: { last in
                    AsyncStream { stream in
                        stream.yield(ServerEvent(id: "8", data: "a\nb after \(last ?? "-")"))
                        stream.finish()
                    }
                }))
        }
        let site = try Fixture(routes: [route])
        let reply = await site.get("/kabar", headers: [("Last-Event-ID", "7")])
        #expect(reply.text == "retry: 3000\n\nid: 8\ndata: a\ndata: b after 7\n\n")
        #expect(reply.header("content-type") == "text/event-stream; charset=utf-8")
        #expect(site.shell.streams.count == 0)
    }
}
