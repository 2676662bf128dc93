/// How people reach the house, and it them.
struct AddressExamination {
    typealias Finding = Examination.Finding
    let settings: Settings

    func findings() -> [Finding] { address() + mail() }

    private func address() -> [Finding] {
        guard let address = settings.publicAddress else {
            return [
                .note(
                    "No public address is set: letters and mails print \(settings.address).",
                    mend: "Set --address or PENDOPO_ADDRESS to the https address people use.")
            ]
        }
        if address.hasPrefix("https://") { return [] }
        return [
            .grave(
                "\(address) is not https: passwords and sessions travel readable.",
                mend: "Put a proxy with TLS in front (nginx, Caddy) and set --address https://….")
        ]
    }

    private func mail() -> [Finding] {
        guard settings.mail == nil, settings.mode != .demo else { return [] }
        return [
            .grave(
                "No mail server is set: nobody gets the code to register, nor any notice.",
                mend: "Set --smtp smtp://HOST:587, PENDOPO_SMTP_USER and PENDOPO_SMTP_PASSWORD.")
        ]
    }
}
