import Cases
import City
import Foundation
import Kernel
import Ledger
import People
import Store
import TestKit
import Testing
import Web

/// Everything that the demo shows to whoever does not sign in, searched for its people.
@Suite("What everybody can read")
struct PublicGrepTests {
    /// Where the demo shows its invented people on purpose, so that one can be chosen.
    private static let demoRooms = ["/demo", "/gaya"]

    /// Addresses that are looked at, at most.
    private static let most = 450

    @Test("no page, feed, file or tile names an applicant, a NIK, a phone or a mail address")
    func grep() async throws {
        let directory =
            FileManager.default.temporaryDirectory.path
            + "/pendopo-grep-\(World.system.uuid().text)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var settings = Settings(
            mode: .demo, database: try DatabaseURL("sqlite:\(directory)/pendopo.sqlite"),
            dataDirectory: directory, cityDirectory: TestCity.cityFiles)
        settings.program = TestProgram.path
        let world = World(clock: .fixed(try #require(TestCity.start)), random: .system)
        try await DemoCity.fill(
            settings, world: world, hashing: .cheap, cases: 40, tell: { _ in })
        let house = try await House.open(settings, world: world, hashing: .cheap)
        do {
            try await house.readOnce()
            try await look(house)
        } catch {
            await house.close()
            throw error
        }
        await house.close()
    }

    private func look(_ house: House) async throws {
        let secrets = Self.secrets(
            officers: try await house.shelf.published().positions.count)
        #expect(secrets.count > 300)
        // The search itself finds what it looks for.
        let person = try #require(
            (0..<60).map(DemoNames.person).first { secrets.contains($0.name.lowercased()) })
        let line = "<b>\(person.name)</b>, \(person.nik); \(person.email). \(person.phone)"
        #expect(Set(Self.words(line)).intersection(secrets).count == 4)
        let shell = try house.shell(rates: [:])
        var queue = try await seeds(house)
        var seen = Set(queue)
        var (bytes, found): (Int, [String]) = (0, [])
        // First what is named above, then where it leads: lists can be narrowed in many ways.
        var place = 0
        while place < queue.count, place < Self.most {
            let path = queue[place]
            place += 1
            let reply = await shell.respond(to: TestRequest("GET", path))
            guard reply.status == 200 else { continue }
            let text = reply.text
            bytes += text.utf8.count
            found += Self.words(text).filter(secrets.contains).map { "\($0) in \(path)" }
            for next in Self.links(text) where seen.insert(next).inserted { queue.append(next) }
        }
        #expect(found.isEmpty, "\(Set(found).sorted().prefix(20))")
        #expect(place > 300 && bytes > 3_000_000, "\(place) addresses, \(bytes) bytes")
        for part in ["/laporan/", "/ledger/tile/", "/layanan/", "/lacak/", "/open311/v2/"] {
            let isThere = queue.prefix(place).contains { $0.hasPrefix(part) }
            #expect(isThere, "nothing below \(part)")
        }
    }

    /// Names, numbers and addresses of the demo's citizens as they would be written anywhere;
    /// names of officers stand under letters and pages, so those that an officer has too are left.
    private static func secrets(officers count: Int) -> Set<String> {
        let officers = Set((0..<count).map { DemoNames.officer($0).lowercased() })
        return Set(
            (0..<200).flatMap { n -> [String] in
                let person = DemoNames.person(n)
                let digits = person.phone.filter(\.isNumber)
                return [
                    person.name, person.nik, person.email, person.phone,
                    "0" + digits.dropFirst(2),
                ].map { $0.lowercased() }
            }
        ).subtracting(officers)
            // The demo's own shortcut on its home page.
            .subtracting([DemoNames.person(DemoPeople.shown).name.lowercased()])
    }

    /// Every door for everybody that needs no more, and what only people with a number open.
    private func seeds(_ house: House) async throws -> [String] {
        let doors = WalkTable.doors.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, words[0] == "GET", words[2] == "everyone",
                !words[1].contains("{"), !words[1].hasSuffix("langsung")
            else { return nil }
            return words[1]
        }
        let (numbers, tiles) = try await house.store.read("test.seeds") { reader in
            (
                try reader.rows("SELECT number FROM cases").map { $0.text(0) },
                try reader.rows("SELECT level, number, width FROM ledger_tiles").map {
                    ($0.int(0), $0.int(1), $0.int(2))
                }
            )
        }
        let paths = tiles.flatMap { level, number, width -> [String] in
            guard number < 1_000 else { return [] }
            let text = String(1_000 + number).dropFirst()
            let end = width == 256 ? "" : ".p/\(width)"
            let whole = "\(text)\(end)"
            return ["/ledger/tile/\(level)/\(whole)"]
                + (level == 0 ? ["/ledger/tile/entries/\(whole)"] : [])
        }
        let more = [
            "/open311/v2/requests.json?extensions=true", "/open311/v2/requests.xml",
            "/ledger/proof?index=1", "/ledger/proof?old=1",
        ]
        return Self.allowed(
            doors + paths + more + numbers.map { "/lacak/\($0)" })
    }

    private static func allowed(_ paths: [String]) -> [String] {
        paths.filter { path in !demoRooms.contains { path.hasPrefix($0) } }
    }

    /// Words, pairs of words, and numbers whose digits stand in groups, in lower case.
    private static func words(_ text: String) -> [String] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: word.append(byte + 0x20)
            case 0x61...0x7A, 0x30...0x39, 0x40, 0x2E, 0x2B: word.append(byte)
            default:
                if !word.isEmpty { words.append(word) }
                word = []
            }
        }
        if !word.isEmpty { words.append(word) }
        let plain = words.map { word in
            var word = word[...]
            while word.last == 0x2E { word.removeLast() }
            return String(decoding: word, as: UTF8.self)
        }
        let groups = text.split { !$0.isNumber && $0 != "-" && $0 != " " }
            .map { $0.filter(\.isNumber) }.filter { $0.count >= 10 }
        return plain + zip(plain, plain.dropFirst()).map { "\($0) \($1)" } + groups
    }

    /// Addresses of the house that a text names.
    private static func links(_ text: String) -> [String] {
        let links = text.matches(of: /(?:href|src|action)="(\/[^"#]*)/).map { match in
            String(match.1).replacing("&amp;", with: "&")
        }
        return allowed(links.filter { !$0.hasSuffix("/langsung") && !$0.hasPrefix("//") })
    }
}
