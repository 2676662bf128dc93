import Web

/// The script of pages that check by themselves, and the worker that shows one without a line.
enum CheckFiles {
    static let script = PageAsset("periksa", .script, Scripts.text("check.js", in: Embedded.files))

    /// Below `/verifikasi/`, for whose pages it answers.
    static let worker = Array(
        (Scripts.shellWorker + Scripts.text("check-worker.mjs", in: Embedded.files)).utf8)
}
