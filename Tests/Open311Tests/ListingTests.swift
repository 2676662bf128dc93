import Kernel
import Testing

@testable import Open311

@Suite("GET requests is read")
struct ListingTests {
    private static let now = moment("2026-06-10T10:00:00+07:00")

    private func listing(_ query: String) throws(Refusal) -> GeoListing {
        try GeoListing(parameters(query: query.utf8), now: Self.now)
    }

    private func filter(_ query: String) throws -> GeoFilter {
        guard case .filter(let filter) = try listing(query).choice else {
            throw GeoReadError.unexpected("ids")
        }
        return filter
    }

    private func found(_ query: String) -> [String] {
        problems { () throws(Refusal) in try listing(query) }
    }

    private func range(_ from: String, _ to: String) -> Range<Instant> { moment(from)..<moment(to) }

    @Test("without filters it is the most recent 90 days and the first 1,000")
    func standard() throws {
        let listing = try listing("")
        let requested = range("2026-03-12T10:00:00+07:00", "2026-06-10T10:00:01+07:00")
        #expect(listing == GeoListing(.filter(GeoFilter(requested: requested))))
        #expect(listing.page.size == 1_000)
        #expect(listing.page.offset == 0)
        #expect(!listing.isExtended)
    }

    @Test("service_request_id is a comma list and overrides all others, also wrong ones")
    func ids() throws {
        let expected = GeoListing(.ids(["9", "BGR-1", "a b"]))
        #expect(try listing("service_request_id=9,BGR-1,,+a+b+,9") == expected)
        #expect(
            try listing(
                "service_request_id=9,BGR-1,a+b&status=nonsense&start_date=x&page=0&service_code=z")
                == expected)
        #expect(try listing("service_request_id=9&service_request_id=BGR-1,a+b") == expected)
        #expect(try listing("service_request_id=9&extensions=true").isExtended)
        #expect(try listing("service_request_id=,") == listing(""))
        let many = (0...1_000).map(String.init).joined(separator: ",")
        #expect(found("service_request_id=" + many) == ["too-many service_request_id"])
    }

    @Test("service_code is a comma list, also declared several times")
    func codes() throws {
        #expect(try filter("service_code=a,b").serviceCodes == ["a", "b"])
        #expect(try filter("service_code=a&service_code=b,a").serviceCodes == ["a", "b"])
        #expect(try filter("service_code=").serviceCodes == [])
        #expect(
            found("service_code=" + (0...1_000).map(String.init).joined(separator: ",")) == [
                "too-many service_code"
            ])
    }

    @Test("status is a comma list; both are no filter; another word is 400 and names it")
    func status() throws {
        #expect(try filter("status=open").status == .open)
        #expect(try filter("status=Closed").status == .closed)
        #expect(try filter("status=open,closed").status == nil)
        #expect(try filter("status=open&status=closed").status == nil)
        #expect(try filter("status=open,open").status == .open)
        #expect(try filter("status=").status == nil)
        #expect(found("status=fixed") == ["status status"])
        #expect(found("status=open,fixed") == ["status status"])
    }

    @Test("start_date without a zone is 400 and names it")
    func withoutZone() {
        #expect(found("start_date=2026-06-01T00:00:00") == ["moment start_date"])
        #expect(
            found("start_date=2026-06-01&end_date=x") == ["moment start_date", "moment end_date"])
    }

    @Test("both ends count, to the second")
    func bothEnds() throws {
        let query = "start_date=2026-06-01T08:00:00%2B07:00&end_date=2026-06-02T08:00:00%2B07:00"
        #expect(
            try filter(query).requested
                == range("2026-06-01T08:00:00+07:00", "2026-06-02T08:00:01+07:00"))
        // A plus that was not encoded arrives as a blank.
        #expect(try filter(query.replacing("%2B", with: "+")) == filter(query))
        let fraction = "start_date=2026-06-01T01:00:00.5Z&end_date=2026-06-01T01:00:00.5Z"
        #expect(
            try filter(fraction).requested
                == range("2026-06-01T01:00:00.5Z", "2026-06-01T01:00:01Z"))
    }

    @Test("an end at 00:00:00Z, as three sends for today, means that day")
    func kindEnd() throws {
        let today = "start_date=2026-06-01T00:00:00Z&end_date=2026-06-10T00:00:00Z"
        let kind = try filter(today).requested
        #expect(kind == range("2026-06-01T00:00:00Z", "2026-06-11T00:00:00Z"))
        // A report of this morning in Indonesia is in it.
        #expect(kind?.contains(moment("2026-06-10T09:30:00+07:00")) == true)
        let oneDay = "start_date=2026-06-10T00:00:00Z&end_date=2026-06-10T00:00:00Z"
        #expect(
            try filter(oneDay).requested == range("2026-06-10T00:00:00Z", "2026-06-11T00:00:00Z"))
    }

    @Test("an end at any other time is taken at its word")
    func exactEnd() throws {
        for end in [
            "2026-06-10T00:00:01Z", "2026-06-09T17:00:00Z", "2026-06-10T00:00:00%2B07:00",
            "2026-06-10T00:00:00%2B00:00",
        ] {
            let requested = try filter("start_date=2026-06-01T00:00:00Z&end_date=" + end).requested
            let written = moment(end.replacing("%2B", with: "+"))
            #expect(requested?.upperBound == written.adding(seconds: 1))
        }
    }

    @Test("a span of 90 days is allowed, a longer one is 400, not cut")
    func span() throws {
        let start = "start_date=2026-01-01T00:00:00Z"
        #expect(found(start + "&end_date=2026-04-01T00:00:00Z") == [])
        #expect(found(start + "&end_date=2026-04-01T00:00:01Z") == ["span end_date"])
        #expect(found(start + "&end_date=2026-12-31T00:00:00Z") == ["span end_date"])
    }

    @Test("one side alone reaches 90 days from there")
    func oneSide() throws {
        #expect(
            try filter("start_date=2025-01-01T00:00:00Z").requested
                == range("2025-01-01T00:00:00Z", "2025-04-01T00:00:01Z"))
        #expect(
            try filter("end_date=2025-04-01T00:00:01Z").requested
                == range("2025-01-01T00:00:01Z", "2025-04-01T00:00:02Z"))
    }

    @Test("an end before its start is 400 and names it")
    func order() {
        #expect(
            found("start_date=2026-06-02T00:00:00Z&end_date=2026-06-01T12:00:00Z")
                == ["order end_date"])
        #expect(
            found("start_date=2026-06-02T00:00:00Z&end_date=2026-06-01T00:00:00Z")
                == ["order end_date"])
        #expect(
            found("updated_after=2026-06-02T00:00:00Z&updated_before=2026-06-01T00:00:00Z")
                == ["order updated_before"])
    }

    @Test("updated_after and updated_before reach old reports, unless dates bound them")
    func updated() throws {
        let pull = try filter(
            "updated_after=2026-06-01T00:00:00Z&updated_before=2026-06-02T00:00:00Z")
        #expect(pull.requested == nil)
        #expect(pull.updatedFrom == moment("2026-06-01T00:00:00Z"))
        #expect(pull.updatedBefore == moment("2026-06-02T00:00:01Z"))
        let bound = try filter("updated_after=2026-06-01T00:00:00Z&start_date=2026-05-01T00:00:00Z")
        #expect(bound.requested?.lowerBound == moment("2026-05-01T00:00:00Z"))
        #expect(found("updated_after=2026") == ["moment updated_after"])
    }

    @Test("page and page_size, as Chicago, Boston and three have them")
    func pages() throws {
        let page = try listing("page=3&page_size=50").page
        #expect(page == GeoPage(number: 3, size: 50))
        #expect(page.offset == 100)
        #expect(try listing("page=2").page.offset == 1_000)
        #expect(try listing("page=&page_size=").page == GeoPage())
        #expect(
            found("page=0&page_size=1001") == ["number page", "number page_size"])
        #expect(found("page=-1&page_size=x") == ["number page", "number page_size"])
        #expect(found("page=99999999999999999999") == ["number page"])
        #expect(GeoPage(number: 0, size: 1) == nil)
        #expect(GeoPage(number: 1, size: 1_001) == nil)
    }

    @Test("extensions=true asks for more")
    func extensions() throws {
        #expect(try listing("extensions=true").isExtended)
        #expect(try listing("extensions=1").isExtended)
        #expect(try !listing("extensions=false").isExtended)
        #expect(found("extensions=maybe") == ["flag extensions"])
    }

    @Test("jurisdiction_id, empty or not, and unknown parameters are passed over")
    func passedOver() throws {
        #expect(try listing("jurisdiction_id=&foo=bar") == listing("jurisdiction_id=kota.go.id"))
        #expect(try listing("jurisdiction_id=x") == listing(""))
    }

    @Test("all problems are listed at once")
    func all() {
        #expect(
            found("status=x&start_date=y&page=z&extensions=?&updated_after=w") == [
                "flag extensions", "status status", "moment updated_after", "moment start_date",
                "number page",
            ])
    }

    @Test("servicerequestupdates takes the hour that FixMyStreet asks for")
    func updates() throws {
        let listing = try GeoUpdateListing(
            parameters(
                ("api_key", "k"), ("start_date", "2026-06-10T02:00:00Z"),
                ("end_date", "2026-06-10T03:00:00Z")), now: Self.now)
        #expect(listing.updated == range("2026-06-10T02:00:00Z", "2026-06-10T03:00:01Z"))
        let wrong = problems { () throws(Refusal) in
            try GeoUpdateListing(parameters(("start_date", "x"), ("page", "y")), now: Self.now)
        }
        #expect(wrong == ["moment start_date", "number page"])
    }

    @Test("any query gives a bounded answer or a refusal", arguments: 0..<500)
    func fuzz(seed: UInt64) throws {
        let source = Source(seed)
        let names = [
            "start_date", "end_date", "updated_after", "updated_before", "page", "page_size",
            "status", "service_code", "service_request_id", "extensions",
        ]
        let values = [
            "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-14:00", "2026-06-10T00:00:00Z", "1", "0",
            "-1", "1000", "999999999", "open", "closed,open", "true", ",", "a,b", "\u{1}", "x",
        ]
        let pairs = (0..<source.number(0...8)).map { _ in
            (name: source.pick(names), value: source.pick(values))
        }
        let now = source.pick([Self.now, Instant(milliseconds: .max), Instant(milliseconds: .min)])
        do throws(Refusal) {
            let listing = try GeoListing(GeoParameters(pairs), now: now)
            #expect((1...1_000).contains(listing.page.size))
            #expect(listing.page.offset >= 0)
            guard case .filter(let filter) = listing.choice, let requested = filter.requested else {
                return
            }
            let span = requested.upperBound.milliseconds(since: requested.lowerBound)
            #expect(span <= 91 * 86_400_000 + 1_000)
        } catch {
            #expect(!error.problems.isEmpty)
            #expect(error.problems.allSatisfy { names.contains($0.field ?? "") })
        }
    }
}
