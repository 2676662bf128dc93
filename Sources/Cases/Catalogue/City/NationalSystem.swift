import Kernel

/// How a national system, such as OSS, is asked and told over HTTP: the city's file `systems.yaml`.
/// What such a system calls things stands there, for nobody promises that it stays so.
public struct NationalSystem: Sendable, Hashable {
    /// As `intake` of a service names it.
    public let code: String
    public let secret: Secret?
    public let pull: Pull?
    public let report: Report?

    /// The header that shows who asks. The secret itself stands in the environment or in a file of
    /// the deployment, by its name.
    public struct Secret: Sendable, Hashable {
        public let header, prefix, name: String
    }

    /// Where new messages are asked for.
    public struct Pull: Sendable, Hashable {
        /// Nothing: the city is not connected yet.
        public let url: String?
        /// Seconds from one time to the next.
        public let every: Int
        public let query: [String: String]
        public let cursor: Cursor?
        /// The path of the list in the answer, such as `data.items`; empty: the answer is the list.
        public let items: String
        /// By our names.
        public let fields: [String: Source]
    }

    /// How an answer says where the next begins.
    public struct Cursor: Sendable, Hashable {
        /// The name under which it is sent back.
        public let query: String
        /// The path in the answer.
        public let path: String
    }

    /// Where a message holds a value, and what its codes mean.
    public struct Source: Sendable, Hashable {
        public let path: String
        /// Nothing: the value as it stands.
        public let values: [String: String]
    }

    /// Where is told what became of a message.
    public struct Report: Sendable, Hashable {
        public let url: String?
        /// The header with the key by which the system knows a report that comes twice.
        public let key: String
        /// Values by their paths, with holes such as `{state}`.
        public let body: [String: String]
        /// What the system calls the states of ours that it is told; others are not told.
        public let states: [String: String]
        /// Statuses that say that it was taken, and that it never will be.
        public let taken, refused: Set<Int>
    }
}
