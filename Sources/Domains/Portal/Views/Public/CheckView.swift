import Cases
import Kernel
import Ledger
import Signatures
import TransparencyLog
import Web

/// What was found of a letter's code or of a receipt: in a sentence, in facts, in detail.
struct CheckAnswer: Sendable {
    /// As the script calls it too: `surat-valid`, `bukti-notRecorded`.
    let outcome: String
    var facts: [(name: String, value: String)] = []
    var technical: [(name: String, value: String)] = []
}

/// The page that checks, and the part of it that the page of a letter carries.
struct CheckView: Sendable {
    let ui: UI
    let trust: Trust
    let ledger: NoteKey?
    let zone: Zone

    init(_ tools: PortalTools, _ ui: UI) async throws {
        self.ui = ui
        trust = tools.trust
        ledger = try await tools.ledger.key()
        zone = try await tools.shelf.zone()
    }

    private var words: Wording { ui.words }

    private static let outcomes: [(name: String, tone: Tone)] = [
        ("surat-valid", .success), ("surat-ended", .warning), ("surat-other", .danger),
        ("surat-past", .warning),
        ("surat-unreadable", .warning), ("surat-unknownKey", .danger),
        ("surat-signatureDiffers", .danger), ("bukti-recorded", .success),
        ("bukti-unreadable", .danger), ("bukti-otherKey", .danger), ("bukti-unsigned", .danger),
        ("bukti-notRecorded", .danger), ("bukti-unsupported", .warning),
    ]

    // MARK: By the city

    func statement(_ text: String, at now: Instant) -> CheckAnswer {
        let bytes = PrintedStatement.statement(inCode: text.filter { !$0.isWhitespace }) ?? []
        do throws(PrintedStatement.Problem) {
            let statement = try PrintedStatement(bytes, keys: trust.statementKeys, zone: zone)
            let facts = statement.facts
            let isOver = facts.validUntil.map { $0 < Day(now, in: zone) } ?? false
            return CheckAnswer(
                outcome: isOver ? "surat-ended" : "surat-valid",
                facts: SignaturesWords.details(facts, words),
                technical: [
                    (name("key"), Hexadecimal.text(statement.key)),
                    (name("hash"), Hexadecimal.text(facts.dataHash)),
                    (name("algorithm"), "COSE_Sign1, ES256"),
                ])
        } catch {
            switch error {
            case .unreadable, .tooLong: return CheckAnswer(outcome: "surat-unreadable")
            case .unknownKey: return CheckAnswer(outcome: "surat-unknownKey")
            case .signatureDiffers: return CheckAnswer(outcome: "surat-signatureDiffers")
            }
        }
    }

    /// - Parameter file: the receipt, or a PDF that holds it.
    func receipt(_ file: [UInt8]) -> CheckAnswer {
        let bytes = LetterData.bytes(in: file, named: LetterData.receipt) ?? file
        do throws(LogReceipt.Fault) {
            let receipt = try LogReceipt(reading: bytes)
            let checkpoint = try receipt.check(trusting: ledger)
            let type = receipt.entry["type"]?.stringValue ?? ""
            let at = receipt.entry["at"]?.integerValue.map { Instant(milliseconds: $0) }
            return CheckAnswer(
                outcome: "bukti-recorded",
                facts: [
                    (
                        name("act"),
                        words.vocabulary.has("act.\(type)") ? words("act.\(type)") : type
                    ),
                    (name("at"), at.map { HumanText.dateTime($0, zone, ui.language) } ?? ""),
                    (name("place"), "\(receipt.index + 1) / \(checkpoint.size)"),
                ],
                technical: [
                    (name("key"), receipt.key.text),
                    (name("root"), Base64.encode(checkpoint.root.bytes)),
                    (name("algorithm"), "RFC 6962, Ed25519"),
                ])
        } catch {
            return CheckAnswer(outcome: "bukti-\(error)")
        }
    }

    // MARK: What is shown

    private func name(_ key: String) -> String {
        let own = "public.check.name.\(key)"
        return words(words.vocabulary.has(own) ? own : "signature.detail.\(key)")
    }

    private func notice(_ outcome: (name: String, tone: Tone)) -> HTML {
        let key = "public.check.\(outcome.name)"
        return ui.notice(outcome.tone, title: words(key), text: words("\(key).text"))
    }

    private func answer(_ answer: CheckAnswer) -> HTML {
        let outcome = Self.outcomes.first { $0.name == answer.outcome }
        func list(_ pairs: [(name: String, value: String)]) -> HTML {
            ui.facts(pairs.map { (name: $0.name, value: HTML.text($0.value)) })
        }
        let technical: HTML =
            answer.technical.isEmpty
            ? "" : ui.details(words("public.check.technical"), list(answer.technical))
        return HTML.with(outcome) { notice($0) }
            + (answer.facts.isEmpty ? "" : list(answer.facts)) + technical
    }

    /// A place where the answer stands; a script fills it too.
    private func place(_ kind: String, _ found: CheckAnswer?) -> HTML {
        """
        <div data-answer="\(kind)" class="check-answer" role="status"\
        \(attribute: "data-outcome", found?.outcome)>\(HTML.with(found) { answer($0) })</div>
        """
    }

    /// What the script needs around the places that it fills.
    /// - Parameters:
    ///   - number: of the letter that the page is about.
    ///   - isPast: that letter does not hold any more, or not now.
    private func box(
        _ body: HTML, number: String? = nil, isPast: Bool = false, isWhole: Bool = false
    ) -> HTML {
        let keys: JSONValue = [
            "keys": .array(
                trust.statementKeys.map {
                    [
                        "id": .string(Hexadecimal.text(PrintedStatement.identifier($0))),
                        "spki": .string(Base64.encode($0)),
                    ]
                }),
            "ledger": ledger.map { .string($0.text) } ?? .null,
            "minutes": .integer(Int64(zone.minutes)), "zone": .string(zone.abbreviation),
        ]
        let outcomes = Self.outcomes.filter { isWhole || $0.name.hasPrefix("surat") }
        let templates = HTML.each(outcomes) {
            "<template data-outcome=\"\($0.name)\">\(notice($0))</template>"
        }
        return """
            <div data-check="\(keys.text)" data-words="\(scriptWords(isWhole).text)"\
            \(attribute: "data-number", number)\(attribute: "data-past", isPast ? "1" : nil)\
            \(attribute: "data-worker", isWhole ? PortalURL.checkWorker.filled() : nil)>\
            \(body)\(templates)</div>\
            <script src="\(url: CheckFiles.script.address)" defer></script>
            """
    }

    private func scriptWords(_ isWhole: Bool) -> JSONValue {
        let names = [
            "number", "kind", "holder", "object", "issued", "until", "key", "hash", "algorithm",
            "act", "at", "place", "leaf", "root",
        ]
        let acts = isWhole ? ActKind.allCases.filter(\.hasReceipt) : []
        return [
            "names": .object(
                Dictionary(uniqueKeysWithValues: names.map { ($0, JSONValue.string(name($0))) })),
            "acts": .object(
                Dictionary(
                    uniqueKeysWithValues: acts.map {
                        ($0.rawValue, JSONValue.string(words("act.\($0.rawValue)")))
                    })),
            "technical": .string(words("public.check.technical")),
        ]
    }

    /// For the page of a letter that was opened by its code.
    func beside(number: String, isPast: Bool) -> HTML {
        trust.statementKeys.isEmpty
            ? "" : box(place("surat", nil), number: number, isPast: isPast)
    }

    func page(
        _ state: FormState = FormState(), letter: CheckAnswer? = nil, receipt: CheckAnswer? = nil
    ) -> Page {
        let paper = ui.form(PortalURL.check.filled(), state, hasFiles: true) { form in
            form.textarea(
                "kode", words("public.check.code"), hint: words("public.check.code.hint"), rows: 4)
                + form.submit(words("public.check.submit"))
        }
        let act = ui.form(PortalURL.check.filled(), FormState(), hasFiles: true) { form in
            form.file(
                "tanda", words("public.check.receipt"), hint: words("public.check.receipt.hint"),
                accept: ".json,.pdf,application/json,application/pdf")
                + form.submit(words("public.check.receipt.submit"))
        }
        let body: HTML = """
            <p data-ready hidden class="hint">\(words("public.check.ready"))</p>\
            <section data-kind="surat"><h2>\(words("public.check.letter"))</h2>\
            \(place("surat", letter))\(paper)</section>\
            <section data-kind="bukti"><h2>\(words("public.check.act"))</h2>\
            \(place("bukti", receipt))\(act)</section>
            """
        return Page(
            words("public.check.title"), lead: words("public.check.lead"),
            crumbs: [
                Crumb(words("public.crumb.home"), PortalURL.home.filled()),
                Crumb(words("portal.nav.verify"), PortalURL.verify.filled()),
            ], section: PortalURL.verify.filled(),
            body: box(body, isWhole: true) + ui.section(words("public.check.keys"), keys))
    }

    private var keys: HTML {
        """
        <p>\(words("public.check.keys.text"))</p><ul>\
        <li>\(ui.link("kunci.pem", PortalURL.keysFile.filled()))</li>\
        <li>\(ui.link("kunci.json", PortalURL.keys.filled()))</li></ul>\
        <p class="hint">\(words("public.check.gone"))</p>
        """
    }
}
