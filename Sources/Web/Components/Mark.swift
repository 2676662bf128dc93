/// The mark: the tiered roof of a pendopo on its pillars, open to all sides. Our own drawing.
enum Mark {
    static let svg: HTML = """
        <svg class="mark" viewBox="0 0 48 48" width="40" height="40" aria-hidden="true" \
        focusable="false"><path class="mark-top" d="M24 4 33 15H15z"/>\
        <path class="mark-roof" d="M13 17h22l9 11H4z"/>\
        <path class="mark-pillars" d="M9 30h4v11H9zM21 30h6v11h-6zM35 30h4v11h-4z"/>\
        <path class="mark-floor" d="M5 42h38v3H5z"/></svg>
        """
}
