"""Prints random numbers as CLDR's rules spell them, one a line: number, Japanese, Chinese (tabs between them).

    /usr/bin/python3 scripts/eval/kanjiNumbers.py 100000 > numbers.tsv

Needs Debian's python3-icu. Half the numbers have few digits that are not 0; some are negative or have decimals.
"""

import random
import sys

from icu import Locale, RuleBasedNumberFormat, URBNFRuleSetTag

random.seed(18)
ja, zh = (RuleBasedNumberFormat(URBNFRuleSetTag.SPELLOUT, Locale(code)) for code in ("ja", "zh"))
for _ in range(int(sys.argv[1])):
    length = random.randint(1, 12)
    digits = random.choice(["0123456789", "000000123"])
    number = str(int("".join(random.choice(digits) for _ in range(length))))
    if random.random() < 0.1:
        number = "-" + number
    if random.random() < 0.1 and length < 8:
        number += "." + str(random.randint(1, 99)).rstrip("0")
    value = float(number) if "." in number else int(number)
    print(number, ja.format(value), zh.format(value), sep="\t")
