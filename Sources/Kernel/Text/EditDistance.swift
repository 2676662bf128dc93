/// Levenshtein's distance: how many elements must be put in, left out or replaced to make one word
/// of the other.
public func editDistance<Element: Equatable>(
    _ left: some Collection<Element>, _ right: some Collection<Element>
) -> Int {
    let second = Array(right)
    var row = Array(0...second.count)
    for (i, element) in left.enumerated() {
        var corner = row[0]
        row[0] = i + 1
        for (j, other) in second.enumerated() {
            let change = corner + (element == other ? 0 : 1)
            corner = row[j + 1]
            row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[second.count]
}
