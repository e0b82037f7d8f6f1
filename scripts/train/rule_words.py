#!/usr/bin/env python3
"""Lists a language's most frequent words with their frequency and misaki's EspeakG2P pronunciation.

  python3 -m venv V && V/bin/pip install wordfreq==3.1.1 phonemizer-fork==3.3.2 espeakng-loader==0.2.4
  V/bin/pip install --no-deps misaki==0.9.4
  for l in es fr hi it pt-br en; do V/bin/python scripts/train/rule_words.py $l out/words; done

The words and their frequencies are wordfreq's (the Zipf scale: log10 of occurrences in a billion words), limited to those in the
language's own letters. The pronunciations are those of espeak-ng 1.52 in misaki's symbols, which the voices were trained on.
Lines of LANGUAGE.tsv, tab-separated, most frequent first: word, frequency, phonemes (none for English, which has misaki's lexicons).
LANGUAGE-english.tsv has the same for English words and those of developers_words.txt, if the voice says English words in English.
ruleTables.mts makes the tables of exceptions from these lists. Takes a minute per language.
"""

import argparse
import re
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

VOICES = {"es": "es", "fr": "fr-fr", "hi": "hi", "it": "it", "pt-br": "pt-br"}
LATIN = r"[a-zà-öø-ÿœ]+(?:['’-][a-zà-öø-ÿœ]+)*"
LETTERS = {"hi": r"[\u0900-\u0963\u0970-\u097f]+"}
COUNT = 150_000
"""Voices that say English words in English."""
SWITCHING = ("fr", "hi")
ENGLISH_COUNT = 60_000
BATCH = 2000


def words_of(language: str, count: int) -> list[str]:
    letters = re.compile(LETTERS.get(language, LATIN))
    return [word for word in top_n_list(language[:2], 2 * count) if letters.fullmatch(word)][:count]


def phonemes_of(words: list[str], voice: str) -> list[str]:
    """EspeakG2P's __call__ for many words at once, which is a hundred times faster than one call per word."""
    from misaki.espeak import EspeakG2P

    g2p = EspeakG2P(voice)
    said = []
    for start in range(0, len(words), BATCH):
        for phonemes in g2p.backend.phonemize(words[start : start + BATCH]):
            for symbols, symbol in g2p.e2m:
                phonemes = phonemes.replace(symbols, symbol)
            said.append(phonemes.replace("^", "").replace("-", "").strip())
    return said


def write(path: Path, words: list[str], language: str, voice: str | None) -> None:
    phonemes = phonemes_of(words, voice) if voice else [""] * len(words)
    with path.open("w", encoding="utf-8") as out:
        for word, said in zip(words, phonemes, strict=True):
            out.write(f"{word}\t{zipf_frequency(word, language[:2]):.2f}\t{said}\n")
    print(path, len(words), "words")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("language", choices=[*VOICES, "en"])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    language = options.language
    options.folder.mkdir(parents=True, exist_ok=True)
    write(options.folder / f"{language}.tsv", words_of(language, COUNT), language, VOICES.get(language))
    if language in SWITCHING:
        developers = Path(__file__).with_name("developers_words.txt").read_text(encoding="utf-8").split()
        english = list(dict.fromkeys(words_of("en", ENGLISH_COUNT) + developers))
        write(options.folder / f"{language}-english.tsv", english, "en", VOICES[language])


if __name__ == "__main__":
    main()
