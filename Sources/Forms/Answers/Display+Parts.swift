import Kernel

extension RegionCode {
    /// `Kelurahan Sempur, Kecamatan Bogor Tengah`; the code where it has no name.
    func long(_ name: (RegionCode) -> String?) -> String {
        guard let own = name(self) else { return text }
        let district = parent.flatMap(name).map { ", Kecamatan \($0)" } ?? ""
        return "\(isDesa ? "Desa" : "Kelurahan") \(own)\(district)"
    }
}

extension RegionAnswer {
    /// `RT 003/RW 007, Kelurahan Sempur, Kecamatan Bogor Tengah`.
    func text(_ name: (RegionCode) -> String?) -> String {
        "\(neighbourhood(rt, rw)), \(code.long(name))"
    }

    /// The parts as letters call them.
    public func parts(_ name: (RegionCode) -> String?) -> [String: String] {
        [
            "kelurahan": name(code) ?? code.text,
            "kecamatan": code.parent.flatMap(name) ?? "", "rw": rw, "rt": rt ?? "",
        ]
    }
}

extension AddressAnswer {
    /// `Jalan Contoh 1, RT 003/RW 007, Kelurahan Sempur, Kecamatan Bogor Tengah, 16129`.
    func text(_ name: (RegionCode) -> String?) -> String {
        let numbers = neighbourhood(rt, rw)
        let place =
            switch town {
            case .region(let code):
                [code.long(name), code.parent?.parent.flatMap(name) ?? ""]
            case .elsewhere(let city): [city]
            }
        var parts = ([street, numbers] + place).filter { !$0.isEmpty }
        if let postalCode, let last = parts.popLast() { parts.append("\(last) \(postalCode)") }
        return parts.joined(separator: ", ")
    }

    /// The parts as letters call them.
    public func parts(_ name: (RegionCode) -> String?) -> [String: String] {
        var parts = [
            "jalan": street, "rt": rt ?? "", "rw": rw ?? "", "kelurahan": "", "kecamatan": "",
            "kota": city ?? "", "kode_pos": postalCode ?? "",
        ]
        if let region {
            parts["kelurahan"] = name(region) ?? region.text
            parts["kecamatan"] = region.parent.flatMap(name) ?? ""
            parts["kota"] = region.parent?.parent.flatMap(name) ?? ""
        }
        return parts
    }
}

extension PointAnswer {
    /// `6,59710° LS, 106,80600° BT — Kelurahan Sempur, Kecamatan Bogor Tengah, depan pasar`.
    func text(_ language: Language, _ name: (RegionCode) -> String?) -> String {
        let place = "\(region.long(name)), \(description)"
        return point.map { "\($0.display(language)) — \(place)" } ?? place
    }

    /// The parts as letters call them.
    public func parts(
        _ language: Language, _ name: (RegionCode) -> String?
    ) -> [String: String] {
        [
            "kelurahan": name(region) ?? region.text,
            "kecamatan": region.parent.flatMap(name) ?? "", "tempat": description,
            "koordinat": point?.display(language) ?? "",
        ]
    }
}

extension TableRule {
    /// One row as a line: `Nama: Siti; Umur: 12`.
    func line(
        _ row: Answers, _ language: Language, region: (RegionCode) -> String?
    ) -> String {
        columns.compactMap { column in
            row[column.id].map { value in
                let text = column.display(value, language, region: region)
                return "\(column.label.text(language)): \(text)"
            }
        }.joined(separator: "; ")
    }
}

/// `RT 003/RW 007`, or what is known of it.
private func neighbourhood(_ rt: String?, _ rw: String?) -> String {
    [rt.map { "RT \($0)" }, rw.map { "RW \($0)" }].compactMap(\.self).joined(separator: "/")
}
