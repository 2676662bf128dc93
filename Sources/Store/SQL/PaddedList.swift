extension Array {
    /// The same elements for an `IN`, the last one repeated up to a power of four: few lengths make
    /// few texts, and those stay prepared.
    public var padded: [Element] {
        guard let last else { return self }
        var length = 1
        while length < count { length *= 4 }
        return self + Array(repeating: last, count: length - count)
    }
}
