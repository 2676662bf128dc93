import Hummingbird
import Kernel
import NIOCore
import People

/// Reads the body of a form within the limits of its route: nothing is collected beyond them.
struct BodyReader {
    let route: Route
    let budget: UploadBudget

    private var values: [String: [String]] = [:]
    private var count = 0
    private var files: [UploadedFile] = []
    private var problems: [Refusal.Problem] = []
    private(set) var token: String?
    /// The body of a call of a program.
    private(set) var json: JSONValue?
    /// Parts of an answer to the question who is there; see `ProofFields`.
    private var proofParts: [String: String] = [:]
    /// Bytes taken from the budget; the caller gives them back when the answer is made.
    private(set) var taken = 0

    /// The hidden field with the form token.
    static let tokenField = "_tanda"
    /// Of bodies that are a piece of a file, as the tus protocol names it.
    static let contentType = "application/offset+octet-stream"

    init(route: Route, budget: UploadBudget) {
        self.route = route
        self.budget = budget
    }

    func form(_ others: [String: [String]]) -> FormState {
        var form = FormState([:], problems: problems)
        form.values = values.merging(others) { _, path in path }
        return form
    }

    var uploads: [UploadedFile] { files }

    var proof: ProofAnswer? { ProofFields.answer(proofParts) }

    mutating func read(_ request: Request, type: String?) async throws {
        let declared = request.headers[.contentLength].flatMap { Int($0) }
        let takesFiles = route.fields.contains { $0.place == .file }
        let content = route.fields.first { $0.place == .content }?.maxBytes
        let most = content ?? route.limits.bodyBytes + (takesFiles ? route.limits.fileBytes : 0)
        if let declared, declared > most { throw Fault.tooLarge(most) }
        let kind = (type ?? "").split(separator: ";").first.map {
            $0.lowercased().filter { $0 != " " }
        }
        if let field = route.fields.first(where: { $0.place == .content }) {
            let types = field.types.isEmpty ? [Self.contentType] : field.types
            let isKnown = kind.map(types.contains) ?? false
            guard isKnown || route.isForMachines else { throw Fault.mediaType }
            return try await readContent(request, field)
        }
        if route.isForPrograms { return try await readJSON(request, kind) }
        switch kind {
        case "application/x-www-form-urlencoded":
            try await readEncoded(request)
        case "multipart/form-data":
            guard let boundary = MultipartParser.boundary(of: type ?? "") else {
                throw Fault.malformed
            }
            try await readParts(request, boundary: boundary, most: most)
        case nil where declared ?? 0 == 0: return
        default: throw Fault.mediaType
        }
    }

    /// A body that is no form: bytes for `InputField.content`, kept as one file.
    private mutating func readContent(_ request: Request, _ field: InputField) async throws {
        token = request.headers[Names.formToken]
        var bytes: [UInt8] = []
        for try await piece in request.body {
            guard bytes.count + piece.readableBytes <= field.maxBytes else {
                throw Fault.tooLarge(field.maxBytes)
            }
            try budget.take(piece.readableBytes)
            taken += piece.readableBytes
            bytes.append(contentsOf: piece.readableBytesView)
        }
        files = [
            UploadedFile(
                field: field.name, name: "", type: FileType.of(bytes), bytes: bytes)
        ]
    }

    /// A call of a program: JSON and nothing else, nested and counted within bounds.
    private mutating func readJSON(_ request: Request, _ kind: String?) async throws {
        let isWanted = route.fields.contains { $0.place == .json }
        var bytes: [UInt8] = []
        for try await piece in request.body {
            guard bytes.count + piece.readableBytes <= route.limits.bodyBytes else {
                throw Fault.tooLarge(route.limits.bodyBytes)
            }
            try budget.take(piece.readableBytes)
            taken += piece.readableBytes
            bytes.append(contentsOf: piece.readableBytesView)
        }
        guard isWanted else {
            guard bytes.isEmpty else { throw Refusal(.invalid, "web.api.noBody") }
            return
        }
        guard kind == "application/json" else {
            guard kind != nil || !bytes.isEmpty else { return }
            throw Fault.mediaType
        }
        do throws(JSONError) {
            json = try JSONValue(
                parsing: bytes,
                limits: .init(bytes: route.limits.bodyBytes, depth: 12, values: 20_000))
        } catch {
            throw Fault.json(error)
        }
    }

    private mutating func readEncoded(_ request: Request) async throws {
        var bytes: [UInt8] = []
        for try await piece in request.body {
            guard bytes.count + piece.readableBytes <= route.limits.bodyBytes else {
                throw Fault.tooLarge(route.limits.bodyBytes)
            }
            bytes.append(contentsOf: piece.readableBytesView)
        }
        guard let pairs = PercentCoding.pairs(bytes[...], limit: route.limits.fields + 1) else {
            throw Fault.malformed
        }
        for pair in pairs { try keep(pair.name, pair.value) }
    }

    private mutating func readParts(
        _ request: Request, boundary: String, most: Int
    ) async throws {
        var parser = MultipartParser(boundary: boundary)
        var part: PartBuffer?
        var total = 0
        for try await piece in request.body {
            total += piece.readableBytes
            guard total <= most else { throw Fault.tooLarge(most) }
            for event in try parser.feed(piece.readableBytesView) {
                switch event {
                case .part(let name, let file): part = try begin(name, file)
                case .bytes(let bytes): try append(bytes, to: &part)
                case .endOfPart:
                    if let part { try finish(part) }
                    part = nil
                case .end: break
                }
            }
        }
        guard parser.isDone else { throw Fault.malformed }
    }

    private struct PartBuffer {
        let name: String
        let file: String?
        let field: InputField?
        var bytes: [UInt8] = []
        var isTooLarge = false
    }

    private mutating func begin(_ name: String, _ file: String?) throws(Fault) -> PartBuffer {
        count += 1
        guard count <= route.limits.fields + route.limits.files else { throw .malformed }
        let place: InputField.Place = file == nil ? .form : .file
        let field = route.fields.first { $0.place == place && $0.covers(name) }
        return PartBuffer(name: name, file: file, field: field)
    }

    private mutating func append(_ bytes: [UInt8], to part: inout PartBuffer?) throws(Fault) {
        guard var open = part else { return }
        part = nil
        defer { part = open }
        if open.file == nil {
            // The whole request is bounded; a text part has the bound of a body without files.
            guard open.bytes.count + bytes.count <= route.limits.bodyBytes else {
                throw .tooLarge(route.limits.bodyBytes)
            }
            open.bytes += bytes
        } else if let field = open.field, !open.isTooLarge {
            guard open.bytes.count + bytes.count <= field.maxBytes else {
                // The rest is read and dropped, so that the page can say which file it was.
                open.isTooLarge = true
                open.bytes = []
                return
            }
            try budget.take(bytes.count)
            taken += bytes.count
            open.bytes += bytes
        }
    }

    private mutating func finish(_ part: PartBuffer) throws(Fault) {
        guard let file = part.file else {
            guard let text = String(validating: part.bytes, as: UTF8.self) else {
                throw .malformed
            }
            return try keep(part.name, text)
        }
        // A browser sends an empty part when no file was chosen.
        guard let field = part.field, !(file.isEmpty && part.bytes.isEmpty) else { return }
        if part.isTooLarge {
            refuse(part.name, "web.problem.fileTooLarge", ["bytes": String(field.maxBytes)])
            return
        }
        if part.bytes.isEmpty { return refuse(part.name, "web.problem.fileEmpty") }
        let type = FileType.of(part.bytes)
        if !field.types.isEmpty, !field.types.contains(type) {
            return refuse(part.name, "web.problem.fileType")
        }
        guard files.count < route.limits.files else {
            return refuse(part.name, "web.problem.tooManyFiles", ["count": "\(route.limits.files)"])
        }
        files.append(
            UploadedFile(
                field: part.name, name: Disposition.cleaned(file), type: type, bytes: part.bytes))
    }

    private mutating func refuse(_ field: String, _ key: String, _ values: [String: String] = [:]) {
        problems.append(Refusal.Problem(key, field: field, values: values))
    }

    private mutating func keep(_ name: String, _ value: String) throws(Fault) {
        if name == Self.tokenField {
            token = value
            return
        }
        if route.needsProof, ProofFields.covers(name) {
            guard value.utf8.count <= ProofFields.most, proofParts.count < 10 else {
                throw .malformed
            }
            proofParts[name] = value
            return
        }
        guard let field = route.fields.first(where: { $0.place == .form && $0.covers(name) })
        else { return }
        guard values[name, default: []].count < 200 else { throw .malformed }
        if value.utf8.count > field.maxBytes {
            refuse(name, "web.problem.tooLong", ["count": String(field.maxBytes)])
        }
        // Kept as typed, too long or not: nothing that a person wrote is lost.
        values[name, default: []].append(value.replacing("\r\n", with: "\n"))
    }
}
