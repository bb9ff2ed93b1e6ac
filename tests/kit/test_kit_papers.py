"""The papers as files: fonts inside, tagged, nothing over an edge or over another text."""

import ctypes
import re
import subprocess
import sys
import tomllib
from collections import Counter
from itertools import combinations

import pypdfium2.raw as raw
import pytest
from kit_papers import LANGUAGES
from reportlab.pdfbase.ttfonts import TTFontFile

from exhibit.__main__ import main
from exhibit.kit.paper import FOOT, PAPERS, SIDE, TOP
from exhibit.kit.said import KIT_TEXT, cited
from exhibit.paths import FONTS
from exhibit.steps.contract import HERE

TEXT, FORM = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM
SAME_LINE = 1.5  # points by which neighbours may touch


def flat(table, prefix=""):
    """Dotted keys and texts of nested tables."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def texts(language):
    """A language's texts by dotted key."""
    return dict(flat(tomllib.loads((KIT_TEXT / f"{language}.toml").read_text(encoding="utf-8"))))


def pages(written):
    """Every page of every paper, with its name and number."""
    for name, pdf in written.pdfs.items():
        for number, page in enumerate(pdf, 1):
            yield f"{name} {number}", page


def font(thing):
    """A text's font: name, whether it is inside the file."""
    held = raw.FPDFTextObj_GetFont(thing)
    name = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(held, name, 200)
    return name.value.decode(), raw.FPDFFont_GetIsEmbedded(held)


def said(page):
    """The texts of a page that say something, as edges left, bottom, right, top; not its foot."""
    for thing in page.get_objects(filter=[TEXT], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        if top > FOOT and right - left > 0.5:
            yield thing, (left, bottom, right, top)


def tags(page):
    """What the pieces of a page are called, and the words for its figures."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    for number in range(raw.FPDF_StructTree_CountChildren(tree)):
        whole = raw.FPDF_StructTree_GetChildAtIndex(tree, number)
        for each in range(raw.FPDF_StructElement_CountChildren(whole)):
            piece = raw.FPDF_StructElement_GetChildAtIndex(whole, each)
            if piece:
                yield (
                    words(raw.FPDF_StructElement_GetType, piece),
                    words(raw.FPDF_StructElement_GetAltText, piece),
                )
    raw.FPDF_StructTree_Close(tree)


def words(ask, piece):
    """A text that PDFium writes into memory, in UTF-16."""
    size = ask(piece, None, 0)
    held = ctypes.create_string_buffer(size)
    ask(piece, held, size)
    return held.raw.decode("utf-16-le").rstrip("\0")


def test_every_font_is_one_of_ours_and_inside_the_file(written):
    ours = {path.stem for path in FONTS.glob("*.ttf")}
    found = {font(thing.raw) for _, page in pages(written) for thing, _ in said(page)}
    assert found
    for name, inside in found:
        assert inside and name.rpartition("+")[2] in ours, name


def test_no_letter_is_missing_from_the_fonts():
    for face in ("Literata-Display", "NotoSans-Medium", "NotoSans-MediumItalic", "NotoSans-Bold"):
        letters = set(TTFontFile(str(FONTS / f"{face}.ttf")).charToGlyph)
        for language in LANGUAGES:
            missing = {each for text in texts(language).values() for each in text} - set(
                map(chr, letters)
            )
            assert not missing, (face, language)


def test_nothing_leaves_the_page(written):
    width, height = PAPERS[written.kit.paper]
    for where, page in pages(written):
        for thing in page.get_objects(max_depth=3):
            left, bottom, right, top = thing.get_bounds()
            assert left >= SIDE - 2 and right <= width - SIDE + 2, where
            assert bottom >= FOOT - 30 and top <= height - TOP + 4, where


def test_no_text_lies_on_another_or_on_the_foot(written):
    for where, page in pages(written):
        for (_, one), (_, other) in combinations(said(page), 2):
            wide = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - max(one[1], other[1])
            assert wide < SAME_LINE or high < SAME_LINE, (where, one, other)
        assert all(edges[1] > FOOT - 8 for _, edges in said(page)), where


def test_no_heading_is_the_last_on_its_page(written):
    for where, page in pages(written):
        last = min(said(page), key=lambda each: each[1][1])
        assert "Literata" not in font(last[0].raw)[0], where


def test_one_page_each(written):
    counts = {name: len(pdf) for name, pdf in written.pdfs.items()}
    assert [counts[name] for name in ("notice", "letter", "exit-card", "sign")] == [1] * 4
    assert counts["worksheets"] == 5


def test_it_says_its_title_and_language(in_language):
    titles = set()
    for name, pdf in in_language.pdfs.items():
        about = pdf.get_metadata_dict()
        assert about["Title"] and about["Subject"] and about["Author"] == "exhibit", name
        titles.add(about["Title"])
    assert len(titles) == len(in_language.pdfs) - 1, (
        "both plans have one title, all others their own"
    )


def test_every_text_is_tagged_in_its_order(in_language):
    for where, page in pages(in_language):
        found = list(tags(page))
        assert found, where
        assert {role for role, _ in found} <= {"P", "H1", "H2", "Figure"}, where
        assert all(alt for role, alt in found if role == "Figure"), where


def test_reading_order_is_that_of_the_paper(in_language):
    for part, name in (("plan", "plan-90"), ("quiz", "quiz"), ("assess", "assessment")):
        text = in_language.text(name)
        keys = [f"{part}.{key}" for key in ("kicker", "title", "lead")]
        said = [plain(in_language.kit.plain(key, minutes=90)) for key in keys]
        places = [text.find(each) for each in said]
        assert -1 not in places and places == sorted(places), (name, said)
    order = [f"assess.{key}" for key in ("need", "describe", "measured", "numbers", "kept", "lock",
             "necessary", "risks", "rest", "class", "decide")]  # fmt: skip
    text = in_language.text("assessment")
    places = [text.find(plain(in_language.kit.plain(each))) for each in order]
    assert -1 not in places and places == sorted(places)


def letters(text):
    """Letters and digits only: an address may be broken anywhere."""
    return re.sub(r"[\W_]", "", text)


def plain(text):
    """A text with single spaces."""
    return " ".join(text.split())


def test_languages_have_one_structure(all_written):
    shapes = {}
    for language in LANGUAGES:
        for name, pdf in all_written[(language, "A4")].pdfs.items():
            roles = Counter(role for page in pdf for role, _ in tags(page) if role != "P")
            shapes.setdefault(name, []).append(roles)
    for name, found in shapes.items():
        assert all(each == found[0] for each in found), name


def test_languages_cite_the_same_sources():
    first, *others = (texts(each) for each in LANGUAGES)
    for other in others:
        for key, text in first.items():
            assert sorted(cited(text)) == sorted(cited(other[key])), key


def test_every_source_that_is_cited_is_listed(written):
    kit = written.kit
    listed = written.text("sources")
    in_texts = {each for text in texts(kit.language).values() for each in cited(text)}
    assert in_texts <= set(kit.used), "every text with a source is on some paper"
    for name in kit.used:
        source = kit.sources.by_id[name]
        assert plain(source.supports) in listed, name
        assert letters(source.address) in letters(listed), name
    named = " ".join(written.text(name) for name in written.pdfs if name != "sources")
    for name in kit.used:
        assert kit.sources.by_id[name].short in named, name


def test_every_step_of_the_visit_has_its_note(in_language):
    kit = in_language.kit
    assert set(kit.exhibit.step_names) <= {path.stem for path in HERE.glob("*.py")}
    for name in kit.exhibit.step_names:
        assert kit.words.has(f"kit.step.{name}.ask"), name


def test_cards_and_game_say_that_they_are_invented(in_language):
    word = in_language.kit.plain("invented")
    for name in ("cards", "game"):
        for number, page in enumerate(in_language.pdfs[name], 1):
            text = page.get_textpage().get_text_range().lower()
            assert word.lower() in text, (name, number)


@pytest.mark.parametrize(
    "arguments, code, says",
    [
        (["--language", "sv"], 2, 'The kit is not written in "sv": try --language en, or id.'),
        (["--language", "idn"], 2, 'try --language en, or id. Did you mean "id"?'),
        (["--out", "/dev/null/x"], 2,
         "No folder can be made at /dev/null/x (Not a directory): name another with --out."),
    ],
)
def test_a_complaint_is_one_sentence(tmp_path, capsys, arguments, code, says):
    assert main(["kit", "--out", str(tmp_path), *arguments]) == code
    complaint = capsys.readouterr().err
    assert complaint.count("\n") == 1 and complaint.rstrip().endswith(says)


def test_the_command_writes_the_plan_that_was_asked_for(tmp_path, capsys):
    out = tmp_path / "new"
    assert main(["kit", "--out", str(out), "--language", "id", "--plan", "45"]) == 0
    names = {path.name for path in out.iterdir()}
    assert {"plan-45-id.pdf", "notes-id.pdf", "sources-id.pdf"} <= names
    assert "plan-90-id.pdf" not in names
    said = capsys.readouterr()
    assert said.out == f"{len(names)} papers are in {out}\n"
    assert said.err.count("\n") == 1 and "give its file with --settings" in said.err
    (tmp_path / "exhibit.toml").write_text("")
    given = ["--settings", str(tmp_path / "exhibit.toml")]
    assert main(["kit", "--out", str(out), "--plan", "45", *given]) == 0
    assert capsys.readouterr().err == ""


def test_without_reportlab_one_sentence_says_what_to_install(tmp_path):
    program = (
        "import sys; sys.modules['reportlab'] = None\n"
        f"from exhibit.__main__ import main; sys.exit(main(['kit', '--out', {str(tmp_path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        2, "exhibit: The kit needs reportlab, which is missing: install the exhibit again.\n",
    )  # fmt: skip
