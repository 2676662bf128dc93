extension WalkTable {
    static let counterDoors = """

        """
}
