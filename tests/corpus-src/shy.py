"""Put soft hyphens into the long words of running prose: shy.py IN OUT.

LibreOffice and Chromium carry no Swedish hyphenation patterns on a build server,
so the break points are written into a copy of the source (paragraphs of the styles
Body and Item in .fodt, <p> and <li> in .html)."""
import re
import sys

import pyphen

WORDS = pyphen.Pyphen(lang="sv", left=3, right=3)
PROSE = {
    ".fodt": r'(<text:p text:style-name="(?:Body|Item)">)(.*?)(</text:p>)',
    ".html": r"(<(?:p|li)>)(.*?)(</(?:p|li)>)",
}


def hyphenate(text):
    parts = re.split(r"(<[^>]*>|&\w+;|\S*[@/]\S*)", text)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"[A-ZÅÄÖ]?[a-zåäöé]{8,}", lambda m: WORDS.inserted(m[0], "\u00ad"), parts[i])
    return "".join(parts)


source, target = sys.argv[1:]
pattern = PROSE[source[source.rindex("."):]]
with open(source, encoding="utf-8") as f:
    page = f.read()
page = re.sub(pattern, lambda m: m[1] + hyphenate(m[2]) + m[3], page, flags=re.S)
with open(target, "w", encoding="utf-8") as f:
    f.write(page)
