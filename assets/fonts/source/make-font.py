"""Makes sealkeeper-serif-sc.otf from Noto Serif CJK SC; how and why is in ../README.md.

python3 make-font.py NotoSerifCJK-Regular.ttc Unihan_OtherMappings.txt.bz2 ../sealkeeper-serif-sc.otf
"""

import bz2
import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

FAMILY = "SealKeeper Serif SC"
POSTSCRIPT = "SealKeeperSerifSC-Regular"


def gb2312() -> set[int]:
    rows = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (code.decode("gb2312", "ignore") for code in rows) if text}


def standard_characters(path: str) -> set[int]:
    """The 8,105 characters of the table of general standard Chinese characters (kTGH of Unihan)."""
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}


def signs() -> set[int]:
    blocks = [
        (0x0020, 0x007E),  # ASCII
        (0x00A0, 0x00FF),  # Latin-1
        (0x2010, 0x2027),  # dashes, quotation marks, dots
        (0x2030, 0x205E),
        (0x2070, 0x209F),  # superscripts and subscripts
        (0x20A0, 0x20BF),  # currencies
        (0x2100, 0x214F),  # letterlike: ℃, №
        (0x2150, 0x218F),  # fractions, Roman numbers
        (0x2190, 0x21FF),  # arrows
        (0x2200, 0x22FF),  # mathematics
        (0x2460, 0x24FF),  # encircled numbers
        (0x2500, 0x25FF),  # frames and shapes
        (0x2600, 0x266F),
        (0x2700, 0x27BF),
        (0x3000, 0x303F),  # CJK punctuation
        (0x3200, 0x33FF),  # parenthesised, squared
        (0xFE10, 0xFE1F),  # vertical forms
        (0xFE30, 0xFE4F),
        (0xFF01, 0xFF5E),  # full width
        (0xFFE0, 0xFFE6),
    ]
    return {code for first, last in blocks for code in range(first, last + 1)}


def main(collection: str, unihan: str, output: str) -> None:
    fonts = TTCollection(collection, lazy=True).fonts
    font = next(one for one in fonts if one["name"].getDebugName(1) == "Noto Serif CJK SC")
    options = Options()
    options.layout_features = ["vert"]
    options.hinting = False
    # A little larger, and read many times faster: readers copy the list of subroutines for every glyph.
    options.desubroutinize = True
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "VORG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=gb2312() | standard_characters(unihan) | signs())
    subsetter.subset(font)
    rename(font)
    font.recalcTimestamp = False  # the same input makes the same file
    font.save(output)


def rename(font) -> None:
    """A modified version says so by its name (SIL Open Font License, condition 3)."""
    names = font["name"]
    for identifier, text in ((1, FAMILY), (2, "Regular"), (3, POSTSCRIPT), (4, FAMILY), (6, POSTSCRIPT)):
        names.setName(text, identifier, 3, 1, 0x409)
    top = font["CFF "].cff
    top.fontNames[0] = POSTSCRIPT
    top.topDictIndex[0].FullName = FAMILY
    top.topDictIndex[0].FamilyName = FAMILY


main(*sys.argv[1:])
