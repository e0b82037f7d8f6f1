"""Writes sentences with their readings from Anthy's corpus (Debian's source package anthy 0.4-2) for japaneseReadings.mts:

    python3 scripts/eval/japaneseSets.py anthy-0.4/corpus FOLDER

FOLDER gets dev.tsv and test.tsv: a sentence belongs to the test set if the last hexadecimal digit of the SHA-1 of its
reading is 0 to 7. Only the other set may be read while rules are written; neither is part of the product. Lines whose
two halves have different numbers of phrases are left out, and so are those with marks for wrong conversions.
"""

import hashlib
import pathlib
import re
import sys

corpus, out = map(pathlib.Path, sys.argv[1:])
sets = {"dev": [], "test": []}
seen = set()
for name in ("corpus.1.txt", "corpus.2.txt", "corpus.3.txt", "corpus.5.txt"):
    for line in (corpus / name).read_text("utf8").splitlines():
        halves = line.split(" ")
        if line.startswith("#") or len(halves) != 2 or re.search("[~!]", line):
            continue
        reading, text = (half.strip("|").split("|") for half in halves)
        text = [phrase.lstrip("+") for phrase in text]
        if len(reading) != len(text) or len(text) < 2 or not re.search("[一-鿿]", line) or "".join(text) in seen:
            continue
        # Latin letters are spelled, not read
        if re.search("[A-Za-zＡ-Ｚａ-ｚ0-9０-９]", "".join(reading + text)):
            continue
        seen.add("".join(text))
        half = "test" if hashlib.sha1("".join(reading).encode()).hexdigest()[-1] in "01234567" else "dev"
        sets[half].append("".join(text) + "\t" + "".join(reading))
for name, rows in sets.items():
    (out / f"{name}.tsv").write_text("\n".join(rows) + "\n", "utf8")
    print(name, len(rows))
