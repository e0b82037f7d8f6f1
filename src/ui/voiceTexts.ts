import * as vscode from 'vscode';
import type { LanguageCode } from '../language/language';
import { LANGUAGES } from '../language/languages';
import type { Voice } from '../language/voices';

const GENDERS: Readonly<Record<Voice['gender'], string>> = {
  female: vscode.l10n.t('female'),
  male: vscode.l10n.t('male'),
};

/** "female", in VS Code's language. */
export function genderName(gender: Voice['gender']): string {
  return GENDERS[gender];
}

/** The name of a language in VS Code's language. */
export function languageName(code: LanguageCode): string {
  return vscode.l10n.t(LANGUAGES[code].name);
}

/** "American English, female" */
export function describeKind({ code, gender }: Pick<Voice, 'code' | 'gender'>): string {
  return `${languageName(code)}, ${GENDERS[gender]}`;
}
