/// A browser by the name that people know: `Chrome, Android`.
enum DeviceName {
    // The order matters: Edge and Opera also call themselves Chrome, and Chrome Safari.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
        ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("CrOS", "ChromeOS"), ("Mac OS X", "Mac"), ("Linux", "Linux"),
    ]

    /// Nil when the browser says nothing that we know.
    static func of(_ agent: String) -> String? {
        let names = [browsers, systems].compactMap { list in
            list.first { agent.contains($0.0) }?.1
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
