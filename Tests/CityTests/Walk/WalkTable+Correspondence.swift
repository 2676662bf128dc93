extension WalkTable {
    static let correspondenceDoors = """

        """
}
