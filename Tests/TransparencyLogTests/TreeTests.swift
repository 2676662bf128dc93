import Kernel
import Testing
import TransparencyLog

@Suite struct TreeTests {
    private static let inputs = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]

    private static func leaves(_ count: Int) -> [[UInt8]] {
        (0..<count).map { [1, UInt8($0 & 0xFF), UInt8($0 >> 8 & 0xFF)] }
    }

    @Test func `Known trees have known roots`() throws {
        let leaves = try Self.inputs.map { try #require(Hexadecimal.bytes($0)) }
        var range = CompactRange()
        #expect(range.root == .empty)
        for (index, leaf) in leaves.enumerated() {
            range.append(.leaf(leaf))
            #expect(range.root.bytes == NaiveTree.root(leaves[...index]))
        }
        #expect(
            Hexadecimal.text(TreeHash.leaf([]).bytes)
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(
            Hexadecimal.text(range.root.bytes)
                == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
        var seven = CompactRange()
        for leaf in leaves.prefix(7) { seven.append(.leaf(leaf)) }
        #expect(
            Hexadecimal.text(seven.root.bytes)
                == "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")
    }

    @Test func `Proofs are those of the definition, for every leaf and size`() throws {
        let leaves = Self.leaves(40)
        let box = TileBox(leaves)
        for size in 1...leaves.count {
            let root = try #require(TreeHash(NaiveTree.root(leaves[..<size])))
            var tree = box.tree(Int64(size))
            let found = try tree.root()
            #expect(found == root)
            for index in 0..<size {
                let proof = try tree.inclusion(of: Int64(index))
                #expect(proof.map(\.bytes) == NaiveTree.path(index, leaves[..<size]))
                #expect(
                    TreeProof.includes(
                        .leaf(leaves[index]), at: Int64(index), size: Int64(size), root: root,
                        proof: proof))
            }
            for old in 1...size {
                let proof = try tree.consistency(from: Int64(old))
                #expect(proof.map(\.bytes) == NaiveTree.proof(old, leaves[..<size]))
                let before = try #require(TreeHash(NaiveTree.root(leaves[..<old])))
                #expect(
                    TreeProof.grows(
                        from: (Int64(old), before), to: (Int64(size), root), proof: proof))
            }
        }
    }

    @Test func `Trees over several tiles are those of the definition`() throws {
        let leaves = Self.leaves(66_000)
        let box = TileBox(leaves)
        let random = RandomSource.seeded(7)
        for size in [255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 66_000] {
            let root = try #require(TreeHash(NaiveTree.root(leaves[..<size])))
            var tree = box.tree(Int64(size))
            let found = try tree.root()
            #expect(found == root)
            for _ in 0..<5 {
                let index = random.number(below: size)
                let proof = try tree.inclusion(of: Int64(index))
                #expect(
                    TreeProof.includes(
                        .leaf(leaves[index]), at: Int64(index), size: Int64(size), root: root,
                        proof: proof))
                let old = random.number(below: size - 1) + 1
                let steps = try tree.consistency(from: Int64(old))
                let before = try tree.root(at: Int64(old))
                #expect(
                    TreeProof.grows(
                        from: (Int64(old), before), to: (Int64(size), root), proof: steps))
            }
        }
        var one = box.tree(66_000)
        _ = try one.inclusion(of: 300)
        #expect(one.reads <= 8)
    }

    @Test func `A proof that was changed proves nothing`() throws {
        let leaves = Self.leaves(77)
        var tree = TileBox(leaves).tree(77)
        let root = try tree.root()
        let proof = try tree.inclusion(of: 33)
        let before = try tree.root(at: 50)
        let steps = try tree.consistency(from: 50)
        let random = RandomSource.seeded(11)
        func holds(_ proof: [TreeHash], at index: Int64 = 33, size: Int64 = 77) -> Bool {
            TreeProof.includes(
                .leaf(leaves[33]), at: index, size: size, root: root, proof: proof)
        }
        #expect(holds(proof))
        #expect(!holds(proof, at: 32) && !holds(proof, at: 77) && !holds(proof, at: -1))
        #expect(!holds(proof.dropLast()) && !holds(proof + [root]) && !holds([]))
        for _ in 0..<200 {
            let place = random.number(below: proof.count)
            var changed = proof
            changed[place] = try Self.flipped(proof[place], random)
            #expect(!holds(changed))
            let step = random.number(below: steps.count)
            var other = steps
            other[step] = try Self.flipped(steps[step], random)
            #expect(!TreeProof.grows(from: (50, before), to: (77, root), proof: other))
        }
        #expect(TreeProof.grows(from: (50, before), to: (77, root), proof: steps))
        #expect(!TreeProof.grows(from: (49, before), to: (77, root), proof: steps))
        #expect(!TreeProof.grows(from: (77, root), to: (50, before), proof: steps))
        #expect(!TreeProof.grows(from: (50, before), to: (77, root), proof: []))
        #expect(!TreeProof.grows(from: (77, before), to: (77, root), proof: []))
        #expect(TreeProof.grows(from: (0, .empty), to: (77, root), proof: []))
    }

    private static func flipped(_ hash: TreeHash, _ random: RandomSource) throws -> TreeHash {
        var bytes = hash.bytes
        bytes[random.number(below: 32)] ^= 1 << UInt8(random.number(below: 8))
        return try #require(TreeHash(bytes))
    }

    @Test func `A tile that is missing or too short is named`() throws {
        let box = TileBox(Self.leaves(300))
        var tree = TileTree(size: 300) { tile in
            tile.level == 0 && tile.number == 1 ? box.bytes(tile)?.dropLast() : box.bytes(tile)
        }
        let bad = try #require(Tile(level: 0, number: 1, width: 44))
        #expect(throws: TileTree.Failure.badTile(bad)) { try tree.root() }
        #expect(throws: TileTree.Failure.outOfRange) { try tree.inclusion(of: 300) }
    }

    @Test func `Tiles have one address each`() throws {
        let cases: [(Int64, Int, String)] = [
            (0, 256, "000"), (67, 256, "067"), (1_234_067, 256, "x001/x234/067"),
            (1_000, 7, "x001/000.p/7"), (999, 255, "999.p/255"),
        ]
        for (number, width, path) in cases {
            #expect(Tile.numberPath(number, width: width) == path)
            let parsed = try #require(Tile.parse(path.split(separator: "/").map(String.init)))
            #expect(parsed == (number, width))
        }
        for path in [
            "0", "00", "0000", "x000", "x000/067", "001/067", "067.p", "067.p/0", "067.p/256",
            "067.p/01", "067.p/-1", "+67", "-67", "x001/067/", "x01/067", "067.p/7/7", ".p/7",
            "x001/x234.p/7", "٠٦٧", "x1 /067", "",
        ] {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            #expect(Tile.parse(parts.map(String.init)) == nil, "\(path)")
        }
        #expect(
            Tile.edge(of: 70_000).map(\.path) == [
                "tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1",
            ])
        #expect(Tile(level: 8, number: 0) == nil && Tile(level: 0, number: -1) == nil)
    }

    @Test func `Bundles hold entries behind their lengths`() {
        let entries: [[UInt8]] = [[], [1, 2, 3], Array(repeating: 7, count: 300)]
        let bytes = EntryBundle.bytes(entries)
        #expect(Array(bytes.prefix(4)) == [0, 0, 0, 3])
        #expect(EntryBundle.entries(bytes) == entries)
        #expect(EntryBundle.entries(bytes.dropLast()) == nil)
        #expect(EntryBundle.entries([0]) == nil)
    }
}
