import type { Block, BlockKind } from './block';
import { formulaAt } from './formulaMarks';
import { spokenFormula } from './formulas';
import { MappedText } from './mappedText';
import type { DocumentPhrases } from './phrases';

const HEADINGS: Readonly<Record<string, number>> = {
  ...{
    title: 1,
    part: 1,
    chapter: 1,
    section: 2,
    subsection: 3,
    subsubsection: 4,
    paragraph: 5,
    subparagraph: 6,
    frametitle: 2,
  },
};
/** Commands that are dropped with all their arguments. */
const DROPPED =
  /^(?:cite\w{0,10}|[a-z]{0,10}ref|label|includegraphics|usepackage|documentclass|bibliography\w{0,10}|input|include|newcommand|renewcommand|providecommand|def|let|set\w{1,20}|vspace|hspace|pagestyle|thispagestyle|index|hypersetup|graphicspath|addbibresource|date|newtheorem|theoremstyle|color|textcolor|fontsize|addtocounter|setcounter)$/;
/** Commands that stand for characters. */
const CHARACTERS: Readonly<Record<string, string>> = {
  ...{
    '%': '%',
    '&': '&',
    $: '$',
    '#': '#',
    _: '_',
    '{': '{',
    '}': '}',
    ' ': ' ',
    ',': ' ',
    '\\': '\n',
    '-': '',
    '/': '',
    ';': ' ',
    '@': '',
  },
  ...{
    LaTeX: 'LaTeX',
    TeX: 'TeX',
    ldots: '…',
    dots: '…',
    ss: 'ß',
    ae: 'æ',
    oe: 'œ',
    o: 'ø',
    aa: 'å',
    newline: '\n',
    quad: ' ',
    qquad: ' ',
  },
  ...{
    textbackslash: '\\',
    textasciitilde: '~',
    copyright: '©',
    pounds: '£',
    euro: '€',
    textendash: '–',
    textemdash: '—',
    S: '§',
  },
};
const ACCENTS: Readonly<Record<string, string>> = {
  ...{
    "'": '\u0301',
    '`': '\u0300',
    '^': '\u0302',
    '"': '\u0308',
    '~': '\u0303',
    '=': '\u0304',
    c: '\u0327',
    v: '\u030C',
    u: '\u0306',
    H: '\u030B',
  },
};
const FORMULAS = /^(?:equation|align|alignat|gather|multline|eqnarray|displaymath|math|flalign)\*?$/;
const VERBATIM = /^(?:verbatim|lstlisting|minted|tikzpicture|algorithmic|Verbatim|filecontents)\*?$/;
const TABLES = /^(?:tabular|tabularx|array|longtable)\*?$/;
/** The text between two marks. */
const TOKEN =
  /%[^\n]*(?:\n[ \t]*)?|\n[ \t]*(?:\n\s*)?|\\[A-Za-z@]+\*?[ \t]*|\\[^]|\$\$?|[{}~&]|``|''|---?|[^%\n\\${}~&`'-]+|[^]/y;
/** Longest argument that is dropped or looked into. */
const ARGUMENT = 2_000;

/** Reads a LaTeX document: headings, paragraphs, items and formulas; not its preamble, comments and references. */
export function* readLatex(source: string, phrases: DocumentPhrases): Generator<Block> {
  const begin = source.indexOf('\\begin{document}');
  const end = source.indexOf('\\end{document}', Math.max(0, begin));
  const start = begin < 0 ? 0 : begin + '\\begin{document}'.length;
  yield* new LatexReader(source, start, end < 0 ? source.length : end, phrases).read();
}

class LatexReader {
  readonly #source: string;
  readonly #end: number;
  readonly #phrases: DocumentPhrases;
  #at: number;
  #kind: BlockKind = 'paragraph';
  #level: number | undefined;
  /** How many braces are open in the current heading. */
  #braces = 0;
  /** Whether a table is open, whose rows are cells. */
  #tables = 0;
  #parts: MappedText[] = [];

  constructor(source: string, start: number, end: number, phrases: DocumentPhrases) {
    this.#source = source;
    this.#at = start;
    this.#end = end;
    this.#phrases = phrases;
  }

  *read(): Generator<Block> {
    while (this.#at < this.#end) {
      const start = this.#at;
      const formula = /[$\\]/.test(this.#source.charAt(start)) ? formulaAt(this.#source, start) : undefined;
      if (formula && formula.end <= this.#end) {
        this.#formula(formula.inner.start, formula.inner.end);
        this.#at = formula.end;
        continue;
      }
      TOKEN.lastIndex = start;
      const token = TOKEN.exec(this.#source)?.[0] ?? this.#source.charAt(start);
      this.#at = Math.min(this.#end, start + token.length);
      if (token.startsWith('\n') && /\n[ \t]*\n/.test(token)) yield* this.#flush('paragraph');
      else if (token.startsWith('\\')) yield* this.#command(token.slice(1).trimEnd().replace(/\*$/, '') || ' ', start);
      else if (!token.startsWith('%')) yield* this.#text(token, start);
    }
    yield* this.#flush('paragraph');
  }

  *#text(token: string, start: number): Generator<Block> {
    const replaced = { '~': ' ', '``': '“', "''": '”', '--': '–', '---': '—', '&': ', ', $: '', $$: '' }[token];
    if (token === '{') {
      if (this.#kind === 'heading') this.#braces++;
    } else if (token === '}') {
      if (this.#kind === 'heading' && --this.#braces === 0) yield* this.#flush('paragraph');
    } else if (replaced !== undefined) this.#replace(replaced, start);
    else this.#parts.push(MappedText.verbatim(this.#source.slice(start, this.#at), start));
  }

  *#command(name: string, start: number): Generator<Block> {
    const level = Object.hasOwn(HEADINGS, name) ? HEADINGS[name] : undefined;
    const character = Object.hasOwn(CHARACTERS, name) ? CHARACTERS[name] : undefined;
    if (level !== undefined) {
      this.#argument('[', ']');
      yield* this.#flush('heading');
      this.#level = level;
      this.#braces = 0;
    } else if (name === 'item') {
      yield* this.#flush('item');
      const label = this.#argument('[', ']');
      if (label) this.#parts.push(label, MappedText.replacement(': ', { start: this.#at, end: this.#at }));
    } else if (name === 'begin' || name === 'end') yield* this.#environment(name);
    else if (name === '\\' && this.#tables > 0) yield* this.#flush('cell');
    else if (name === 'caption' || name === 'par') yield* this.#flush('paragraph');
    else if (name === 'href') this.#argument('{', '}');
    else if (DROPPED.test(name)) while (this.#argument('[', ']') ?? this.#argument('{', '}'));
    else if (Object.hasOwn(ACCENTS, name) && /^\{?\\?\p{L}/u.test(this.#source.slice(this.#at, this.#at + 3)))
      this.#accent(name, start);
    else if (character !== undefined) this.#replace(character, start);
    else if (name.length > 1) this.#argument('[', ']'); // \emph and others: their text is read
  }

  *#environment(mark: 'begin' | 'end'): Generator<Block> {
    const name = this.#argument('{', '}')?.text ?? '';
    const start = this.#at;
    if (TABLES.test(name)) {
      yield* this.#flush('paragraph');
      this.#tables += mark === 'begin' ? 1 : -1;
      if (mark === 'begin') while (this.#argument('[', ']') ?? this.#argument('{', '}'));
    } else if (mark === 'begin' && (FORMULAS.test(name) || VERBATIM.test(name))) {
      const closing = this.#source.indexOf(`\\end{${name}}`, start);
      const end = closing < 0 || closing > this.#end ? this.#end : closing;
      this.#at = Math.min(this.#end, end + `\\end{${name}}`.length);
      if (FORMULAS.test(name)) this.#formula(start, end);
      else {
        yield* this.#flush('paragraph');
        const { codeBlock, lines, skipped } = this.#phrases;
        const count = this.#source.slice(start, end).trim().split('\n').length;
        yield {
          kind: 'notice',
          text: MappedText.replacement(`${codeBlock}, ${lines(count)}, ${skipped}.`, { start, end }),
        };
      }
    } else {
      yield* this.#flush('paragraph');
      if (mark === 'begin') this.#argument('[', ']');
    }
  }

  #formula(start: number, end: number): void {
    const formula = MappedText.verbatim(this.#source.slice(start, end), start);
    const words = spokenFormula(formula, this.#phrases);
    if (words.text !== '') this.#parts.push(words, MappedText.replacement(' ', { start: end, end }));
  }

  #accent(name: string, start: number): void {
    const found = /^\{?\\?(\p{L})\}?/u.exec(this.#source.slice(this.#at, this.#at + 4));
    const letter = found?.[1] ?? '';
    this.#at += found?.[0].length ?? 0;
    this.#replace(`${letter}${ACCENTS[name] ?? ''}`.normalize('NFC'), start);
  }

  #replace(text: string, start: number): void {
    this.#parts.push(MappedText.replacement(text, { start, end: this.#at }));
  }

  /** Takes an argument in these brackets, which may be nested. @returns its content; undefined if there is none */
  #argument(open: string, close: string): MappedText | undefined {
    const text = this.#source.slice(this.#at, Math.min(this.#end, this.#at + ARGUMENT));
    if (!text.startsWith(open)) return undefined;
    let depth = 0;
    for (let i = 0; i < text.length; i++) {
      if (text[i] === '\\') i++;
      else if (text[i] === open) depth++;
      else if (text[i] === close && --depth === 0) {
        const content = MappedText.verbatim(text.slice(1, i), this.#at + 1);
        this.#at += i + 1;
        return content;
      }
    }
    return undefined;
  }

  /** Ends the block, and begins one of another kind. */
  *#flush(next: BlockKind): Generator<Block> {
    const text = trimmed(MappedText.concat(this.#parts));
    const kind = this.#tables > 0 && this.#kind === 'paragraph' ? 'cell' : this.#kind;
    if (/[\p{L}\p{N}]/u.test(text.text)) yield { kind, ...(kind === 'heading' && { level: this.#level ?? 1 }), text };
    this.#parts = [];
    this.#kind = next;
  }
}

function trimmed(text: MappedText): MappedText {
  const from = text.text.length - text.text.trimStart().length;
  return text.slice(from, Math.max(from, text.text.trimEnd().length));
}
