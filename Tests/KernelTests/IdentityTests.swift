import Testing

@testable import Kernel

@Suite struct IdentityTests {
    static let today = Day(number: 20_780)  // 2026-11-23

    @Test(arguments: [
        ("3271031708900001", Sex.male, "1990-08-17"), ("3579015704920002", .female, "1992-04-17"),
        ("3271066902960003", .female, "1996-02-29"), ("3201991708900001", .male, "1990-08-17"),
        ("32.71.03 170890-0001", .male, "1990-08-17"), ("3271030101000001", .male, "2000-01-01"),
        ("3271032902000001", .male, "2000-02-29"), ("3271032411260001", .male, "1926-11-24"),
    ])
    func `A right NIK tells sex and birth`(text: String, sex: Sex, birth: String) throws {
        let nik = try NIK(text)
        #expect(nik.sex == sex)
        #expect(nik.birth(asOf: Self.today).iso == birth)
        #expect(nik.text.utf8.count == 16)
    }

    @Test(arguments: [
        ("3271066902970003", "nik.birth"), ("3271037208900001", "nik.birth"),
        ("3271034008900001", "nik.birth"), ("3271031713900001", "nik.birth"),
        ("3271031708900000", "nik.serial"), ("0071031708900001", "nik.province"),
        ("327103170890001", "nik.length"), ("32710317089000011", "nik.length"),
        ("3271O31708900001", "nik.characters"), ("3200031708900001", "nik.area"),
        ("3271001708900001", "nik.area"), ("", "nik.length"),
        ("٣271031708900001", "nik.characters"),
    ])
    func `A wrong NIK is refused for its reason`(text: String, key: String) {
        #expect(refusal { () throws(Refusal) in try NIK(text) } == [key])
    }

    @Test func `A NIK shows itself only masked`() throws {
        let nik = try NIK("3271031708900001")
        #expect("\(nik)" == "3271********0001")
        #expect(nik.area.text == "32.71.03")
    }

    @Test func `A family card keeps an odd date and refuses a wrong province`() throws {
        #expect(try FamilyCardNumber("3271032011260012").recorded(asOf: Self.today)?.month == 11)
        #expect(try FamilyCardNumber("3271039911260012").recorded(asOf: Self.today) == nil)
        #expect(
            refusal { () throws(Refusal) in try FamilyCardNumber("9971032011260012") }
                == ["kk.province"])
    }

    @Test func `A NIP tells birth, appointment and kind`() throws {
        let pns = try NIP("19900817 201503 1 004", asOf: Self.today)
        #expect(pns.kind == .pns(month: 3))
        #expect(pns.birth.iso == "1990-08-17")
        #expect(pns.display == "19900817 201503 1 004")
        let pppk = try NIP("199204172022212003", asOf: Self.today)
        #expect(pppk.kind == .pppk(appointment: 1))
        #expect(pppk.sex == .female)
    }

    @Test(arguments: [
        ("199013172015031004", ["nip.birth"]),
        ("199008172015133004", ["nip.appointment", "nip.sex"]),
        ("200008172015031004", ["nip.age"]), ("19900817201503100", ["nip.length"]),
        ("199008172026121004", ["nip.future"]), ("199008172015031000", ["nip.serial"]),
    ])
    func `A wrong NIP is refused for every reason`(text: String, keys: [String]) {
        #expect(refusal { () throws(Refusal) in try NIP(text, asOf: Self.today) } == keys)
    }

    @Test func `Region codes know level, parent and village`() throws {
        let code = try #require(RegionCode("35.79.01.2005"))
        #expect(code == RegionCode("3579012005"))
        #expect(code.level == .kelurahan)
        #expect(code.isDesa)
        #expect(code.parent?.text == "35.79.01")
        #expect(try #require(RegionCode("35.79")).contains(code))
        for wrong in ["35.79.01.4005", "35.00", "3.579", "35.79.1", "357", "35.79.01.2000", ""] {
            #expect(RegionCode(wrong) == nil, "\(wrong)")
        }
    }

    @Test func `Ids of one world rise, also within a millisecond and when the clock goes back`() {
        let clock = ManualClock(Instant(milliseconds: 1_800_000_000_000))
        let world = World(clock: clock.clock, random: .seeded(7))
        var last = world.uuid()
        for step in 0..<10_000 {
            if step == 5000 { clock.advance(milliseconds: -60_000) }
            if step % 3000 == 0 { clock.advance(milliseconds: 1) }
            let next = world.uuid()
            #expect(last < next)
            #expect(last.text < next.text)
            #expect(last.bytes.lexicographicallyPrecedes(next.bytes))
            last = next
        }
    }

    @Test func `A UUID survives text and bytes, and other versions are refused`() throws {
        let uuid = UUIDv7(at: Instant(milliseconds: 1_732_000_000_123), random: .seeded(1))
        #expect(UUIDv7(text: uuid.text) == uuid)
        #expect(UUIDv7(text: uuid.text.uppercased()) == uuid)
        #expect(UUIDv7(bytes: uuid.bytes) == uuid)
        #expect(uuid.instant.milliseconds == 1_732_000_000_123)
        #expect(UUIDv7(text: "01932c07-209c-4d2a-8c4e-7d3f4d1e5a6b") == nil)
        #expect(UUIDv7(text: "01932c07-209c-7d2a-4c4e-7d3f4d1e5a6b") == nil)
        #expect(UUIDv7(text: "01932c07209c7d2a8c4e7d3f4d1e5a6b") == nil)
        #expect(UUIDv7(text: uuid.text + "0") == nil)
        #expect(UUIDv7(bytes: [UInt8](repeating: 0, count: 16)) == nil)
    }
}
