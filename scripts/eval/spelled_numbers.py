"""Random numbers and how ICU spells them, one per line: kind, number, words, with tabs between them.

python3 scripts/eval/spelled_numbers.py LOCALE COUNT [--rules KIND=RULESET …] > numbers.tsv

The words are those of CLDR's rules (ICU's RuleBasedNumberFormat). Needs PyICU; Debian has it as python3-icu, for
/usr/bin/python3. Kinds: cardinal (also negative) and decimal with the rule set %spellout-cardinal, ordinal with
%spellout-ordinal; --rules names others or adds kinds of whole numbers: ordinal-f=%spellout-ordinal-feminine. The seed is
fixed, so that the same ICU writes the same lines. The samples in test/fixtures/numbers come from ICU 72.1.
"""

import random
import sys
from decimal import Decimal

import icu


def digits(length: int) -> int:
    """A number of this many digits; half of them have zeros at the end or inside."""
    number = random.randrange(10 ** (length - 1) if length > 1 else 0, 10**length)
    if random.random() < 0.25:
        number -= number % 10 ** random.randrange(length)
    elif random.random() < 0.33:
        keep = 10 ** random.randrange(1, length + 1)
        number = number - number % keep + number % max(10, keep // 1000)
    return number


def main() -> None:
    locale, count = sys.argv[1], int(sys.argv[2])
    rules = {'cardinal': '%spellout-cardinal', 'decimal': '%spellout-cardinal', 'ordinal': '%spellout-ordinal'}
    rules.update(pair.split('=', 1) for pair in sys.argv[4:])
    speller = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.SPELLOUT, icu.Locale(locale))
    random.seed(1)
    for _ in range(count):
        kind = random.choice(list(rules))
        number = str(digits(random.randint(1, 15 if kind != 'decimal' else 6)))
        if kind == 'decimal':
            number += f'.{random.randrange(10 ** (places := random.randint(1, 4))):0{places}}'
        if kind in ('cardinal', 'decimal') and random.random() < 0.2 and Decimal(number) != 0:
            number = f'-{number}'
        value = float(number) if kind == 'decimal' else int(number)
        # ICU drops zeros at the end of decimals.
        if kind == 'decimal' and number.endswith('0'):
            continue
        speller.setDefaultRuleSet(rules[kind])
        print(kind, number, speller.format(value), sep='\t')


main()
