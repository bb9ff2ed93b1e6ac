"""Make the Chinese fonts of the exhibit from two font packages, byte for byte again.

Get the packages @expo-google-fonts/noto-sans-sc 0.4.3 and @expo-google-fonts/noto-serif-sc 0.4.3
(`npm pack NAME`), `pip install fonttools==4.68.0`, then
`python assets/fonts/build_chinese.py FOLDER`, the folder with the two .tgz files.
"""

import hashlib
import io
import sys
import tarfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent

PACKAGES = {
    "Sans": (
        "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    ),
    "Serif": (
        "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
        "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    ),
}
CUTS = {
    "NotoSansSC-Medium": ("Sans", "500Medium"),
    "NotoSansSC-SemiBold": ("Sans", "600SemiBold"),
    "NotoSansSC-Bold": ("Sans", "700Bold"),
    "NotoSerifSC-Bold": ("Serif", "700Bold"),
}


RARER = "圳珀"  # of level 2, in names that the text needs: Shenzhen, Hopper


def common() -> list[int]:
    """The 3,755 characters of GB 2312 level 1, a few more, punctuation, full-width forms, Latin."""
    rows = [bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    hanzi = [ord(pair.decode("gb2312", "ignore") or " ") for pair in rows]
    signs = [*range(0x3000, 0x3018), *range(0xFF01, 0xFF5F), *range(0x2010, 0x2028)]
    others = [0xB0, 0xB1, 0xB7, 0xD7, 0x2030, 0x2190, 0x2192, 0x2212, 0x2248, 0x2264, 0x2265]
    return sorted({*hanzi, *map(ord, RARER), *signs, *others, *range(0x20, 0x7F)})


def cut(archive: tarfile.TarFile, family: str, style: str, name: str) -> bytes:
    """One font with just the characters we need."""
    member = archive.extractfile(f"package/{style}/Noto{family}SC_{style}.ttf")
    assert member
    font = TTFont(io.BytesIO(member.read()), recalcTimestamp=False)
    options = Options(layout_features=["kern", "locl"], hinting=False)
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=common())
    subsetter.subset(font)
    path = HERE / f"{name}.ttf"
    font.save(path, reorderTables=True)
    return path.read_bytes()


def main(folder: Path) -> None:
    """Write the fonts and the licence, and print their sums for SHA256SUMS."""
    for name, (family, style) in CUTS.items():
        file, right = PACKAGES[family]
        data = (folder / file).read_bytes()
        if hashlib.sha256(data).hexdigest() != right:
            raise SystemExit(f"{file} is not the one this was made from.")
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            made = cut(archive, family, style, name)
            licence = archive.extractfile("package/LICENSE_FONT")
            assert licence
            (HERE / f"LICENSE-Noto{family}SC").write_bytes(licence.read())
        print(f"{hashlib.sha256(made).hexdigest()}  {name}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
