#!/usr/bin/env python3
"""Has espeak-ng pronounce English words that misaki's lexicons lack, in misaki's symbols: data for letter_to_sound.py.

  python3 -m venv V && V/bin/pip install wordfreq==3.1.1 phonemizer-fork==3.3.2 espeakng-loader==0.2.4
  npm install --prefix N --ignore-scripts @cspell/dict-{software-terms,companies,people-names,fullstack,aws,cryptocurrencies}
  npm install --prefix N --ignore-scripts @cspell/dict-{data-science,typescript,k8s,docker,shell}
  V/bin/python scripts/train/espeak_words.py misaki/data N/node_modules/@cspell WORDS.tsv

Words: wordfreq's large English list (code Apache-2.0, data CC BY-SA 4.0) and cspell's dictionaries (MIT), without those that
the lexicons of misaki 0.9.4 or its rules for endings cover. Each line is word, American, British, separated by tabs. espeak-ng is GPL-3.0;
its pronunciation of a word is data, and neither its code nor its rules become part of the product.
"""

import argparse
import gzip
import json
import re
from pathlib import Path

import espeakng_loader
from phonemizer.backend import EspeakBackend
from phonemizer.backend.espeak.wrapper import EspeakWrapper
from wordfreq import top_n_list

VOICES = {"us": "en-us", "gb": "en-gb"}
# The replacements of misaki's espeak fallback for espeak's IPA (with "^" as tie), longest first.
BOTH = [
    ("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"), ("a^ɪ", "I"), ("a^ʊ", "W"), ("d^ʒ", "ʤ"), ("e^ɪ", "A"), ("t^ʃ", "ʧ"),
    ("ɔ^ɪ", "Y"), ("ə^l", "ᵊl"), ("ʲo", "jo"), ("ʲə", "jə"), ("e", "A"), ("ʲ", ""), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"),
    ("ç", "k"), ("ɐ", "ə"), ("ɬ", "l"), ("\u0303", ""),
]  # fmt: skip
ONE = {
    "us": [("o^ʊ", "O"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɪə", "iə"), ("ː", "")],
    "gb": [("A^ə", "ɛː"), ("e^ə", "ɛː"), ("iə", "ɪə"), ("ə^ʊ", "Q")],
}


def symbols(ipa: str, dialect: str) -> str:
    said = ipa.strip()
    for old, new in BOTH:
        said = said.replace(old, new)
    said = re.sub(r"(\S)\u0329", r"ᵊ\1", said).replace("\u0329", "")
    for old, new in ONE[dialect]:
        said = said.replace(old, new)
    return said.replace("o", "ɔ").replace("^", "")


def known(folder: Path) -> set[str]:
    words: set[str] = set()
    for dialect in VOICES:
        for quality in ("gold", "silver"):
            entries = json.loads(Path(folder, f"{dialect}_{quality}.json").read_text(encoding="utf-8"))
            words |= {word.lower() for word in entries}
    return words


def is_known(word: str, words: set[str]) -> bool:
    """Whether the words contain it, or its stem by misaki's rules for endings."""
    stems = [word, re.sub(r"'?s$", "", word), re.sub(r"es$", "", word), re.sub(r"ies$", "y", word)]
    stems += [re.sub(r"e?d$", "", word), re.sub(r"d$", "", word), re.sub(r"ing$", "", word), re.sub(r"ing$", "e", word)]
    return any(len(stem) > 1 and stem in words for stem in stems)


def dictionary_words(folder: Path) -> set[str]:
    """Lower-case words of cspell's dictionaries; camelCase names are split."""
    words: set[str] = set()
    for path in sorted(folder.glob("dict-*/**/*.txt*")):
        if "README" in path.name:
            continue
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for line in data.decode("utf-8", "ignore").splitlines():
            if not line.startswith(("#", "!", "//")):
                words |= {part.lower() for part in re.findall(r"[A-Z]?[a-z']+|[A-Z]{3,}", line)}
    return words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="folder with misaki's us_gold.json and the others")
    parser.add_argument("dictionaries", type=Path, help="folder of cspell's dictionaries")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    lexicon = known(options.data)
    words = set(top_n_list("en", 220_000, wordlist="large")) | dictionary_words(options.dictionaries)
    unknown = sorted(w for w in words if re.fullmatch(r"[a-z]{3,16}", w) and not is_known(w, lexicon))
    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    said = {}
    for dialect, voice in VOICES.items():
        backend = EspeakBackend(language=voice, preserve_punctuation=True, with_stress=True, tie="^")
        said[dialect] = [symbols(ipa, dialect) for ipa in backend.phonemize(unknown)]
    lines = ["\t".join(row) for row in zip(unknown, said["us"], said["gb"]) if " " not in row[1] + row[2]]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} words")


if __name__ == "__main__":
    main()
