import assert from 'node:assert/strict';
import { heard } from './support';

const formula = (latex: string): string =>
  heard(`\\begin{equation}${latex}\\end{equation}`, 'latex').join().replace('paragraph: ', '').trim();

describe('reading formulas', () => {
  it('says relations, operators and Greek letters', () => {
    assert.equal(formula('L=\\lambda W'), 'L equals lambda W');
    assert.equal(formula('\\alpha\\in\\mathbb{R}'), 'alpha in R');
    assert.equal(formula('a\\le b\\ne c\\cdot\\Gamma'), 'A at most B not equal to C times gamma');
    assert.equal(formula('x\\to\\infty'), 'X to infinity');
  });

  it('says fractions, powers, indices and roots', () => {
    assert.equal(formula('\\frac{a}{b}+x^2-y^{3}'), 'A over B plus X squared minus Y cubed');
    assert.equal(formula('x_i^{n+1}'), 'X sub I to the power of N plus 1');
    assert.equal(formula('\\sqrt{x}+\\sqrt[4]{y}'), 'the square root of X plus 4 root of Y');
    assert.equal(formula('E=2mc^2'), 'E equals 2 times M C squared');
  });

  it('says sums and integrals with their limits', () => {
    assert.equal(formula('\\sum_{i=1}^n x_i'), 'the sum from I equals 1 to N X sub I');
    assert.equal(
      formula('\\int_0^\\infty e^{-x^2}\\,dx'),
      'the integral from 0 to infinity E to the power of minus X squared, D X',
    );
  });

  it('reads text, functions and unknown commands', () => {
    assert.equal(formula('f(x)=\\sin\\theta\\quad\\text{if } P(A\\mid B)'), 'F of, X, equals sin theta if  P of, A, B');
    assert.equal(formula('\\left(a\\right)^\\prime\\foo'), 'A, prime foo');
  });

  it('survives formulas that end anywhere or are nested deeply', () => {
    for (const part of ['^', '_', '\\frac', '{', '\\sqrt[', '\\text{', '\\sum_', '\\', '}']) formula(`a ${part}`);
    for (const part of ['{', '^', '\\sqrt{', '\\frac{a}{']) formula(part.repeat(10_000));
  });
});

describe('formulas in Markdown', () => {
  it('are read in words', () => {
    assert.deepEqual(
      heard(
        "Little's law: $L=\\lambda W$, and $a_1 *b* c_2$.\n\n$$\n\\sum_{i=1}^n i\n$$\n\nSo \\(x\\) is $n$.\n",
        'markdown',
      ),
      [
        ...["paragraph: Little's law: L equals lambda W, and A sub 1 times B times C sub 2."],
        ...['paragraph: the sum from I equals 1 to N I', 'paragraph: So X is N.'],
      ],
    );
  });

  it('are not found in money, variables and code', () => {
    for (const text of ['$5 and $10', '$5-$10', 'US$5, 10$', '$HOME:$PATH', 'a $ b $ c', '$ x_1 $']) {
      assert.deepEqual(heard(`It is ${text}.`, 'markdown'), [`paragraph: It is ${text}.`]);
    }
    assert.deepEqual(heard('`$x$` ``a $y$`` $', 'markdown'), ['paragraph: $x$ a $y$ $']);
    assert.deepEqual(heard('```\n$x$ = $y$\n```\n\n$x$\n', 'markdown'), ['code: $x$ = $y$', 'paragraph: X']);
    assert.deepEqual(heard('    $x$\n', 'markdown'), ['code: $x$']);
  });

  it('are read in the language of the reader', () => {
    assert.deepEqual(heard('$x^2=\\beta$', 'markdown', { language: 'fr' }), ['paragraph: X au carré égale bêta']);
  });
});

describe('reading LaTeX', () => {
  it('skips the preamble, comments and references', () => {
    const source =
      '\\documentclass{a}\n\\title{no}\n\\begin{document}\nOne % two\n  three\\cite[p.~1]{x}\\label{y}.\n\n%\nFour~\\ref{z}.\n\\end{document}\nno\n';
    assert.deepEqual(heard(source, 'latex'), ['paragraph: One three.', 'paragraph: Four .']);
  });

  it('reads headings, items, tables and formulas', () => {
    const source =
      '\\section{On \\emph{x}} Text.\n\\begin{itemize}\n\\item One $x^2$\n\\item[Two] more\n\\end{itemize}\n' +
      'By\n\\begin{align*}\na &= b\n\\end{align*}\n\\begin{tabular}{l|l}\nc & d \\\\\ne & f\n\\end{tabular}\n\\begin{verbatim}\ncode\n\\end{verbatim}\n';
    assert.deepEqual(heard(source, 'latex'), [
      ...['heading: On x', 'paragraph: Text.', 'item: One X squared', 'item: Two:  more', 'paragraph: By\nA equals B'],
      ...['cell: c ,  d', 'cell: e ,  f', 'notice: Code block, 1 line, skipped.'],
    ]);
  });

  it('reads characters as such', () => {
    assert.deepEqual(heard("5\\% of ``caf\\'e''---\\\"{u}ber \\LaTeX\\ \\$3 \\textbf{bold}.", 'latex'), [
      'paragraph: 5% of “café”—über LaTeX $3 bold.',
    ]);
  });

  it('survives documents that end anywhere', () => {
    for (const end of ['\\', '\\begin', '\\begin{equation}', '\\section{', '$', '$$', '{', '}', '%', "\\'", '\\item['])
      heard(`a ${end}`, 'latex');
  });
});
