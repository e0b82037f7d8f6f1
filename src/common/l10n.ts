/** Translates a message and puts `args` in the place of `{0}`, `{1}`, …, as `vscode.l10n.t` does. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** Leaves the message in English. */
const inEnglish: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));

let translate = inEnglish;

/**
 * A text for the user from code that does not know VS Code. It is English on the command line and in other processes.
 * Do not call it while a module loads: the extension sets its translator later.
 */
export const t: Translate = (message, ...args) => translate(message, ...args);

/** Makes `t` translate in the whole process; without a translator it is English again. */
export function translateWith(translator: Translate = inEnglish): void {
  translate = translator;
}
