import Kernel

extension TypedAnswers {
    private enum Village { case nothing, found(RegionCode), wrong(String) }

    /// The kelurahan that was typed into an input, or chosen among those that the name may mean.
    private func village(_ typed: String, chosen: String, _ places: Places) -> Village {
        guard !typed.isEmpty else { return .nothing }
        switch places.find(typed) {
        case .one(let region): return .found(region.code)
        case .several(let regions):
            guard let code = RegionCode(chosen), regions.contains(where: { $0.code == code })
            else { return .wrong("forms.region.several") }
            return .found(code)
        case .nothing: return .wrong("forms.region.unknown")
        }
    }

    private func village(_ field: String, _ places: Places) -> Village {
        village(part(field, "kelurahan"), chosen: part(field, "pilihan"), places)
    }

    /// A field that asks for a kelurahan and nothing below: chosen by code, or typed by name.
    func village(_ field: Field, _ places: Places) -> Understood {
        let typed = Typed.trim(text(field.id))
        if let code = RegionCode(typed) { return Understood(value: .text(code.text)) }
        switch village(typed, chosen: part(field.id, "pilihan"), places) {
        case .nothing: return Understood()
        case .found(let code): return Understood(value: .text(code.text))
        case .wrong(let key): return Understood(problems: [FieldProblem(field.id, key)])
        }
    }

    func region(_ field: Field, _ level: RegionLevel, _ places: Places) -> Understood {
        let names = level == .rt ? ["kelurahan", "rw", "rt"] : ["kelurahan", "rw"]
        guard names.contains(where: { !part(field.id, $0).isEmpty }) else { return Understood() }
        var problems: [FieldProblem] = []
        func wrong(_ part: String, _ key: String) {
            problems.append(FieldProblem(field.id, part: part, key))
        }
        var code: RegionCode?
        switch village(field.id, places) {
        case .nothing: wrong("kelurahan", "forms.region.kelurahan")
        case .found(let found): code = found
        case .wrong(let key): wrong("kelurahan", key)
        }
        let numbers = names.dropFirst().map { name -> String? in
            let text = part(field.id, name)
            let number = Typed.threeDigits(text)
            if number == nil { wrong(name, text.isEmpty ? "forms.missing" : "forms.\(name)") }
            return number
        }
        guard problems.isEmpty, let code, let rw = numbers.first ?? nil else {
            return Understood(problems: problems)
        }
        let rt = level == .rt ? numbers.last ?? nil : nil
        return Understood(value: .region(RegionAnswer(code: code, rw: rw, rt: rt)))
    }

    func address(_ field: Field, _ places: Places) -> Understood {
        let names = ["jalan", "rt", "rw", "kelurahan", "kota", "kode_pos"]
        guard names.contains(where: { !part(field.id, $0).isEmpty }) else { return Understood() }
        var problems: [FieldProblem] = []
        func wrong(_ part: String, _ key: String) {
            problems.append(FieldProblem(field.id, part: part, key))
        }
        let street = Typed.singleLine(part(field.id, "jalan"))
        if street.isEmpty { wrong("jalan", "forms.address.street") }
        let numbers = ["rt", "rw"].map { name -> String? in
            let text = part(field.id, name)
            let number = Typed.threeDigits(text)
            if number == nil, !text.isEmpty { wrong(name, "forms.\(name)") }
            return number
        }
        var town: AddressAnswer.Town?
        switch self.town(field.id, places) {
        case .success(let found): town = found
        case .failure(let problem): problems.append(problem)
        }
        var postal = part(field.id, "kode_pos")
        if postal.isEmpty, case .region(let code)? = town {
            postal = places.region(code)?.postalCode ?? ""
        }
        if !postal.isEmpty, !Typed.isPostalCode(postal) { wrong("kode_pos", "forms.postal") }
        guard problems.isEmpty, let town else { return Understood(problems: problems) }
        return Understood(
            value: .address(
                AddressAnswer(
                    street: street, rt: numbers[0], rw: numbers[1], town: town,
                    postalCode: postal.isEmpty ? nil : postal)))
    }

    /// In the city by kelurahan, elsewhere by name, never both.
    private func town(
        _ field: String, _ places: Places
    ) -> Result<AddressAnswer.Town, FieldProblem> {
        let city = Typed.singleLine(part(field, "kota"))
        // Who writes the city's own name has said nothing new.
        let own = [Places.folded(places.city), Places.folded(places.city, without: ["kota"])]
        let isElsewhere = !city.isEmpty && !own.contains(Places.folded(city))
        let village = village(field, places)
        switch village {
        case .nothing where isElsewhere: return .success(.elsewhere(city))
        case .nothing:
            return .failure(FieldProblem(field, part: "kelurahan", "forms.address.town"))
        case .found where isElsewhere, .wrong where isElsewhere:
            return .failure(FieldProblem(field, part: "kota", "forms.address.both"))
        case .found(let code): return .success(.region(code))
        case .wrong(let key):
            return .failure(FieldProblem(field, part: "kelurahan", key))
        }
    }

    func point(_ field: Field, _ places: Places) -> Understood {
        let names = ["kelurahan", "tempat", "koordinat"]
        guard names.contains(where: { !part(field.id, $0).isEmpty }) else { return Understood() }
        var problems: [FieldProblem] = []
        func wrong(_ part: String, _ key: String) {
            problems.append(FieldProblem(field.id, part: part, key))
        }
        var region: RegionCode?
        switch village(field.id, places) {
        case .nothing: wrong("kelurahan", "forms.region.kelurahan")
        case .found(let found): region = found
        case .wrong(let key): wrong("kelurahan", key)
        }
        let description = Typed.lineBreaks(part(field.id, "tempat"))
        if description.isEmpty { wrong("tempat", "forms.point.place") }
        let typed = part(field.id, "koordinat")
        let point = MapPoint(typed: typed)
        if point == nil, !typed.isEmpty { wrong("koordinat", "forms.point.unreadable") }
        guard problems.isEmpty, let region else { return Understood(problems: problems) }
        return Understood(
            value: .point(
                PointAnswer(region: region, description: description, point: point)))
    }
}
