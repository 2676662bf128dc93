import Kernel
import Testing

@testable import Open311

@Suite("POST servicerequestupdates is read")
struct UpdatePostTests {
    @Test("the five of mySociety are required and named")
    func required() {
        #expect(
            problems { () throws(Refusal) in try GeoUpdatePost(parameters(("api_key", "k"))) } == [
                "missing service_request_id", "missing update_id", "missing status",
                "missing updated_datetime", "missing description",
            ])
    }

    @Test("everything that FixMyStreet sends arrives")
    func everything() throws {
        let post = try GeoUpdatePost(
            parameters(
                ("service_request_id", "9"), ("update_id", "u1"), ("status", "IN_PROGRESS"),
                ("updated_datetime", "2026-03-02T09:00:00+07:00"), ("description", "Masih\r\nada"),
                ("email", "siti@contoh.example"), ("phone", "0811"), ("first_name", "Siti"),
                ("last_name", "Aminah"), ("title", "Ibu"), ("account_id", "a"),
                ("service_code", "jalan"), ("media_url[]", "https://a.example/1"),
                ("media_url[]", "https://a.example/2"), ("attribute[x]", "1"),
                ("public_anonymity_required", "FALSE")))
        #expect(post.status == .inProgress)
        #expect(post.description == "Masih\nada")
        #expect(post.title == "Ibu")
        #expect(post.mediaURLs == ["https://a.example/1", "https://a.example/2"])
        #expect(post.attributes == [GeoInput(code: "x", values: ["1"])])
        #expect(post.updatedAt == moment("2026-03-02T09:00:00+07:00"))
    }

    @Test("wrong words and times are told")
    func wrong() {
        let found = problems { () throws(Refusal) in
            try GeoUpdatePost(
                parameters(
                    ("service_request_id", "9"), ("update_id", "u1"), ("status", "DONE"),
                    ("updated_datetime", "yesterday"),
                    ("description", String(repeating: "x", count: 4_001))))
        }
        #expect(
            found == ["update-status status", "too-long description", "moment updated_datetime"])
    }

    @Test("each of the 13 words is known in any case and belongs to one of the two states")
    func states() {
        #expect(GeoUpdateStatus.allCases.count == 13)
        for status in GeoUpdateStatus.allCases {
            #expect(GeoUpdateStatus(reading: status.rawValue.lowercased()) == status)
        }
        #expect(GeoUpdateStatus(reading: "in progress") == .inProgress)
        #expect(GeoUpdateStatus(reading: "not-councils-responsibility") == .notResponsible)
        #expect(GeoUpdateStatus(reading: "done") == nil)
        let open = GeoUpdateStatus.allCases.filter { $0.status == .open }
        #expect(
            open == [.open, .inProgress, .actionScheduled, .investigating, .forTriage, .reopen])
    }
}
