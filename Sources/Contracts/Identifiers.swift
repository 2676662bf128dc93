import Kernel

// Subjects are never made: they only keep one kind of id from passing for another.
public enum CaseSubject {}
public enum AccountSubject {}
public enum PositionSubject {}
public enum BlobSubject {}
public enum UploadSubject {}
public enum LetterSubject {}
public enum MessageSubject {}
public enum TaskSubject {}

/// A case (berkas), and before its submission the draft it grows from.
public typealias CaseID = Identifier<CaseSubject>
/// A person who signs in: citizen or officer.
public typealias AccountID = Identifier<AccountSubject>
/// A post in the organisation, held by one officer at a time.
public typealias PositionID = Identifier<PositionSubject>
/// A stored file.
public typealias BlobID = Identifier<BlobSubject>
/// A file on its way, piece by piece.
public typealias UploadID = Identifier<UploadSubject>
/// A letter under preparation or issued.
public typealias LetterID = Identifier<LetterSubject>
public typealias MessageID = Identifier<MessageSubject>
public typealias TaskID = Identifier<TaskSubject>
