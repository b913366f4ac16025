"""Every way in which Word stores text: each feature its own file, with what must be found in it."""

from word_builder import cell, control, docx, form, para, row, run, table, textbox
from word_feature_parts import (
    HEAD,
    PROMPT,
    TEXT,
    TICKED,
    UNTICKED,
    Feature,
    changed,
    ff_data,
    field,
    note,
    reference,
)
from word_margin_features import MARGIN_FEATURES

BODY_FEATURES = {
    "paragraph": Feature(docx(HEAD, para(TEXT)), [(TEXT, "p2", "Mål")]),
    "runs": Feature(
        docx(HEAD, para(run("Kunne "), run("føre ", bold=True), run("samtalen"))), [(TEXT, "p2", "Mål")]
    ),
    "list": Feature(
        docx(HEAD, para("et", style="Opstilling"), para("to", style="Opstilling")),
        [("et", "p2", "Mål"), ("to", "p3", "Mål")],
    ),
    "typed bullets": Feature(
        docx(HEAD, para("- et"), para("• to")), [("et", "p2", "Mål"), ("to", "p3", "Mål")]
    ),
    "control block": Feature(docx(HEAD, control(para(TEXT))), [(TEXT, "p2", "Mål")]),
    "control run": Feature(
        docx(HEAD, para(run("Kunne føre "), control(run("samtalen")))), [(TEXT, "p2", "Mål")]
    ),
    "control cell": Feature(
        docx(table(row(cell(para(run("Mål", bold=True))), control(cell(TEXT))))), [(TEXT, "t1r1c2p1", "Mål")]
    ),
    "control row": Feature(
        docx(table(control(row(cell(para(run("Mål", bold=True))), cell(TEXT))))), [(TEXT, "t1r1c2p1", "Mål")]
    ),
    "control in control": Feature(docx(HEAD, control(control(control(para(TEXT))))), [(TEXT, "p2", "Mål")]),
    "control prompt": Feature(
        docx(HEAD, para(TEXT), control(para("Klik her for at skrive tekst."), PROMPT)),
        [(TEXT, "p2", "Mål")],
        ["Klik her for at skrive tekst."],
    ),
    "control prompt in cell": Feature(
        docx(table(row("Mål:", control(cell("Skriv målet her"), PROMPT)), row("Hvorfor:", TEXT))),
        [(TEXT, "t1r2c2p1", "Hvorfor")],
        ["Skriv målet her"],
    ),
    "control dropdown": Feature(
        docx(
            HEAD,
            para(
                control(
                    run("Sidemandsoplæring"),
                    '<w:dropDownList><w:listItem w:value="Kursus"/></w:dropDownList>',
                )
            ),
        ),
        [("Sidemandsoplæring", "p2", "Mål")],
        ["Kursus"],
    ),
    "control checkbox": Feature(
        docx(
            HEAD,
            para(control(run("☒"), TICKED), run(" Kursus i byen")),
            para(control(run("☐"), UNTICKED), run(" Makkerskab")),
        ),
        [("Kursus i byen", "p2", "Mål")],
        ["Makkerskab"],
    ),
    "text box": Feature(
        docx(HEAD, para(run("Over boksen"), textbox(para(TEXT)))),
        [("Over boksen", "p2", "Mål"), (TEXT, "p2b1p1", "Mål")],
    ),
    "text box old": Feature(docx(HEAD, para(textbox(para(TEXT), fallback=False))), [(TEXT, "p2b1p1", "Mål")]),
    "text box with heading": Feature(
        docx(para(textbox(para(run("Mål", bold=True)), para(TEXT)))), [(TEXT, "p1b1p2", "Mål")]
    ),
    "insertion": Feature(
        docx(HEAD, para(run("Kunne "), changed("ins", run("føre samtalen")))), [(TEXT, "p2", "Mål")]
    ),
    "deletion": Feature(
        docx(HEAD, para(run(TEXT), changed("del", "<w:r><w:delText>ikke</w:delText></w:r>"))),
        [(TEXT, "p2", "Mål")],
        ["ikke"],
    ),
    "move": Feature(
        docx(HEAD, para(changed("moveFrom", run(TEXT))), para(changed("moveTo", run(TEXT)))),
        [(TEXT, "p3", "Mål")],
    ),
    "deleted row": Feature(
        docx(table(row("Mål:", TEXT), row("Væk:", "slettet", properties='<w:del w:id="1"/>'))),
        [(TEXT, "t1r1c2p1", "Mål")],
        ["slettet"],
    ),
    "deleted mark": Feature(
        docx(HEAD, para(run("Kunne føre "), properties='<w:rPr><w:del w:id="1"/></w:rPr>'), para("samtalen")),
        [(TEXT, "p2", "Mål")],
    ),
    "footnote": Feature(
        docx(
            HEAD,
            para(run(TEXT), reference("footnote", 2)),
            para("Efter"),
            footnotes=note("footnote", 2, para("Se vejledningen om mål")),
        ),
        [(TEXT, "p2", "Mål"), ("Se vejledningen om mål", "p2n1p1", "Mål"), ("Efter", "p3", "Mål")],
    ),
    "endnote": Feature(
        docx(
            HEAD, para(run(TEXT), reference("endnote", 1)), endnotes=note("endnote", 1, para("Slutnote her"))
        ),
        [(TEXT, "p2", "Mål"), ("Slutnote her", "p2s1p1", "Mål")],
    ),
    "comment": Feature(
        docx(
            HEAD, para(run(TEXT), reference("comment", 0)), comments=note("comment", 0, para("Er det nok?"))
        ),
        [(TEXT, "p2", "Mål"), ("Er det nok?", "p2k1p1", "Mål")],
    ),
    "nested table": Feature(
        docx(
            table(row(cell(para(run("Mål", bold=True))), cell(table(row("Hvem:", "Alle i huset")) + para())))
        ),
        [("Alle i huset", "t1r1c2t1r1c2p1", "Hvem")],
    ),
    "grid span": Feature(
        docx(
            table(
                row(cell(para(run("Aftaler", bold=True)), span=2)),
                row(cell(para(run("Mål", bold=True))), TEXT),
            )
        ),
        [(TEXT, "t1r2c2p1", "Mål")],
    ),
    "vertical merge": Feature(
        docx(
            table(
                row(cell(para(run("Mål", bold=True)), merge="restart"), "et mål"),
                row(cell(merge="continue"), "to mål"),
            )
        ),
        [("et mål", "t1r1c2p1", "Mål"), ("to mål", "t1r2c2p1", "Mål")],
    ),
    "merged answer": Feature(
        docx(table(row("Mål:", cell(TEXT, merge="restart")), row("Hvorfor:", cell(merge="continue")))),
        [(TEXT, "t1r1c2p1", "Mål")],
    ),
    "hidden": Feature(
        docx(HEAD, para(run(TEXT), run("skjult", properties="<w:vanish/>"))),
        [(TEXT, "p2", "Mål")],
        ["skjult"],
    ),
    "form text": Feature(
        docx(HEAD, para(field("FORMTEXT", TEXT, ff_data("<w:textInput/>")))),
        [(TEXT, "p2", "Mål")],
        ["FORMTEXT"],
    ),
    "form checkbox": Feature(
        docx(
            HEAD,
            para(
                field(
                    "FORMCHECKBOX", "", ff_data('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>')
                ),
                run(" Kursus"),
            ),
            para(
                field("FORMCHECKBOX", "", ff_data('<w:checkBox><w:default w:val="0"/></w:checkBox>')),
                run(" Makker"),
            ),
        ),
        [("Kursus", "p2", "Mål")],
        ["Makker"],
    ),
    "form dropdown": Feature(
        docx(
            HEAD,
            para(
                field(
                    "FORMDROPDOWN",
                    "",
                    ff_data(
                        '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Kursus"/>'
                        '<w:listEntry w:val="Makker"/></w:ddList>'
                    ),
                )
            ),
        ),
        [("Makker", "p2", "Mål")],
        ["Kursus"],
    ),
    "hyperlink": Feature(
        docx(HEAD, para(run("Kunne "), f"<w:hyperlink>{run('føre samtalen')}</w:hyperlink>")),
        [(TEXT, "p2", "Mål")],
    ),
    "field": Feature(
        docx(HEAD, para(run("Kunne "), field('REF x "kode"', "føre samtalen"))),
        [(TEXT, "p2", "Mål")],
        ["kode"],
    ),
    "simple field": Feature(
        docx(HEAD, para(run("Kunne "), f'<w:fldSimple w:instr="REF x">{run("føre samtalen")}</w:fldSimple>')),
        [(TEXT, "p2", "Mål")],
    ),
    "smart tag": Feature(
        docx(HEAD, para(run("Kunne "), f"<w:smartTag>{run('føre samtalen')}</w:smartTag>")),
        [(TEXT, "p2", "Mål")],
    ),
    "hyphens": Feature(
        docx(
            HEAD,
            para(
                "<w:r><w:t>Mus</w:t><w:noBreakHyphen/><w:t>samta</w:t>"
                "<w:softHyphen/><w:t>len er holdt</w:t></w:r>"
            ),
        ),
        [("Mus-samtalen er holdt", "p2", "Mål")],
    ),
    "tab columns": Feature(
        docx(para("Mål:\tKunne tale"), para("Hvorfor:\tFordi vi vil")),
        [("Kunne tale", "p1", "Mål"), ("Fordi vi vil", "p2", "Hvorfor")],
    ),
    "breaks in a paragraph": Feature(
        docx(HEAD, para("Kunne tale\nKunne lytte")),
        [("Kunne tale", "p2", "Mål"), ("Kunne lytte", "p2l2", "Mål")],
    ),
    "breaks in a cell": Feature(
        docx(form(("Mål", "<w:p>" + run("kunne tale\n- kunne lytte") + "</w:p>"))),
        [("kunne tale", "t1r1c2p1", "Mål"), ("kunne lytte", "t1r1c2p1l2", "Mål")],
    ),
    "wrapped by hand": Feature(
        docx(HEAD, para("Kunne føre en samtale med pårørende, som er blevet vrede over\nen aflysning.")),
        [("Kunne føre en samtale med pårørende, som er blevet vrede over\nen aflysning.", "p2", "Mål")],
    ),
    "custom style": Feature(docx(para("Mål", style="Feltnavn"), para(TEXT)), [(TEXT, "p2", "Mål")]),
    "outline level": Feature(
        docx(para("Mål", properties='<w:outlineLvl w:val="2"/>'), para(TEXT)), [(TEXT, "p2", "Mål")]
    ),
    "bold line": Feature(
        docx(para(run("Mål for året", bold=True)), para(TEXT)), [(TEXT, "p2", "Mål for året")]
    ),
    "bold by style": Feature(
        docx(para(run("Mål for året", properties='<w:rStyle w:val="Strk"/>')), para(TEXT)),
        [(TEXT, "p2", "Mål for året")],
    ),
    "larger line": Feature(
        docx(para(run("Mål for året", size=30)), para(TEXT)), [(TEXT, "p2", "Mål for året")]
    ),
    "bold line break": Feature(
        docx(para(run("Mål for året\n", bold=True), run(TEXT))), [(TEXT, "p1l2", "Mål for året")]
    ),
    "run-in label": Feature(
        docx(HEAD, para(run("Formål: ", bold=True), run("at borgeren er tryg"))),
        [("Formål: at borgeren er tryg", "p2", "Mål")],
    ),
    "columns": Feature(
        docx(HEAD, para(TEXT), section='<w:sectPr><w:cols w:num="2"/></w:sectPr>'), [(TEXT, "p2", "Mål")]
    ),
    "sections": Feature(
        docx(HEAD, para(TEXT, properties="<w:sectPr/>"), para("Mere tekst her")),
        [(TEXT, "p2", "Mål"), ("Mere tekst her", "p3", "Mål")],
    ),
    "contents": Feature(
        docx(para("Mål\t2", style="Indholdsfortegnelse1"), HEAD, para(TEXT)), [(TEXT, "p3", "Mål")]
    ),
    "numbers": Feature(docx(HEAD, para(TEXT), para("4")), [(TEXT, "p2", "Mål")], ["4"]),
    "symbol font": Feature(
        docx(HEAD, para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', run(" Kursus i byen"))),
        [("Kursus i byen", "p2", "Mål")],
    ),
    "equation": Feature(
        docx(HEAD, para(run("Kunne føre "), "<m:oMath><m:r><m:t>samtalen</m:t></m:r></m:oMath>")),
        [(TEXT, "p2", "Mål")],
    ),
    "ruby": Feature(
        docx(
            HEAD,
            para(
                f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('over')}</w:rt><w:rubyBase>{run(TEXT)}</w:rubyBase></w:ruby></w:r>"
            ),
        ),
        [(TEXT, "p2", "Mål")],
        ["over"],
    ),
    "hidden row": Feature(
        docx(table(row("Mål:", TEXT), row("Væk:", "skjult", properties="<w:hidden/>"))),
        [(TEXT, "t1r1c2p1", "Mål")],
        ["skjult"],
    ),
    "custom xml": Feature(docx(HEAD, f"<w:customXml>{para(TEXT)}</w:customXml>"), [(TEXT, "p2", "Mål")]),
}
FEATURES = {**BODY_FEATURES, **MARGIN_FEATURES}
