"""Random numbers with their words by CLDR's spell-out rules, as a reference for how each language says numbers.

    python3 scripts/eval/cldr_numbers.py 100000 > /tmp/numbers.tsv     # needs PyICU (Debian: python3-icu)
    node --import tsx scripts/eval/cldrNumbers.mts /tmp/numbers.tsv
    python3 scripts/eval/cldr_numbers.py 120 > test/fixtures/cldrNumbers.tsv     # what the unit tests read

Prints, for each language and as many times as asked: language, text, words. The texts are cardinals of any size up to
15 digits, plain or grouped, some negative, some counting a masculine or feminine noun; decimals; and ordinals in both
genders. For Japanese and Chinese they are cardinals and decimals in plain digits. The seed is fixed; the fixture comes
from ICU 72.1. CLDR spells some numbers by another convention than we do; CONVENTIONS lists them all, but for those of
Japanese and Chinese, which are in test/support/kanjiNumbers.ts.
"""
import random
import re
import sys

from icu import Locale, RuleBasedNumberFormat, URBNFRuleSetTag

# ICU counts in doubles beyond 2**53; for Hindi it lacks the names of the powers from 10**13 on.
MAX_DIGITS = {'hi': 13}
CONVENTIONS = {
    # The Real Academia prefers "undécimo" and "duodécimo"; "un millonésimo" is a fraction.
    'es': [(r'\bdecimoprimer', 'undécim'), (r'\bundécimo?([oa])\b', r'undécim\1'), (r'\bdecimosegund', 'duodécim'),
           (r'\bun (millonésim)', r'\1'), ('octingésim', 'octingentésim')],
    # Traditional spelling, which sounds the same; an ordinal has no "et" or "un" that its cardinal lacks.
    'fr': [(r'-et-', ' et '), (r'quatre-vingt et ', 'quatre-vingt-'), (r'\b(deux|trois|quatre|cinq|six|sept|huit|neuf) cent(?= (?:millions|milliards|billions))', r'\1 cents'),
           (r'quatre-vingt(?= (?:millions|milliards|billions))', 'quatre-vingts'), (r'\b(cent|mille) et (?=une?\b|unième|onz)', r'\1 '), (r'\bun (?=(?:mill|bill|trill)i\w+ième)', '')],
    # A final "tre" is stressed; ordinals keep the o of "cento".
    'it': [(r'(?<=\w)tre\b', 'tré'), (r'tré(?=\w)', 'tre'), (r'(?<=t)uno(?=mil| mili| bili)', 'un'),
           ('centoott', 'centott'),
           ('centunesim', 'centounesim'), (r'(?<=t)una?mil', 'unmil'), ('unamil', 'unomil')],
    # "e" joins only the last group.
    'pt-br': [(r'\buma? (milionésim)', r'\1'), (r'(ões|ão) e (?=.*(?:ões|ão|mil) (?!vírgula))', r'\1 '),
              (r'(ões|ão) e (?=(?:cento|\w+ent[oa]s) e )', r'\1 ')],
    'en': [('-', ' ')],
    # Two spellings of 91 to 99; ICU's feminine ordinals lack the nasal.
    'hi': [('नबे', 'नवे'), (r'वी$', 'वीं'), ('पन्द्रह', 'पंद्रह')],
}
LANGUAGES = {
    # locale, decimal mark, nouns by rule set, marks of ordinals by rule set
    'es': ('es', ',', {'masculine': 'archivos', 'feminine': 'páginas'}, {'masculine': '.º', 'feminine': '.ª'}),
    'fr': ('fr', ',', {'masculine': 'fichiers', 'feminine': 'pages'}, {'masculine': 'e'}),
    'it': ('it', ',', {}, {'masculine': 'º', 'feminine': 'ª'}),
    'pt-br': ('pt_BR', ',', {'masculine': 'arquivos', 'feminine': 'páginas'}, {'masculine': 'º', 'feminine': 'ª'}),
    'hi': ('hi', '.', {}, {'masculine': 'वाँ', 'feminine': 'वीं'}),
    'en': ('en', '.', {}, {'': ''}),
}
KANJI = ('ja', 'zh')


def integer(most):
    """A positive number of 1 to `most` digits, half of them round or nearly so."""
    digits = random.randint(1, most)
    if random.random() < 0.5:
        return random.randrange(10 ** (digits - 1), 10 ** digits)
    return random.randrange(1, 10) * 10 ** (digits - 1) + random.choice([0, 0, 1, 2, 21, 100, 1000]) * (digits > 4)


def grouped(number, language, mark):
    if language == 'en':
        return f'{int(number):,}'
    if mark == '.':  # Hindi: the last three, then pairs
        head, tail = number[:-3], number[-3:]
        return re.sub(r'(?<=\d)(?=(?:\d\d)+$)', ',', head) + ',' + tail if head else tail
    return re.sub(r'(?<=\d)(?=(?:\d{3})+$)', '.', number)


def english_suffix(value):
    return 'th' if value % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')


def kanji_rows(language, count):
    """Numbers of which half have few digits that are not 0."""
    rules = RuleBasedNumberFormat(URBNFRuleSetTag.SPELLOUT, Locale(language))
    for _ in range(count):
        length = random.randint(1, 12)
        digits = random.choice(['0123456789', '000000123'])
        number = str(int(''.join(random.choice(digits) for _ in range(length))))
        if random.random() < 0.1:
            number = '-' + number
        if random.random() < 0.1 and length < 8:
            number += '.' + str(random.randint(1, 99)).rstrip('0')
        yield number, rules.format(float(number) if '.' in number else int(number))


def rows(language, count):
    locale, mark, nouns, marks = LANGUAGES[language]
    rules = RuleBasedNumberFormat(URBNFRuleSetTag.SPELLOUT, Locale(locale))
    names = {rules.getRuleSetName(i) for i in range(rules.getNumberOfRuleSetNames())}

    def agreeing(said, gender):
        # The hundreds before "mil" agree with a feminine noun: "doscientas mil".
        if language != 'es' or gender != 'feminine':
            return said
        head, power, tail = re.match(r'(.*\b\w*ill(?:ón|ones)\b|)(\s?)(.*)', said).groups()
        return head + power + re.sub(r'(cient|quinient)os\b', r'\1as', tail)

    def words(value, rule_set='%spellout-numbering'):
        said = rules.format(value, rule_set).replace('\u00ad', '').replace('\u2212', '')
        for pattern, replacement in CONVENTIONS[language]:
            said = re.sub(pattern, replacement, said)
        return said

    for _ in range(count):
        kind = random.choice(['cardinal', 'cardinal', 'counted', 'decimal', 'ordinal'])
        if kind == 'ordinal':
            gender, written = random.choice(list(marks.items()))
            value = min(integer(6), 999_999)
            if value == 1 and language == 'fr':
                continue
            if language == 'en':
                yield f'{value:,}{english_suffix(value)}', words(value, '%spellout-ordinal')
            else:
                yield f'{value}{written}', words(value, f'%spellout-ordinal-{gender}')
        elif kind == 'decimal':
            value = str(integer(9)) + '.' + str(random.randrange(1000)).zfill(3) + str(random.randrange(1, 10))
            yield value.replace('.', mark), words(float(value))
        else:
            value = integer(MAX_DIGITS.get(language, 15))
            # Ten digits without groups are a mobile number in India.
            mobile = language == 'hi' and 6_000_000_000 <= value < 10 ** 10
            is_grouped = value >= 10_000 and (mobile or random.random() < 0.5)
            # English: four digits are often a year.
            text = grouped(str(value), language, mark) if is_grouped or language == 'en' else str(value)
            if re.fullmatch(r'[12]?\d?\d(\.[12]\d\d){3}', text):  # looks like an IP address
                text = str(value)
            gender, noun = random.choice(list(nouns.items())) if kind == 'counted' and nouns else ('', '')
            said = agreeing(words(value, f'%spellout-cardinal-{gender}'), gender) if noun else words(value)
            negative = random.random() < 0.2
            minus = words(-1).split()[0] + ' ' if negative else ''
            yield ('-' if negative else '') + text + (f' {noun}' if noun else ''), minus + said + (f' {noun}' if noun else '')


random.seed(18)
for language in (*LANGUAGES, *KANJI):
    for text, said in (kanji_rows if language in KANJI else rows)(language, int(sys.argv[1])):
        print(language, text, said, sep='\t')
