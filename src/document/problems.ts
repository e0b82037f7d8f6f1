import type { DocumentPhrases, LevelNames } from './phrases';

/** A problem that an editor shows in a document. */
export interface Problem {
  level: keyof LevelNames;
  /** Its line, from 1 on. */
  line: number;
  message: string;
  /** What reports it, and its rule: "ts", "2322". */
  source?: string | undefined;
  code?: string | undefined;
}

/** Problems as a text with one paragraph for each, those nearest to a line first. */
export function problemsText(problems: readonly Problem[], line: number, phrases: DocumentPhrases): string {
  return [...problems]
    .sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))
    .map((problem) => {
      const message = problem.message
        .split('\n', 20)
        .map((line) => line.trim())
        .filter(Boolean)
        .join('\n');
      const origin = [problem.source, problem.code].filter(Boolean).join(' ');
      const end = /[.!?…。]$/.test(message) ? '' : '.';
      const said = `${capitalized(phrases.levels[problem.level])}, ${phrases.line(problem.line)}: ${message}${end}`;
      return origin === '' ? said : `${said} ${origin}.`;
    })
    .join('\n\n');
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
