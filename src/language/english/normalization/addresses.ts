import { trimEndOf } from '../../../common/trimEndOf';
import { verbalizePath, verbalizeUrl } from './identifiers';
import { inPairs } from './numbers';
import type { Match } from './sentence';

/** "https://example.com/docs", without the punctuation of the sentence. */
export function verbalizeAddress({ text, at, sentence }: Match): number {
  const url = trimEndOf(text, ".,;:!?'’)]}");
  verbalizeUrl(url, at, sentence.out, sentence.names);
  return url.length;
}

/** An e-mail address, in which every hyphen counts: "ann-lee@site.org". */
export function verbalizeEmail({ text, at, sentence }: Match): number {
  const address = trimEndOf(text, '.');
  for (const { 0: part, index } of address.matchAll(/-|[^-]+/g)) {
    if (part === '-') sentence.out.say('dash', at + index, at + index + 1);
    else verbalizePath(part, at + index, sentence.out, sentence.names);
  }
  return address.length;
}

/** A scoped package: "@types/node". */
export function verbalizeDotted({ text, at, sentence }: Match): number {
  const address = trimEndOf(text, '.');
  verbalizePath(address, at, sentence.out, sentence.names);
  return address.length;
}

/** "src/main.ts", "tsconfig.json". */
export function verbalizeFile({ text, at, sentence }: Match): number {
  // In Go, "./..." means every package below; other dots at the end belong to the sentence.
  const all = /\/\.{3}(?=[.,]?$)/.exec(text);
  const path = all ? text.slice(0, all.index + all[0].length) : trimEndOf(text, '.,');
  if (path.length < 2) return 0;
  verbalizePath(path.replace(/(?<=.)\/$/, ''), at, sentence.out, sentence.names);
  return path.length;
}

/** "localhost.dev:8080". */
export function verbalizeHost({ text, at, end, sentence }: Match): number {
  const [host = '', port] = text.split(':');
  verbalizePath(host, at, sentence.out, sentence.names);
  if (port !== undefined) sentence.out.say(`port ${inPairs(port)}`, at + host.length, end);
  return text.length;
}
