import type { SourceRange } from '../../common/range';
import type { OutlineBlock } from '../../document/outline';
import type { PlayerChunk } from '../protocol';
import { button, element } from './dom';
import { DocumentIndex, sourceOffset, startOf, textOf, textOffset } from './documentIndex';
import { icon } from './icons/icons';
import type { PlayerControls } from './keyboard';
import { say } from './strings';

/** The spoken word is kept between these parts of the visible height. */
const COMFORT = { top: 0.12, bottom: 0.72 };
/** Where a word that left that part is scrolled to. */
const AIM = 0.35;

const SCROLL_KEYS = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'End']);
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The document as running text. What was read is dimmed, the sentence tinted and the word strong; a click on a word
 * reads from there. Only the block being read is divided into words, so that long documents stay fast. It is not a live
 * region: a screen reader must not talk over the voice.
 */
export class DocumentView {
  readonly element = element('div', { className: 'text', tabIndex: 0, role: 'region', ariaLabel: say('text') });
  readonly followButton: HTMLButtonElement;
  readonly #controls: () => PlayerControls;
  #index = new DocumentIndex({ title: '', blocks: [] });
  #blocks: HTMLElement[] = [];
  /** The block that is divided into words. */
  #divided: HTMLElement | undefined;
  /** The elements of its words; several spoken words may share one. */
  #words: (HTMLElement | undefined)[] = [];
  /** Blocks before this one are dimmed. */
  #current = 0;
  #following = true;

  constructor(controls: () => PlayerControls) {
    this.#controls = controls;
    this.followButton = button(
      'follow',
      () => {
        this.#follow(true);
      },
      icon('arrowDown'),
      say('follow'),
    );
    this.#follow(true);
    const leave = (): void => {
      this.#follow(false);
    };
    this.element.addEventListener('wheel', leave, { passive: true });
    this.element.addEventListener('touchmove', leave, { passive: true });
    this.element.addEventListener('keydown', ({ key }) => {
      if (SCROLL_KEYS.has(key)) leave();
    });
    this.element.addEventListener('pointerdown', ({ target, offsetX }) => {
      if (target === this.element && offsetX >= this.element.clientWidth) leave(); // the scroll bar
    });
    this.element.addEventListener('click', (event) => {
      this.#onClick(event);
    });
    // VS Code's own menu gets the word under the pointer from this attribute (webview/context in the manifest).
    this.element.addEventListener('contextmenu', (event) => {
      const offset = this.#offsetAt(event);
      const place = offset === undefined ? {} : { kokoroWord: true, offset };
      this.element.dataset['vscodeContext'] = JSON.stringify(place);
    });
  }

  /** Shows a document, keeping the blocks that an edit did not change. */
  show(index: DocumentIndex): void {
    const [old, blocks] = [this.#index.blocks, index.blocks];
    const same = (a: OutlineBlock | undefined, b: OutlineBlock | undefined): boolean => !!a && !!b && looksLike(a, b);
    let head = 0;
    while (same(old[head], blocks[head])) head++;
    let tail = 0;
    while (tail < Math.min(old.length, blocks.length) - head && same(old.at(-1 - tail), blocks.at(-1 - tail))) tail++;
    const created = this.#render(blocks.slice(head, blocks.length - tail));
    const replaced = this.#blocks.slice(head, old.length - tail);
    const next = this.#blocks[old.length - tail];
    if (this.#divided && replaced.includes(this.#divided)) this.#forgetWords();
    for (const block of replaced) block.remove();
    if (next) next.before(...created);
    else this.element.append(...created);
    this.#blocks = [...this.#blocks.slice(0, head), ...created, ...this.#blocks.slice(old.length - tail)];
    this.#index = index;
    for (const [i, block] of this.#blocks.entries()) block.classList.toggle('past', i < this.#current);
    this.#showLevels();
  }

  /** Sets the levels of headings below the page's own, without the gaps that a screen reader would stumble over. */
  #showLevels(): void {
    let last = 1;
    for (const [i, { kind, level = 1 }] of this.#index.blocks.entries()) {
      if (kind !== 'heading') continue;
      last = Math.min(level + 1, last + 1);
      const shown = this.#blocks[i];
      if (shown) shown.ariaLevel = String(last);
    }
  }

  /** A reading starts at an offset: dims what is before it and scrolls there. */
  showStart(offset: number): void {
    this.#join();
    this.#dimBefore(Math.max(0, this.#index.blockAt(offset)));
    this.#follow(true);
  }

  /** Tints the sentence of a chunk and divides the chunk into words. */
  showChunk(chunk: PlayerChunk): void {
    const at = this.#index.blockAt(chunk.source.start);
    const [block, target] = [this.#index.blocks[at], this.#blocks[at]];
    if (!block || !target) return;
    this.#join();
    this.#dimBefore(at);
    this.#divided = target;
    target.classList.add('current');
    const { nodes, words } = divide(block, chunk);
    contentOf(target).replaceChildren(...nodes);
    this.#words = words;
    if (words.length === 0) this.#keepInView(target.querySelector('.sentence'));
  }

  showWord(word: number): void {
    const spoken = this.#words[word];
    for (const other of this.#words) if (other !== spoken) other?.classList.remove('spoken');
    spoken?.classList.add('spoken');
    this.#keepInView(spoken ?? null);
  }

  /** Nothing is read any more. */
  clear(): void {
    this.#join();
    this.#follow(true);
  }

  #follow(following: boolean): void {
    this.#following = following;
    this.followButton.hidden = following;
    if (following) {
      this.#keepInView(this.#divided?.querySelector('.spoken, .sentence') ?? this.#blocks[this.#current] ?? null);
    }
  }

  #keepInView(target: Element | null): void {
    if (!this.#following || !target) return;
    const view = this.element.getBoundingClientRect();
    if (view.height === 0) return; // it is hidden
    const { top, bottom } = target.getBoundingClientRect();
    const [from, to] = [(top - view.top) / view.height, (bottom - view.top) / view.height];
    if (from >= COMFORT.top && to <= COMFORT.bottom) return;
    // A jump of many screens is not animated: the blocks on the way would all be laid out.
    const near = Math.abs(from) < 3 && !reducesMotion();
    this.element.scrollBy({ top: (from - AIM) * view.height, behavior: near ? 'smooth' : 'instant' });
  }

  #dimBefore(current: number): void {
    const [from, to] = [Math.min(current, this.#current), Math.max(current, this.#current)];
    for (const block of this.#blocks.slice(from, to)) block.classList.toggle('past', current > this.#current);
    this.#current = current;
  }

  /** Shows the block that was divided into words as a whole again. */
  #join(): void {
    const index = this.#divided ? this.#blocks.indexOf(this.#divided) : -1;
    const block = this.#index.blocks[index];
    if (this.#divided && block) contentOf(this.#divided).replaceChildren(...block.runs.map(runElement));
    this.#divided?.classList.remove('current');
    this.#forgetWords();
  }

  #forgetWords(): void {
    this.#divided = undefined;
    this.#words = [];
  }

  #render(blocks: readonly OutlineBlock[]): HTMLElement[] {
    return blocks.map((block) => {
      const content = element('span', { className: 'content' }, ...block.runs.map(runElement));
      const shown = element('div', { className: `block ${block.kind}` }, content);
      if (block.kind === 'heading') {
        shown.role = 'heading';
      } else if (block.kind === 'notice') {
        const readIt = button(
          'link',
          () => {
            const index = this.#blocks.indexOf(shown);
            const notice = this.#index.blocks[index];
            if (notice) this.#controls().readCode(startOf(notice));
          },
          say('readIt'),
        );
        readIt.ariaDescription = textOf(block);
        shown.prepend(icon('code'));
        shown.append(readIt);
      } else if (block.kind === 'item' && !/^\d+\. /.test(textOf(block))) shown.classList.add('bullet');
      return shown;
    });
  }

  #onClick(event: MouseEvent): void {
    const offset = getSelection()?.isCollapsed === false ? undefined : this.#offsetAt(event);
    if (offset !== undefined) this.#controls().seek(offset);
  }

  /** The source offset of the word under the pointer. */
  #offsetAt({ target, clientX, clientY }: MouseEvent): number | undefined {
    if (!(target instanceof Element) || target.closest('button')) return undefined;
    const shown = target.closest<HTMLElement>('.block');
    const block = shown && this.#index.blocks[this.#blocks.indexOf(shown)];
    const caret = document.caretPositionFromPoint(clientX, clientY);
    if (!block || !caret || !shown.contains(caret.offsetNode)) return undefined;
    const before = document.createRange();
    before.setStart(contentOf(shown), 0);
    before.setEnd(caret.offsetNode, caret.offset);
    // The caret may stand after the character under the pointer.
    const character = before.toString().length - Number((caret.getClientRect()?.x ?? 0) > clientX);
    const word = SEGMENTER.segment(textOf(block)).containing(Math.max(0, character));
    return sourceOffset(block, word?.index ?? 0);
  }
}

function contentOf(block: HTMLElement): Element {
  return block.querySelector('.content') ?? block;
}

function runElement({ text, code }: { text: string; code?: boolean }): Node {
  return code === true ? element('code', {}, text) : document.createTextNode(text);
}

/** A block whose chunk is divided: what is before the sentence, the sentence with its words, and the rest. */
function divide(
  block: OutlineBlock,
  { sentenceSource, words }: PlayerChunk,
): { nodes: Node[]; words: (HTMLElement | undefined)[] } {
  const rangeOf = ({ start, end }: SourceRange): [number, number] => {
    const from = textOffset(block, start);
    return [from, Math.max(from, textOffset(block, end))];
  };
  const [from, to] = rangeOf(sentenceSource);
  const sentence = element('mark', { className: 'sentence' });
  const elements: (HTMLElement | undefined)[] = [];
  let done = from;
  for (const { source } of words) {
    const [start, end] = rangeOf(source);
    if (end > done) {
      const word = element('span', { className: 'word' }, ...pieces(block, Math.max(done, start), end));
      sentence.append(...pieces(block, done, Math.max(done, start)), word);
      elements.push(word);
      done = end;
    } else elements.push(elements.at(-1)); // one range may be spoken as several words
  }
  sentence.append(...pieces(block, done, to));
  const past = element('span', { className: 'past' }, ...pieces(block, 0, from));
  return { nodes: [past, sentence, ...pieces(block, Math.max(done, to), Infinity)], words: elements };
}

/** The text of a block from one position to another. */
function pieces(block: OutlineBlock, from: number, to: number): Node[] {
  const parts: Node[] = [];
  let before = 0;
  for (const { text, code } of block.runs) {
    const part = text.slice(Math.max(0, from - before), Math.max(0, to - before));
    if (part !== '') parts.push(runElement({ text: part, ...(code !== undefined && { code }) }));
    before += text.length;
  }
  return parts;
}

/** Whether two blocks look the same. */
function looksLike(a: OutlineBlock, b: OutlineBlock): boolean {
  return (
    a.kind === b.kind &&
    a.level === b.level &&
    a.runs.length === b.runs.length &&
    a.runs.every(({ text, code }, i) => text === b.runs[i]?.text && code === b.runs[i].code)
  );
}

function reducesMotion(): boolean {
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion')
  );
}
