import Kernel
import Web

/// Four acts, the hashes over them, and the signed root: how the tree hangs together.
func ledgerDrawing(_ ui: UI) -> HTML {
    let words = ui.words
    let lines = HTML.each([0, 1, 2, 3]) { place in
        """
        <path d="M\(60 + place * 100) 206 V190 L\(110 + place / 2 * 200) 148"/>
        """
    }
    let leaves = HTML.each([0, 1, 2, 3]) { place in
        """
        <rect class="log-leaf" x="\(20 + place * 100)" y="206" width="80" height="34" rx="6"/>\
        <text x="\(60 + place * 100)" y="228">\(words("ledger.draw.act")) \(place + 1)</text>
        """
    }
    return """
        <figure class="log-drawing"><svg viewBox="0 0 420 280" role="img" \
        aria-label="\(words("ledger.draw.label"))">\
        <g class="log-lines">\(lines)<path d="M110 116 L210 72 M310 116 L210 72"/></g>\
        <rect class="log-root" x="110" y="16" width="200" height="56" rx="8"/>\
        <text class="log-strong" x="210" y="40">\(words("ledger.draw.root"))</text>\
        <text x="210" y="60">\(words("ledger.draw.signed"))</text>\
        <rect class="log-node" x="60" y="116" width="100" height="32" rx="6"/>\
        <text x="110" y="137">1 + 2</text>\
        <rect class="log-node" x="260" y="116" width="100" height="32" rx="6"/>\
        <text x="310" y="137">3 + 4</text>\(leaves)\
        <text x="210" y="266">\(words("ledger.draw.order"))</text></svg>\
        <figcaption>\(words("ledger.draw.caption"))</figcaption></figure>
        """
}
