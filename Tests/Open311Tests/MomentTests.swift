import Kernel
import Testing

@testable import Open311

@Suite("Dates and times")
struct MomentTests {
    @Test(
        "all these are the same moment",
        arguments: [
            "2026-03-02T08:15:00+07:00", "2026-03-02T01:15:00Z", "2026-03-02T08:15+07:00",
            "2026-03-02T08:15:00.000+07:00", "2026-03-02T08:15:00+0700", "2026-03-02T08:15:00+07",
            "2026-03-02 08:15:00+07:00", "2026-03-02 08:15:00 +0700", "2026-03-02t01:15:00z",
            "2026-03-02T08:15:00 07:00", "2026-03-01T21:45:00-03:30", "2026-03-02T01:15:00,000Z",
            "2026-03-02T01:15:00.000000000+00:00", "2026-03-02 01:15:00 Z",
        ])
    func same(text: String) {
        #expect(GeoMoment(text)?.instant == Instant(milliseconds: 1_772_414_100_000))
    }

    @Test(
        "these are none",
        arguments: [
            "", "2026-03-02", "2026-03-02T08:15:00", "2026-03-02T08:15", "2026-02-30T00:00:00Z",
            "2026-13-02T08:15:00Z", "2026-03-02T24:00:00Z", "2026-03-02T08:60:00Z",
            "2026-03-02T08:15:60Z", "2026-03-02T08:15:00+15:00", "2026-03-02T08:15:00+07:60",
            "2026-03-02T08:15:00Zx", "2026-03-02T08:15:00.Z", "2026-03-02T8:15:00Z",
            "20260302T081500Z", "03-02-2026", "yesterday", "2026-03-02T", "2026-03-02Z",
            "2026-03-02T08:15:00+", "2026-03-02T08:15:00+7", "2026-03-02T08:15:00 WIB",
            "2026-03-02T08:15:00.1234567890Z", "2026-03-02T08:15:00+07:0",
            "2026-03-02T08:15:00+07:00:00", "２０２６-03-02T08:15:00Z",
        ])
    func none(text: String) {
        #expect(GeoMoment(text) == nil)
    }

    @Test("decimals are read to the millisecond")
    func decimals() {
        #expect(GeoMoment("1970-01-01T00:00:00.25Z")?.instant.milliseconds == 250)
        #expect(GeoMoment("1970-01-01T00:00:00.123987Z")?.instant.milliseconds == 123)
    }

    @Test("a moment of another server may lack its zone")
    func assumed() {
        let expected = moment("2026-03-02T08:15:00+08:00")
        #expect(GeoMoment("2026-03-02T08:15:00", assuming: .wita)?.instant == expected)
        #expect(
            GeoMoment("2011-02-03 14:18", assuming: .utc)?.instant == moment("2011-02-03T14:18Z"))
        #expect(GeoMoment("2026-03-02", assuming: .wib)?.instant == moment("2026-03-01T17:00:00Z"))
        #expect(
            GeoMoment("2026-03-02T01:15:00Z", assuming: .wib)?.instant
                == moment("2026-03-02T01:15:00Z"))
    }

    @Test("they are written with their zone, UTC as Z")
    func written() {
        let instant = Instant(milliseconds: 1_772_414_100_999)
        #expect(GeoClock(.wib).text(instant) == "2026-03-02T08:15:00+07:00")
        #expect(GeoClock(.utc).text(instant) == "2026-03-02T01:15:00Z")
        let west = Zone(minutes: -210)
        #expect(west.map { GeoClock($0).text(instant) } == "2026-03-01T21:45:00-03:30")
        #expect(GeoClock(.wib).text(Instant(milliseconds: -1)) == "1970-01-01T06:59:59+07:00")
        #expect(GeoClock(.utc).text(Instant(milliseconds: .max)) == "9999-12-31T23:59:59Z")
        #expect(GeoClock(.utc).text(Instant(milliseconds: .min)) == "0001-01-01T00:00:00Z")
    }

    @Test("what is written is read again", arguments: 0..<200)
    func roundTrip(seed: UInt64) {
        let source = Source(seed)
        let instant = source.instant()
        let zone = Zone(minutes: source.number(-56...56) * 15) ?? .wib
        #expect(GeoMoment(GeoClock(zone).text(instant))?.instant == instant)
    }

    @Test("only midnight with a Z is a day that somebody meant")
    func midnight() {
        #expect(GeoMoment("2026-03-02T00:00:00Z")?.isMidnightZ == true)
        for other in [
            "2026-03-02T00:00:00+00:00", "2026-03-02T00:00:01Z", "2026-03-02T07:00:00+07:00",
        ] {
            #expect(GeoMoment(other)?.isMidnightZ == false)
        }
    }
}
