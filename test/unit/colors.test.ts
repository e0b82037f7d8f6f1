import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blend, contrast } from '../support/contrast';

type Kind = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

interface Theme {
  name: string;
  kind: Kind;
  /** `editor.background` */
  background: string;
  /** `editor.foreground`, and the syntax colors with the lowest contrast of at least 4.5:1 on the background. */
  texts: string[];
  /** Theme colors that defaults in the manifest refer to. */
  colors?: Record<string, string>;
}

/** VS Code's own themes, copied from its extension theme-defaults. */
const THEMES: Theme[] = [
  { name: 'Dark Modern', kind: 'dark', background: '#1f1f1f', texts: ['#cccccc', '#f44747', '#d16969', '#6a9955'] },
  { name: 'Dark 2026', kind: 'dark', background: '#121314', texts: ['#bbbebf', '#808080', '#f44747', '#6a9955'] },
  { name: 'Light Modern', kind: 'light', background: '#ffffff', texts: ['#3b3b3b', '#267f99', '#098658', '#008000'] },
  { name: 'Light 2026', kind: 'light', background: '#ffffff', texts: ['#202020', '#6e7781', '#267f99', '#098658'] },
  {
    name: 'Dark High Contrast',
    kind: 'highContrast',
    background: '#000000',
    texts: ['#ffffff', '#b46695', '#7ca668'],
    colors: { contrastActiveBorder: '#f38518', 'editor.foreground': '#ffffff' },
  },
  {
    name: 'Light High Contrast',
    kind: 'highContrastLight',
    background: '#ffffff',
    texts: ['#292929', '#096d48', '#515151'],
    colors: { contrastActiveBorder: '#006bbd', 'editor.foreground': '#292929' },
  },
];

const manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8')) as {
  contributes: { colors: { id: string; defaults: Record<Kind, string> }[] };
};

describe('highlight of spoken text', () => {
  for (const { name, kind, background, texts, colors } of THEMES) {
    const color = (id: string): string => {
      const value = manifest.contributes.colors.find((each) => each.id === id)?.defaults[kind] ?? '';
      return colors?.[value] ?? value;
    };
    const ground = blend(background, background);

    for (const what of ['Word', 'Sentence']) {
      it(`marks the ${what.toLowerCase()} with a visible border in ${name}`, () => {
        const ratio = contrast(blend(color(`kokoro.spoken${what}Border`), background), ground);
        assert.ok(ratio >= 3, `${ratio.toFixed(2)}:1`);
      });
    }

    it(`fills the word visibly and readably in ${name}`, () => {
      const fill = blend(color('kokoro.spokenWordBackground'), background);
      const isFilled = !kind.startsWith('highContrast');
      if (isFilled) assert.ok(contrast(fill, ground) >= 3, `${contrast(fill, ground).toFixed(2)}:1`);
      const letters = contrast(blend(color('kokoro.spokenWordForeground'), background), fill);
      assert.ok(letters >= 4.5, `${letters.toFixed(2)}:1`);
    });

    it(`keeps the sentence's text readable in ${name}`, () => {
      const fill = blend(color('kokoro.spokenSentenceBackground'), background);
      for (const text of texts) {
        const ratio = contrast(blend(text, background), fill);
        assert.ok(ratio >= 4.5, `${text}: ${ratio.toFixed(2)}:1`);
      }
    });
  }
});
