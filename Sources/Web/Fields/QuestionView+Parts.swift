import Forms
import Kernel

// Questions with several inputs stand in one frame; each input has its own label and problems.
extension QuestionView {
    func range(_ ask: Asked, _ form: FormView) -> HTML {
        form.parts(ask, first: "dari") { form in
            """
            <div class="parts">\
            \(form.date(
                "\(ask.name).dari", ui.words("web.range.from"), isRequired: ask.isRequired))\
            \(form.date(
                "\(ask.name).sampai", ui.words("web.range.to"), isRequired: ask.isRequired))</div>
            """
        }
    }

    func neighbourhood(_ ask: Asked, _ level: RegionLevel, _ form: FormView) -> HTML {
        form.parts(ask, first: "kelurahan") { form in
            """
            \(village(ask, form, isRequired: ask.isRequired))<div class="parts parts-short">\
            \(form.number("\(ask.name).rw", ui.words("web.place.rw"), isRequired: ask.isRequired))\
            \(HTML.when(level == .rt, form.number(
                "\(ask.name).rt", ui.words("web.place.rt"), isRequired: ask.isRequired)))</div>
            """
        }
    }

    func address(_ ask: Asked, _ form: FormView) -> HTML {
        form.parts(ask, first: "jalan") { form in
            """
            \(form.text(
                "\(ask.name).jalan", ui.words("web.place.street"), isRequired: ask.isRequired,
                autocomplete: "address-line1", max: FieldLimits.street))\
            <div class="parts parts-short">\
            \(form.number("\(ask.name).rt", ui.words("web.place.rt"), isRequired: false))\
            \(form.number("\(ask.name).rw", ui.words("web.place.rw"), isRequired: false))</div>\
            \(village(
                ask, form.unmarked, hint: ui.words("web.place.village.in", ["city": places.city])))\
            \(form.unmarked.text(
                "\(ask.name).kota", ui.words("web.place.city"),
                hint: ui.words("web.place.city.hint", ["city": places.city]), isRequired: false,
                max: FieldLimits.city))\
            \(form.text(
                "\(ask.name).kode_pos", ui.words("web.place.postal"), isRequired: false,
                autocomplete: "postal-code", max: 5, width: .short))
            """
        }
    }

    func point(_ ask: Asked, _ form: FormView) -> HTML {
        let coordinates = "\(ask.name).koordinat"
        return form.parts(ask, first: "kelurahan") { form in
            """
            \(village(ask, form, isRequired: ask.isRequired))\
            \(form.textarea(
                "\(ask.name).tempat", ui.words("web.point.place"),
                hint: ui.words("web.point.place.hint"), isRequired: ask.isRequired, rows: 3,
                max: FieldLimits.place))\
            \(form.text(
                coordinates, ui.words("web.point.coordinates"),
                hint: ui.words("web.point.coordinates.hint"), isRequired: false,
                autocomplete: "off", max: 2_000))\
            <p class="locate"><button type="button" class="\(ButtonStyle.secondary.css)" hidden \
            data-locate="\(UI.id(coordinates))" \
            data-locate-wait="\(ui.words("web.point.locating"))" \
            data-locate-done="\(ui.words("web.point.located"))" \
            data-locate-failed="\(ui.words("web.point.notLocated"))">\
            \(ui.words("web.point.locate"))</button> <span role="status"></span></p>
            """
        }
    }

    private func village(
        _ ask: Asked, _ form: FormView, hint: String? = nil, isRequired: Bool = false
    ) -> HTML {
        form.village(
            "\(ask.name).kelurahan", choice: "\(ask.name).pilihan", ui.words("web.place.village"),
            hint: hint ?? ui.words("web.place.village.hint"), isRequired: isRequired, places)
    }

    func table(_ field: Field, _ rule: TableRule, _ ask: Asked, _ form: FormView) -> HTML {
        let typed = Int(form.state.value("\(ask.name).\(TypedAnswers.rowCount)")) ?? 0
        let wanted = max(typed, rule.minRows, ask.isRequired ? 1 : 0)
        let count = min(wanted, TableRule.mostRows)
        let first = rule.columns.first.map { "0.\($0.id)" } ?? ""
        let limits = ui.words(
            rule.minRows > 1 ? "web.rows.between" : "web.rows.most",
            ["min": "\(rule.minRows)", "max": "\(rule.maxRows)"])
        let hint = [ask.hint, limits].compactMap(\.self).joined(separator: " ")
        return form.parts(ask, hint: hint, first: first, marksOptional: true) { form in
            """
            \(form.hidden("\(ask.name).\(TypedAnswers.rowCount)", "\(count)"))\
            \(HTML.each(0..<count) { row($0, field, rule, ask, form) })\
            \(HTML.when(count < rule.maxRows, form.submit(
                ui.words(count == 0 ? "web.rows.first" : "web.rows.add"), name: SentFields.action,
                value: SentFields.RowPress.add(table: field.id).action)))
            """
        }
    }

    private func row(
        _ index: Int, _ field: Field, _ rule: TableRule, _ ask: Asked, _ form: FormView
    ) -> HTML {
        let number = ["number": "\(index + 1)"]
        let title = ui.words("web.rows.row", number)
        let form = form.within(title)
        let press = SentFields.RowPress.remove(table: field.id, row: index)
        return """
            <fieldset class="table-row"><legend>\(title)</legend><div class="parts">\
            \(HTML.each(rule.columns) { column in
                simple(column, Asked(column, "\(ask.name).\(index).\(column.id)", ui), form)
            })</div>\(form.submit(
                ui.words("web.rows.remove", number), name: SentFields.action, value: press.action,
                .quiet))</fieldset>
            """
    }
}

extension FormView {
    /// The frame of a question with several inputs. What is wrong with all of it stands under its
    /// legend, and the summary leads to its first input.
    func parts(
        _ ask: QuestionView.Asked, hint: String? = nil, first: String, marksOptional: Bool? = nil,
        _ body: (FormView) -> HTML
    ) -> HTML {
        let inner = within(ask.label, marksOptional: marksOptional ?? ask.isRequired)
        noteFirst("\(ask.name).\(first)", of: ask.name)
        return fieldset(
            ask.name, ask.label, hint ?? ask.hint, ask.isRequired, isNamed: true, body(inner))
    }

    /// The name of a kelurahan, typed: with JavaScript names are offered meanwhile, without it what
    /// may be meant stands below to choose from once it was sent.
    func village(
        _ name: String, choice: String, _ label: String, hint: String?, isRequired: Bool,
        _ places: Places
    ) -> HTML {
        let input = field(name, label, hint, isRequired) { id, described in
            """
            <div class="combo"><input class="w-full" type="text" id="\(id)" name="\(name)" \
            value="\(shown(name, places))" autocomplete="off" maxlength="120"\
            \(flag: "required", isRequired)\(attribute: "aria-describedby", described)\
            \(attribute: "aria-invalid", isWrong(name) ? "true" : nil) \
            data-regions="\(PlaceSearch.path.filled())" \
            data-regions-count="\(ui.words("web.place.found", ["count": "#"]))" \
            data-regions-none="\(ui.words("web.place.none"))"></div>
            """
        }
        guard case .several(let regions) = places.find(state.value(name)) else { return input }
        return input
            + radios(
                choice, ui.words("web.place.which"),
                regions.map { Choice($0.code.text, $0.title) }, isRequired: true)
    }

    /// A code that stands in a draft or an old answer is shown as a name.
    private func shown(_ name: String, _ places: Places) -> String {
        let typed = state.value(name)
        return RegionCode(typed).flatMap(places.region)?.title ?? typed
    }
}
