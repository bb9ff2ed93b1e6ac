"""Make the static fonts of the exhibit from two variable font packages, byte for byte again.

Run `pip install fonttools==4.68.0 fontpkg-literata==3.103 fontpkg-noto-sans==2.15`, then
`python assets/fonts/build.py`. Only this script needs those packages; the exhibit needs none.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent

# Latin with every accent of the European languages and Vietnamese, punctuation, currency,
# arrows and signs of mathematics. Noto Sans has no arrows and no inequality signs: a test
# finds every character of the texts in the font that draws it.
CHARACTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x250),
    *range(0x300, 0x30A),
    *range(0x31B, 0x324),
    *range(0x1E00, 0x1F00),
    *range(0x2010, 0x2028),
    *range(0x2030, 0x203B),
    *range(0x2070, 0x208F),
    *range(0x20A0, 0x20C0),
    *range(0x2190, 0x2194),
    *[0x2116, 0x2122, 0x2212, 0x2215, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265],
]


@dataclass(frozen=True)
class Cut:
    """One static font cut out of a variable one."""

    name: str
    package: str
    source: str
    axes: dict[str, float]


CUTS = [
    # Optical size 60 of 72: a little more body in the thin strokes, for eyes two metres away.
    Cut(
        "Literata-Display",
        "fontpkg_literata",
        "Literata[opsz,wght].ttf",
        {"opsz": 60, "wght": 620},
    ),
    *[
        Cut(f"NotoSans-{style}", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", axes)
        for style, axes in {
            "Medium": {"wdth": 100, "wght": 500},
            "SemiBold": {"wdth": 100, "wght": 600},
            "Bold": {"wdth": 100, "wght": 700},
        }.items()
    ],
    Cut(
        "NotoSans-MediumItalic",
        "fontpkg_noto_sans",
        "NotoSans-Italic[wdth,wght].ttf",
        {"wdth": 100, "wght": 500},
    ),
]


def located(package: str, name: str) -> Path:
    """A file of an installed font package."""
    for entry in metadata.files(package) or []:
        if entry.name == name:
            return Path(str(entry.locate()))
    raise SystemExit(f"{package} has no file {name}: install the packages named at the top.")


def renamed(font: TTFont, family: str, style: str) -> None:
    """Give the cut a name of its own, so that it is not taken for the variable font."""
    table = font["name"]
    texts = {1: f"{family} {style}", 2: "Regular", 4: f"{family} {style}", 6: f"{family}-{style}"}
    table.names = [record for record in table.names if record.nameID in {0, 5, 13, 14}]
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)


def cut(spec: Cut) -> bytes:
    """The static font: instance first, then the characters we need with their kerning."""
    font = TTFont(located(spec.package, spec.source), recalcTimestamp=False)
    font = instantiateVariableFont(font, spec.axes)
    options = Options(layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "locl"])
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    renamed(font, *spec.name.split("-"))
    path = HERE / f"{spec.name}.ttf"
    font.save(path, reorderTables=True)
    return path.read_bytes()


def made() -> Iterator[tuple[str, bytes]]:
    """Every file this script makes, with its bytes."""
    for spec in CUTS:
        yield f"{spec.name}.ttf", cut(spec)
    families = {"fontpkg_literata": "Literata", "fontpkg_noto_sans": "NotoSans"}
    for package, family in families.items():
        text = located(package, "LICENSE").read_bytes()
        (HERE / f"LICENSE-{family}").write_bytes(text)
        yield f"LICENSE-{family}", text


def main() -> None:
    """Write the fonts, the licences and their sums."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in made()]
    sums = HERE / "SHA256SUMS"
    others = [each for each in sums.read_text(encoding="utf-8").splitlines(True) if "SC" in each]
    sums.write_text("".join(lines + others), encoding="utf-8")


if __name__ == "__main__":
    main()
