extension WalkTable {
    static let messagesDoors = """

        """
}
