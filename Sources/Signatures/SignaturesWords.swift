import Kernel

/// The words of verdicts, and reports as lines of text.
public enum SignaturesWords {
    public static var lists: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }

    public static func verdict(_ verdict: SignatureVerdict, _ words: Wording) -> String {
        words("signature.verdict.\(verdict.rawValue)")
    }

    public static func statement(
        _ problem: PrintedStatement.Problem, _ words: Wording
    ) -> String {
        words("signature.statement.\(problem)")
    }

    /// Why something was not signed.
    public static func error(_ error: SigningError, _ words: Wording) -> String {
        switch error {
        case .wrongPassphrase: words("signature.error.passphrase")
        case .badKeyFile, .badKey, .badCertificate, .badPEM: words("signature.error.key")
        case .noField(let name): words("signature.error.field", ["name": name])
        case .locked: words("signature.error.locked")
        case .unreadable: words("signature.error.unreadable")
        case .signerUnavailable(let said), .signerRefused(let said):
            words("signature.error.signer", ["said": said])
        case .badAnswer: words("signature.error.answer")
        case .noTimeStamp: words("signature.error.stamp")
        case .tooLong: words("signature.error.long")
        }
    }

    public static func problem(
        _ problem: SignatureProblem, _ words: Wording, _ zone: Zone
    ) -> String {
        let key = "signature.problem.\(problem.name)"
        return switch problem {
        case .changed(let change, let revision):
            words(
                key,
                [
                    "revision": "\(revision)",
                    "change": words("signature.change.\(change.rawValue)"),
                ])
        case .chain(let code): words(key, ["code": "\(code)"])
        case .expired(let time), .revoked(let time):
            words(key, ["time": HumanText.dateTime(time, zone, words.language)])
        default: words(key)
        }
    }

    /// The technical part below a verdict: name and value, in the order of reading.
    public static func details(
        _ report: SignatureReport, of document: DocumentReport, _ words: Wording, _ zone: Zone
    ) -> [(name: String, value: String)] {
        func time(_ instant: Instant?) -> String {
            instant.map { HumanText.dateTime($0, zone, words.language) } ?? ""
        }
        let covered = words(
            "signature.detail.bytes",
            ["count": "\(report.coveredBytes)", "all": "\(document.bytes)"])
        return [
            ("signer", report.signer), ("position", report.position),
            ("time", time(report.time)), ("proven", time(report.provenTime)),
            ("serial", report.serial), ("issuer", report.issuer),
            ("level", report.level.rawValue), ("covered", covered),
        ].filter { !$0.1.isEmpty }.map { (words("signature.detail.\($0.0)"), $0.1) }
    }

    /// What a statement says, in the order in which a paper does.
    public static func details(
        _ facts: PrintedFacts, _ words: Wording
    ) -> [(name: String, value: String)] {
        [
            ("number", facts.number), ("kind", facts.kind), ("holder", facts.holder),
            ("object", facts.object), ("issued", HumanText.day(facts.issued, words.language)),
            ("until", facts.validUntil.map { HumanText.day($0, words.language) } ?? ""),
        ].filter { !$0.1.isEmpty }.map { (words("signature.detail.\($0.0)"), $0.1) }
    }
}

extension SignatureProblem {
    /// Stable, for programs and keys of words.
    public var name: String {
        switch self {
        case .partialCover: "partialCover"
        case .foreignContents: "foreignContents"
        case .digestDiffers: "digestDiffers"
        case .signatureDiffers: "signatureDiffers"
        case .unreadable: "unreadable"
        case .changed: "changed"
        case .strayBytes: "strayBytes"
        case .takenOff: "takenOff"
        case .chain: "chain"
        case .wrongUsage: "wrongUsage"
        case .expired: "expired"
        case .revoked: "revoked"
        }
    }
}

extension DocumentReport {
    /// For programs: verdicts by their stable names, times as milliseconds since 1970.
    public var json: JSONValue {
        .object([
            "verdict": .string(verdict.rawValue),
            "problem": problem.map { .string($0.name) } ?? .null,
            "revisions": .integer(Int64(revisions)), "bytes": .integer(Int64(bytes)),
            "signatures": .array(signatures.map(\.json)),
        ])
    }
}

extension SignatureReport {
    fileprivate var json: JSONValue {
        func moment(_ instant: Instant?) -> JSONValue {
            instant.map { .integer($0.milliseconds) } ?? .null
        }
        return .object([
            "field": .string(field), "verdict": .string(verdict.rawValue),
            "problem": problem.map { .string($0.name) } ?? .null, "signer": .string(signer),
            "position": .string(position), "issuer": .string(issuer),
            "serial": .string(serial), "level": .string(level.rawValue), "time": moment(time),
            "provenTime": moment(provenTime), "revision": .integer(Int64(revision)),
            "coveredBytes": .integer(Int64(coveredBytes)),
            "coversWholeFile": .bool(coversWholeFile),
            "isRevocationKnown": .bool(isRevocationKnown),
        ])
    }
}
