import Contracts
import Kernel
import Open311
import People
import Web

/// What a program asks for in an address. Parameters that are not known are passed over, as the
/// specification wants.
struct Open311Query: RouteInput {
    static let names = [
        "service_request_id", "service_code", "status", "start_date", "end_date", "updated_after",
        "updated_before", "page", "page_size", "extensions", "jurisdiction_id", "api_key",
    ]
    static let fields: [InputField] = names.map { .query($0, max: 4_000) }
    let parameters: GeoParameters

    init(_ fields: inout FieldReader) { parameters = GeoParameters(Self.names, in: fields.form) }
}

/// One thing, as the last segment of an address: `123.json`. Clients send their usual filters
/// along; only what is said here is looked at.
struct Open311Item: RouteInput {
    private static let names = ["extensions"]
    static let fields: [InputField] =
        [.path("nama", max: 200)] + names.map { .query($0, max: 100) }
    let name: String
    let format: GeoFormat
    let parameters: GeoParameters

    init(_ fields: inout FieldReader) throws {
        guard let (name, format) = GeoFormat.split(fields.text("nama")) else {
            throw Refusal(.notFound, "complaints.open311.format")
        }
        self.name = name
        self.format = format
        parameters = GeoParameters(Self.names, in: fields.form)
    }
}

/// What a program sends: a form with whatever names, and pictures.
struct Open311Form: RouteInput {
    static let onceHeader = "Idempotency-Key"
    /// The field in which programs show their key.
    static let key = "api_key"
    static let mostPictures = 10

    static let fields: [InputField] = [
        .header(onceHeader, max: 200), .forms(prefix: "", max: 65_536),
        .files(prefix: "", max: SentFields.maxFile),
    ]

    /// Without the key, by name.
    let pairs: [(name: String, value: String)]
    let pictures: [UploadedFile]
    /// By which the program knows this one thing that it sends.
    let once: String?
    let isKeyMissing: Bool

    var parameters: GeoParameters { GeoParameters(pairs) }

    init(_ fields: inout FieldReader) {
        once = fields.optionalText(Self.onceHeader)
        let sent = fields.form.values.sorted { $0.key < $1.key }.flatMap { name, values in
            values.map { (name: name, value: $0) }
        }
        isKeyMissing = GeoParameters(sent).apiKey == nil
        pairs = sent.filter { $0.name != Self.key && $0.name != Self.onceHeader }
        pictures = fields.files.filter { GeoPost.isMedia(field: $0.field) && !$0.bytes.isEmpty }
    }

    /// The first value of a parameter.
    func value(_ name: String) -> String? { pairs.first { $0.name == name }?.value }
}

extension GeoParameters {
    fileprivate init(_ names: [String], in form: FormState) {
        self.init(
            names.flatMap { name in form.values(of: name).map { (name: name, value: $0) } })
    }
}

extension VisitorContext {
    /// The program whose key came along and that may send reports.
    /// - Throws: `Refusal` without such a key.
    func sender(_ form: Open311Form) throws(Refusal) -> Program {
        guard let program, program.may(.reports) else {
            throw .open311Key(isMissing: form.isKeyMissing)
        }
        return program
    }
}
