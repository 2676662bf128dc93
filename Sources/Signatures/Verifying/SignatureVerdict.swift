import Kernel

/// What became of a document or of one of its signatures, in the few words that a clerk needs.
public enum SignatureVerdict: String, Sendable, Hashable, CaseIterable {
    /// Signed by whom it says, and unchanged.
    case valid
    /// Changed after it was signed.
    case altered
    /// Signed by someone whom the city does not vouch for.
    case untrusted
    /// The certificate was not valid when it was signed.
    case expired
    /// The certificate was revoked before it was signed.
    case revoked
    /// The certificate was revoked later than the signature says, which nothing proves.
    case unproven
    /// A signature that cannot be read.
    case unreadable
    /// No signature at all.
    case unsigned
    case notPDF
    /// The file is not whole.
    case truncated

    /// The worse, the higher; what is worst is what counts for a document.
    var weight: Int {
        switch self {
        case .valid: 0
        case .unsigned: 1
        case .unproven: 2
        case .expired: 3
        case .untrusted: 4
        case .revoked: 5
        case .unreadable: 6
        case .altered, .notPDF, .truncated: 7
        }
    }
}

/// What exactly is wrong, for the technical part of an answer.
public enum SignatureProblem: Sendable, Hashable {
    /// It does not cover its whole revision.
    case partialCover
    /// Something else than the signature stands in the gap that it leaves.
    case foreignContents
    case digestDiffers
    case signatureDiffers
    case unreadable
    /// A revision behind the signature changes what may not be changed.
    case changed(DocumentChange, revision: Int)
    /// Bytes behind the end that belong to no revision, or revisions that cannot be read.
    case strayBytes
    /// The document names no such signature any more.
    case takenOff
    /// OpenSSL's code (X509_V_ERR).
    case chain(Int)
    case wrongUsage
    case expired(Instant)
    case revoked(Instant)
}

/// A change between two revisions.
public enum DocumentChange: String, Sendable, Hashable, CaseIterable {
    // Permitted after a certification with P=2.
    case furtherSignature, validationData, formFilled, metadata
    // Not permitted.
    case page, annotation, form, catalog, content, removed, hidden, rebuilt

    var isPermitted: Bool {
        switch self {
        case .furtherSignature, .validationData, .formFilled, .metadata: true
        default: false
        }
    }
}

/// One signature of a document.
public struct SignatureReport: Sendable, Hashable {
    /// PAdES baseline levels (ETSI EN 319 142-1 §6).
    public enum Level: String, Sendable, Hashable {
        /// Not PAdES: it does not name its certificate, or is of an older kind.
        case basic
        case b = "B-B"
        case t = "B-T"
        case lt = "B-LT"
    }

    public var field: String
    public var verdict: SignatureVerdict
    public var problem: SignatureProblem?
    /// By its certificate.
    public var signer = ""
    /// The certificate's post.
    public var title: String?
    /// What the signature says of the position, with Plt. or Plh.
    public var position = ""
    public var issuer = ""
    /// Hexadecimal.
    public var serial = ""
    /// What the signer says.
    public var time: Instant?
    /// What a trusted time-stamp proves.
    public var provenTime: Instant?
    /// From 1.
    public var revision = 0
    /// Bytes of the file up to the end of what is signed.
    public var coveredBytes = 0
    public var coversWholeFile = false
    public var level = Level.basic
    /// A time-stamp over the document, not a person's signature.
    public var isTimeStamp = false
    /// Whether a revocation list was at hand for the certificate.
    public var isRevocationKnown = false
    /// Permitted changes behind it.
    public var later: Set<DocumentChange> = []

    init(field: String, verdict: SignatureVerdict, problem: SignatureProblem? = nil) {
        self.field = field
        self.verdict = verdict
        self.problem = problem
    }
}

/// All that a file says of its signatures.
public struct DocumentReport: Sendable, Hashable {
    public var verdict: SignatureVerdict
    public var problem: SignatureProblem?
    /// In the order of signing.
    public var signatures: [SignatureReport]
    public var revisions: Int
    public var bytes: Int

    init(
        _ verdict: SignatureVerdict, problem: SignatureProblem? = nil,
        signatures: [SignatureReport] = [], revisions: Int = 0, bytes: Int
    ) {
        self.verdict = verdict
        self.problem = problem
        self.signatures = signatures
        self.revisions = revisions
        self.bytes = bytes
    }
}
