import Kernel

extension RegionAnswer {
    var json: JSONValue {
        var members: [String: JSONValue] = ["code": .string(code.text), "rw": .string(rw)]
        if let rt { members["rt"] = .string(rt) }
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let code = json["code"]?.stringValue.flatMap(RegionCode.init),
            let rw = json["rw"]?.stringValue
        else { return nil }
        self.init(code: code, rw: rw, rt: json["rt"]?.stringValue)
    }
}

extension AddressAnswer {
    var json: JSONValue {
        var members: [String: JSONValue] = ["street": .string(street)]
        switch town {
        case .region(let code): members["region"] = .string(code.text)
        case .elsewhere(let city): members["city"] = .string(city)
        }
        if let rt { members["rt"] = .string(rt) }
        if let rw { members["rw"] = .string(rw) }
        if let postalCode { members["postalCode"] = .string(postalCode) }
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let street = json["street"]?.stringValue else { return nil }
        let town: Town
        if let code = json["region"]?.stringValue {
            guard let code = RegionCode(code) else { return nil }
            town = .region(code)
        } else if let city = json["city"]?.stringValue {
            town = .elsewhere(city)
        } else {
            return nil
        }
        self.init(
            street: street, rt: json["rt"]?.stringValue, rw: json["rw"]?.stringValue, town: town,
            postalCode: json["postalCode"]?.stringValue)
    }
}

extension PointAnswer {
    var json: JSONValue {
        var members: [String: JSONValue] = [
            "region": .string(region.text), "text": .string(description),
        ]
        if let point {
            members["lat"] = .integer(point.latitude)
            members["lon"] = .integer(point.longitude)
        }
        return .object(members)
    }

    init?(_ json: JSONValue) {
        guard let region = json["region"]?.stringValue.flatMap(RegionCode.init),
            let description = json["text"]?.stringValue
        else { return nil }
        var point: MapPoint?
        if let latitude = json["lat"]?.integerValue, let longitude = json["lon"]?.integerValue {
            guard let found = MapPoint(latitude: latitude, longitude: longitude) else {
                return nil
            }
            point = found
        }
        self.init(region: region, description: description, point: point)
    }
}
