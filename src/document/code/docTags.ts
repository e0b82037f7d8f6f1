import { MappedText } from '../mappedText';
import type { DocTagNames } from '../phrases';
import { nameWords } from './names';

/** Doc comment tags of JSDoc, Javadoc, Doxygen and Sphinx, and what they are read as. */
const TAGS: ReadonlyMap<string, keyof DocTagNames> = new Map([
  ...(['param', 'arg', 'argument', 'tparam', 'property', 'prop', 'parameter'] as const).map(
    (tag) => [tag, 'parameter'] as const,
  ),
  ...(['returns', 'return', 'result'] as const).map((tag) => [tag, 'returns'] as const),
  ...(['throws', 'throw', 'exception', 'raises', 'raise', 'except'] as const).map((tag) => [tag, 'throws'] as const),
  ['deprecated', 'deprecated'],
  ['example', 'example'],
  ['see', 'see'],
  ['sa', 'see'],
  ['since', 'since'],
]);
/** "@param {string} [name=1] - ", "\\param[in] name". */
const AT = /^\s*[@\\](\w{1,30})(?:\[[a-z,]{1,10}\])?(?:[ \t]+\{[^{}\n]{0,200}\})?(?=\s|$)/;
/** ":param str name: ". */
const COLON = /^\s*:(\w{1,30})((?:[ \t]+[\w.*[\]]{1,60}){0,3}):/;
/** `<param name="x">`. */
const XML = /^\s*<(param|returns|exception|typeparam)(?:[ \t]+(?:name|cref)="([^"\n]{1,100})")?>/;
const NAME = /^[ \t]+(\[?)([\w$.*]{1,80})(?:=[^\]\n]{0,80})?\]?:?(?:[ \t]+-)?(?=\s|$)/;
/** "{@link Reader.read|reading}", "{@code x}". */
const INLINE = /\{@\w{1,20}[ \t]([^{}\n]{1,300})\}/g;

/** A line of a doc comment as prose. A tag begins a paragraph of its own, and becomes a word. */
export function docLine(line: MappedText, names: DocTagNames): MappedText {
  return tagged(line, names) ?? inlined(line);
}

function tagged(line: MappedText, names: DocTagNames): MappedText | undefined {
  const text = line.text;
  const at = AT.exec(text);
  const colon = at ? undefined : COLON.exec(text);
  const xml = (at ?? colon) ? undefined : XML.exec(text);
  const [mark = '', tag = '', name = ''] = at ?? colon ?? xml ?? [];
  if (tag === '') return undefined;
  const kind = TAGS.get(tag.replace(/^type(?=param)/, ''));
  if (kind === undefined && !at) return undefined; // ":foo:" may be anything
  const said = kind === undefined ? tag : names[kind];
  const parts = [
    MappedText.replacement('\n\n', line.sourceRange(0, 0)),
    MappedText.replacement(said, line.sourceRange(0, mark.length)),
  ];
  let rest = line.slice(mark.length);
  const named = takesName(kind) && at ? NAME.exec(rest.text) : undefined;
  if (named) {
    const from = named[0].indexOf(named[2] ?? '');
    parts.push(space(rest), nameWords(rest.slice(from, from + (named[2] ?? '').length)));
    rest = rest.slice(named[0].length);
  } else if (!at && name.trim() !== '') {
    const word = name.trim().split(/\s+/).at(-1) ?? '';
    const from = mark.lastIndexOf(word);
    parts.push(space(line), nameWords(line.slice(from, from + word.length)));
  }
  const blanks = rest.text.length - rest.text.trimStart().length;
  rest = rest.slice(blanks);
  if (rest.text !== '') {
    const colonMark = (named ?? (!at && name.trim() !== '')) ? ': ' : ' ';
    parts.push(MappedText.replacement(colonMark, rest.sourceRange(0, 0)), inlined(rest));
  }
  return MappedText.concat(parts);
}

function takesName(kind: keyof DocTagNames | undefined): boolean {
  return kind === 'parameter';
}

function space(before: MappedText): MappedText {
  return MappedText.replacement(' ', before.sourceRange(0, 0));
}

function inlined(line: MappedText): MappedText {
  const parts: MappedText[] = [];
  let at = 0;
  for (const found of line.text.matchAll(INLINE)) {
    const content = (found[1] ?? '').trim();
    const shown = content.slice(content.search(/[|\s]/) + 1).trimStart();
    const from = found.index + found[0].lastIndexOf(shown);
    parts.push(line.slice(at, found.index), line.slice(from, from + shown.length));
    at = found.index + found[0].length;
  }
  return at === 0 ? line : MappedText.concat([...parts, line.slice(at)]);
}
