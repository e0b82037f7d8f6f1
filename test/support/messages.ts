import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A message for the user in the source code. */
export interface Message {
  /** File and line. */
  site: string;
  text: string;
}

const TRANSLATES = new Set(['t', 'vscode.l10n.t']);
/** What looks like words for people: two words in a row, one that begins with a capital, or one behind a sign. */
const PROSE = /\p{L}{2,} \p{L}{2,}|^\p{Lu}\p{Ll}{2,}|^[:…] \p{Ll}{3,}/u;
/** Calls whose arguments stay English: the log, and errors, which `describeError` explains in the user's language. */
const ENGLISH = /^(?:this\.)?#?log\.|^KokoroError$|^Error$/;

/** The literals that the code passes to `t` or `vscode.l10n.t`, and the calls that pass something else. */
export function translatedMessages(folder: string): { literals: Message[]; others: string[] } {
  const literals: Message[] = [];
  const others: string[] = [];
  eachNode(folder, (node, site) => {
    if (!ts.isCallExpression(node) || !TRANSLATES.has(node.expression.getText())) return;
    const [message] = node.arguments;
    if (message !== undefined && ts.isStringLiteralLike(message)) literals.push({ site, text: message.text });
    else others.push(site);
  });
  return { literals, others };
}

/** Literals that look like words for people and are not passed to `t`. */
export function untranslatedMessages(folder: string): Message[] {
  const found: Message[] = [];
  eachNode(folder, (node, site) => {
    const text = ts.isStringLiteralLike(node)
      ? node.text
      : ts.isTemplateExpression(node)
        ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => part.text).join('…')
        : '';
    if (PROSE.test(text.replaceAll('Kokoro', '')) && !isEnglish(node)) found.push({ site, text });
  });
  return found;
}

/** Whether a literal is translated, or stays English. */
function isEnglish(literal: ts.Node): boolean {
  for (let node = literal; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isImportDeclaration(node) || ts.isLiteralTypeNode(node)) return true;
    const callee = ts.isCallExpression(node) || ts.isNewExpression(node) ? node.expression.getText() : '';
    if (TRANSLATES.has(callee) || ENGLISH.test(callee)) return true;
  }
  return false;
}

function eachNode(folder: string, visit: (node: ts.Node, site: string) => void): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.Latest, true);
    const walk = (node: ts.Node): void => {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      visit(node, `${name}:${line + 1}`);
      ts.forEachChild(node, walk);
    };
    walk(file);
  }
}
