import Cases
import Kernel
import Web

extension Reply {
    /// A flow as a picture. Its list stands in words on the page that shows it.
    static func drawing(_ drawing: FlowDrawing) -> Reply {
        .drawing(svg: drawing.svg, name: "alur.svg")
    }
}

/// The picture of a flow behind a line that opens it: it is wide, and loaded only when wanted.
func flowPicture(_ address: String, _ ui: UI) -> HTML {
    ui.details(
        ui.words("public.flow.picture"),
        """
        <div class="table-frame" tabindex="0" role="region" \
        aria-label="\(ui.words("public.flow.picture"))">\
        <img src="\(url: address)" loading="lazy" \
        alt="\(ui.words("public.flow.picture.alt"))"></div>
        """)
}

/// “Biasanya 2 hari kerja; 8 dari 10 selesai dalam 4 hari kerja (120 berkas terakhir).”
func paceText(_ pace: Pace, _ ui: UI) -> String {
    ui.words(
        "public.pace",
        [
            "usual": HumanText.workingDays(pace.usual, ui.language),
            "most": HumanText.workingDays(pace.most, ui.language),
            "count": HumanText.number(pace.cases, ui.language),
        ])
}
