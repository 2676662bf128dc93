extension FixedWidthInteger {
    /// The greatest byte first, as standards and sealed places want it.
    public var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
