import Kernel

/// Open311 GeoReport v2 as it goes over the wire, without a socket: values, their XML and JSON,
/// what clients send to a server, what servers answer to a client.
public enum Open311Words {
    /// The words of this target: what is wrong with what a client sent.
    public static var lists: [WordList] {
        Embedded.files.compactMap { WordList(file: $0.name, text: $0.text) }
    }
}
