@testable import Cases

extension Plain {
    /// All keys, however deep.
    var everyKey: Set<String> {
        switch self {
        case .scalar, .order: []
        case .list(let items): items.reduce(into: []) { $0.formUnion($1.everyKey) }
        case .keys(let keys):
            keys.values.reduce(into: Set(keys.keys)) { $0.formUnion($1.everyKey) }
        }
    }

    /// The file with one place changed: another value, a key less, two lines swapped.
    var changes: [(place: String, file: Plain, isText: Bool)] {
        switch self {
        case .order: return []
        case .scalar(let text): return [("", .scalar(text + "x"), false)]
        case .list(let items):
            var found = items.indices.flatMap { index in
                items[index].changes.map { change in
                    var other = items
                    other[index] = change.file
                    return ("[\(index)]\(change.place)", Plain.list(other), change.isText)
                }
            }
            if let first = items.first, let last = items.last, first != last {
                var other = items
                other.swapAt(0, items.count - 1)
                found.append(("[swapped]", .list(other), false))
            }
            if !items.isEmpty { found.append(("[dropped]", .list(items.dropLast()), false)) }
            return found
        case .keys(let keys):
            return keys.sorted { $0.key < $1.key }.flatMap { key, value in
                var less = keys
                less[key] = nil
                // Half a text is no text any more.
                let removed = (".\(key) removed", Plain.keys(less), !isText && value.isText)
                return [removed]
                    + value.changes.map { change in
                        var other = keys
                        other[key] = change.file
                        return (".\(key)\(change.place)", .keys(other), isText || change.isText)
                    }
            }
        }
    }
}

extension DiffTests {
    /// Every key of the manual once. It need not make sense.
    static let kitchen = """
        code: dapur
        title: {id: a, en: b}
        summary: {id: a, en: b}
        keywords: [satu, dua]
        owner: dpmptsp
        category: izin
        applicants: [person, institution]
        identityLevel: 0
        confidentiality: biasa
        legalBase:
          - {title: Perda 1, article: Pasal 1, mark: K, asOf: 2026-11-25}
          - {title: Perda 2, mark: S}
        promise: 3 days
        correction: {days: 14, onLapse: close}
        fee:
          summary: {id: a, en: b}
          how: {id: a, en: b}
          days: 30
          items: [{id: retribusi, title: {id: a, en: b}, amount: luas * 5}]
        standard: {product: {id: a, en: b}, complaints: {id: a, en: b}}
        silence: grants
        extension: 3 days
        pauses: [{id: uji, title: {id: a, en: b}, law: Pasal 3}]
        objection: {service: keberatan, within: 21 days, reopens: konsep}
        booking: {place: tempat, from: mulai, to: selesai, hours: [jam_mulai, jam_selesai]}
        renewal: true
        permit: {gives: permit, of: nomor, business: usaha, remind: [90, 30]}
        intake: {system: oss, id: id_pesan, deadline: tenggat}
        values: [{id: indeks, value: "[1, 2][lantai]", mark: S, asOf: 2026-11-25}]
        report: {kind: pengaduan, topic: jenis, place: letak, text: isi, photos: gambar,
          corrected: tepat, after: hasil, anonymous: anonim, secret: rahasia}
        dismissals: [{id: arsip, title: {id: a, en: b}}, {id: lain, title: {id: c, en: d}}]
        letter: {template: izin, register: izin, classification: 000.9.2, validUntil: today}
        form:
          - id: satu
            title: {id: a, en: b}
            help: {id: a, en: b}
            when: ya
            fields:
              - {id: nama, kind: text, max: 10, label: {id: a, en: b}, help: {id: a, en: b},
                 required: false, when: ya, autocomplete: name, personal: name}
              - {id: luas, kind: integer, min: 1, max: 5}
              - {id: hari, kind: date, earliest: today, latest: today}
              - {id: waktu, kind: dateRange, earliest: today, latest: today, maxDays: 4}
              - {id: pilih, kind: choice, options: [{code: x, label: {id: a, en: b}}, {code: y}]}
              - {id: desa, kind: region, level: rw}
          - id: dua
            fields:
              - {id: rak, kind: table, minRows: 1, maxRows: 4, columns: [{id: isi, kind: text}]}
              - {id: hitung, kind: computed, value: luas * 2, format: integer}
              - {id: foto, kind: file, files: [pdf, jpeg], maxMB: 2, maxCount: 3}
        rules: [{id: cukup, must: luas > 1, message: {id: a, en: b}, field: luas}]
        flow:
          - {id: periksa, kind: check, unit: dpmptsp, role: loket, title: {id: a, en: b},
             instruction: {id: a, en: b}, within: 1 day, when: ya, startsClock: true,
             mayReturn: true, warn: 1 day, fields: [{id: temuan, kind: yesNo}],
             escalate: {unit: dpmptsp, role: kabid}}
          - id: sejajar
            kind: parallel
            join: any
            branches:
              - {id: saran, kind: recommend, silence: consents}
              - {steps: [{id: uji, kind: verify}, {id: ulang, kind: verify}]}
          - id: jalan
            kind: choose
            options: [{when: ya, steps: [{id: kiri, kind: verify}]}, {steps: [{id: kanan}]}]
          - {id: jawab, kind: answer, routed: [tepat, jenis],
             escalate: [{at: 80%, to: holder}, {at: 100%, unit: a, role: b}]}
          - {id: nilai, kind: confirm, within: 10 days, returnsTo: jawab, times: 2}
          - {id: paraf, kind: initials, line: [{unit: a, role: b, title: {id: a, en: b}},
             {unit: c, role: d, title: {id: a, en: b}}]}
          - use: bersama
        """
}
