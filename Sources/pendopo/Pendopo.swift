@main
struct Pendopo {
    static func main() {}
}
