import Crypto
import Kernel
import Testing
import TransparencyLog

@Suite struct NoteTests {
    private static let name = "kota.example/ledger"

    private func signer(_ kind: NoteKey.Kind = .note, _ name: String = name) throws -> NoteSigner {
        let secret = try Curve25519.Signing.PrivateKey(
            rawRepresentation: Array(repeating: kind.rawValue, count: 32))
        return try #require(NoteSigner(name: name, kind: kind, secret: secret))
    }

    private let checkpoint = Checkpoint(origin: name, size: 12, root: .empty)

    @Test func `A checkpoint reads as the standard writes it`() throws {
        let signer = try signer()
        let note = SignedNote(
            text: checkpoint.text, signatures: [try signer.sign(checkpoint.text)])
        let lines = note.whole.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6 && lines[3] == "" && lines[5] == "")
        #expect(lines[0] == Self.name && lines[1] == "12")
        #expect(lines[2] == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
        #expect(lines[4].hasPrefix("\u{2014} kota.example/ledger "))
        let again = try #require(SignedNote(note.whole.utf8))
        #expect(again == note)
        #expect(Checkpoint(again, by: signer.key) == checkpoint)
    }

    @Test func `A key of another, or a changed text, is refused`() throws {
        let signer = try signer()
        let signature = try signer.sign(checkpoint.text)
        let other = try #require(
            NoteSigner(name: Self.name, secret: Curve25519.Signing.PrivateKey()))
        let note = SignedNote(text: checkpoint.text, signatures: [signature])
        #expect(Checkpoint(note, by: other.key) == nil)
        let more = Checkpoint(origin: Self.name, size: 13, root: .empty)
        #expect(
            Checkpoint(SignedNote(text: more.text, signatures: [signature]), by: signer.key)
                == nil)
        var bytes = signature.bytes
        bytes[5] ^= 1
        let bad = NoteSignature(name: Self.name, keyID: signature.keyID, bytes: bytes)
        #expect(
            SignedNote(text: checkpoint.text, signatures: [bad]).signature(of: signer.key) == nil)
        // One that holds does not excuse one that does not.
        let both = SignedNote(text: checkpoint.text, signatures: [signature, bad])
        #expect(both.signature(of: signer.key) == nil)
        let foreign = Checkpoint(origin: "lain.example/ledger", size: 12, root: .empty)
        let signed = SignedNote(text: foreign.text, signatures: [try signer.sign(foreign.text)])
        #expect(Checkpoint(signed, by: signer.key) == nil)
    }

    @Test func `Keys are written and read`() throws {
        let key = try signer().key
        #expect(NoteKey(text: key.text) == key)
        let text = key.text
        let parts = text.split(separator: "+", maxSplits: 2)
        #expect(parts.count == 3 && parts[0] == Self.name && parts[1].count == 8)
        for bad in [
            "", "a+b", "nama+00000000+\(parts[2])", "\(parts[0])+\(parts[1])+", text + "=",
            text.replacing("kota", with: "kotb"), text.uppercased(), " " + text,
        ] {
            #expect(NoteKey(text: bad) == nil, "\(bad)")
        }
        // The example of Go's package note.
        let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
        #expect(NoteKey(text: peter)?.text == peter)
        #expect(NoteKey(name: "a b", publicKey: key.publicKey) == nil)
        #expect(NoteKey(name: "a+b", publicKey: key.publicKey) == nil)
        #expect(NoteKey(name: "", publicKey: key.publicKey) == nil)
    }

    @Test func `A witness signs the time with the checkpoint`() throws {
        let witness = try signer(.cosignature, "saksi.example")
        var note = SignedNote(
            text: checkpoint.text, signatures: [try signer().sign(checkpoint.text)])
        note.add(try witness.cosign(checkpoint.text, at: 1_700_000_000))
        let again = try #require(SignedNote(note.whole.utf8))
        #expect(again.signature(of: witness.key)?.seconds == 1_700_000_000)
        let line = try #require(again.signatures.last)
        var bytes = line.bytes
        bytes[7] ^= 1
        let later = NoteSignature(name: line.name, keyID: line.keyID, bytes: bytes)
        #expect(
            SignedNote(text: note.text, signatures: [later]).signature(of: witness.key) == nil)
        // The same key as one for notes has another id.
        let plain = try #require(
            NoteKey(name: witness.key.name, publicKey: witness.key.publicKey))
        #expect(again.signature(of: plain) == nil)
    }

    @Test func `What is no note is refused`() throws {
        let whole = SignedNote(
            text: checkpoint.text, signatures: [try signer().sign(checkpoint.text)]
        ).whole
        for bad in [
            "", "\n", "a\n", "a\n\n", String(whole.dropLast()), whole + "\n", "\n" + "\n\n",
            whole.replacing("\u{2014}", with: "-"), whole.replacing("12\n", with: "12\r\n"),
            whole + "x\n", whole.replacing("\u{2014} ", with: "\u{2014}  "),
        ] {
            #expect(SignedNote(bad.utf8) == nil, "\(bad)")
        }
        #expect(SignedNote(Array(whole.utf8) + [0xFF, 0x0A]) == nil)
        #expect(SignedNote(Array(repeating: UInt8(ascii: "a"), count: 70_000)) == nil)
        let line = whole.split(separator: "\n").last.map(String.init) ?? ""
        let many = whole + String(repeating: line + "\n", count: 100)
        #expect(SignedNote(many.utf8) == nil)
    }

    @Test func `What is no checkpoint is refused`() {
        let text = checkpoint.text
        #expect(Checkpoint(text: text) == checkpoint)
        #expect(Checkpoint(text: text + "lagi\n")?.extensions == ["lagi"])
        for bad in [
            "", text + "\n", String(text.dropLast()), text.replacing("\n12\n", with: "\n012\n"),
            text.replacing("\n12\n", with: "\n-1\n"), text.replacing("\n12\n", with: "\n+12\n"),
            text.replacing("\n12\n", with: "\n1e3\n"), text.replacing("=", with: ""),
            text.replacing("47DE", with: "47D"), "\n" + text,
            text.replacing("\n12\n", with: "\n9223372036854775808\n"),
        ] {
            #expect(Checkpoint(text: bad) == nil, "\(bad)")
        }
    }

    @Test func `Base64 has one spelling`() {
        #expect(Base64.decode("AQI=", limit: 2) == [1, 2])
        #expect(Base64.decode("", limit: 2) == [])
        #expect(Base64.decode("+/+/", limit: 3) == [0xFB, 0xFF, 0xBF])
        for bad in ["AQI", "AQJ=", "AQ==\n", "-_-_", "A===", "====", "AQID", "AQ=I"] {
            #expect(Base64.decode(bad, limit: 2) == nil, "\(bad)")
        }
    }
}
