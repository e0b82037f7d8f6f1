import { bodyStart } from './markdownSections';

/** What the front matter of a Markdown document says about it. */
export interface FrontMatter {
  title?: string;
  author?: string;
}

/** Reads the simple entries of YAML (`title: …`) or TOML (`title = …`) front matter. */
export function frontMatter(source: string): FrontMatter {
  const found: FrontMatter = {};
  for (const line of source.slice(0, bodyStart(source)).split(/\r?\n/)) {
    const [, key, written = ''] = /^(title|author)[ \t]*[:=](.*)$/.exec(line) ?? [];
    const value = unquoted(written.trim());
    if (value !== '' && (key === 'title' || key === 'author')) found[key] ??= value;
  }
  return found;
}

function unquoted(text: string): string {
  const mark = text.charAt(0);
  return (mark === '"' || mark === "'") && text.length > 1 && text.endsWith(mark) ? text.slice(1, -1) : text;
}
