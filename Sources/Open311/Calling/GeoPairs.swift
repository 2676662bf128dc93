import Kernel

/// Names and values as they are read again by `GeoParameters`.
typealias GeoPairs = [(String, String)]

extension GeoListing {
    func pairs(_ zone: Zone) -> GeoPairs {
        var pairs: GeoPairs = []
        switch choice {
        case .ids(let ids): pairs.append(("service_request_id", ids.joined(separator: ",")))
        case .filter(let filter):
            pairs += filter.pairs(GeoClock(zone))
            pairs += page.pairs
        }
        if isExtended { pairs.append(("extensions", "true")) }
        return pairs
    }
}

extension GeoFilter {
    fileprivate func pairs(_ clock: GeoClock) -> GeoPairs {
        var pairs: GeoPairs = []
        if !serviceCodes.isEmpty {
            pairs.append(("service_code", serviceCodes.joined(separator: ",")))
        }
        if let status { pairs.append(("status", status.rawValue)) }
        if let requested { pairs += clock.pairs(requested) }
        if let updatedFrom { pairs.append(("updated_after", clock.text(updatedFrom))) }
        if let updatedBefore {
            pairs.append(("updated_before", clock.text(clock.last(before: updatedBefore))))
        }
        return pairs
    }
}

extension GeoPage {
    /// Nothing for what a server gives without being asked.
    fileprivate var pairs: GeoPairs {
        var pairs: GeoPairs = []
        if number > 1 { pairs.append(("page", String(number))) }
        if size < Self.largest { pairs.append(("page_size", String(size))) }
        return pairs
    }
}

extension GeoUpdateListing {
    func pairs(_ zone: Zone) -> GeoPairs { GeoClock(zone).pairs(updated) + page.pairs }
}

extension GeoClock {
    /// The last second before the end of a range: servers count both ends in.
    fileprivate func last(before end: Instant) -> Instant { end.adding(milliseconds: -1) }

    fileprivate func pairs(_ range: Range<Instant>) -> GeoPairs {
        [
            ("start_date", text(range.lowerBound)),
            ("end_date", text(last(before: range.upperBound))),
        ]
    }
}

extension GeoPost {
    var pairs: GeoPairs {
        var pairs: GeoPairs = [("service_code", serviceCode)]
        if let point {
            pairs.append(("lat", GeoPoint.decimal(point.latitude)))
            pairs.append(("long", GeoPoint.decimal(point.longitude)))
        }
        pairs.add("address_string", addressString)
        pairs.add("address_id", addressID)
        pairs += person.pairs
        pairs.add("device_id", deviceID)
        pairs.add("account_id", accountID)
        pairs.add("description", description)
        return pairs + mediaURLs.map { ("media_url", $0) } + attributes.flatMap(\.pairs)
    }
}

extension GeoUpdatePost {
    func pairs(_ zone: Zone) -> GeoPairs {
        var pairs: GeoPairs = [
            ("service_request_id", requestID), ("update_id", updateID),
            ("status", status.rawValue), ("updated_datetime", GeoClock(zone).text(updatedAt)),
            ("description", description),
        ]
        pairs += person.pairs
        pairs.add("title", title)
        pairs.add("account_id", accountID)
        pairs.add("service_code", serviceCode)
        return pairs + mediaURLs.map { ("media_url", $0) } + attributes.flatMap(\.pairs)
    }
}

extension GeoPerson {
    fileprivate var pairs: GeoPairs {
        var pairs: GeoPairs = []
        pairs.add("first_name", firstName)
        pairs.add("last_name", lastName)
        pairs.add("email", email)
        pairs.add("phone", phone)
        return pairs
    }
}

extension GeoInput {
    /// With `[]` only where there are several: servers without lists read the plain name.
    fileprivate var pairs: GeoPairs {
        let name = values.count > 1 ? parameter + "[]" : parameter
        return values.map { (name, $0) }
    }
}

extension GeoPairs {
    fileprivate mutating func add(_ name: String, _ value: String?) {
        if let value, !value.isEmpty { append((name, value)) }
    }
}
