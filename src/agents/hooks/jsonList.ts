import {
  applyEdits,
  createScanner,
  type Edit,
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser/lib/esm/main.js';

/** Why JSON text cannot be edited. */
export class UneditableJson extends Error {}

/** The values of the list at a path of JSON with comments; none if nothing is there. @throws UneditableJson */
export function listValues(text: string, path: readonly string[]): unknown[] {
  return listNode(text, path)?.children?.map((node) => getNodeValue(node) as unknown) ?? [];
}

/**
 * Appends a value to the list at a path, which is made if nothing is there. The rest of the text stays as it is.
 * @throws UneditableJson
 */
export function appendToList(text: string, path: readonly string[], value: unknown): string {
  const [written, mark] = withoutMark(text);
  const source = written.trim() === '' ? '{}\n' : written;
  listNode(source, path); // says why it cannot be edited
  const root = parseTree(source, [], { allowTrailingComma: true });
  // What is there of the path, from the outside to the inside.
  const found = path
    .map((_, i) => root && findNodeAtLocation(root, path.slice(0, i + 1)))
    .filter((node) => node !== undefined);
  const container = found.at(-1) ?? root;
  if (container === undefined) throw new UneditableJson('it is empty');
  const missing = path.slice(found.length);
  let content = value;
  if (missing.length > 0) content = [value];
  for (const name of missing.slice(1).reverse()) content = { [name]: content };
  return mark + withMember(source, container, missing[0], content);
}

/**
 * Removes values from the list at a path, and lists and objects that held nothing else. The rest of the text stays as
 * it is, comments included.
 * @throws UneditableJson
 */
export function removeFromList(text: string, path: readonly string[], isMeant: (value: unknown) => boolean): string {
  const [source, mark] = withoutMark(text);
  const values = listValues(source, path);
  let left = source;
  // From the last to the first, so that the positions of the others stay.
  for (let i = values.length - 1; i >= 0; i--) {
    if (!isMeant(values[i])) continue;
    const node = listNode(left, path)?.children?.[i];
    if (node !== undefined) left = withoutNode(left, outermost(left, node));
  }
  return mark + left;
}

function listNode(text: string, path: readonly string[]): Node | undefined {
  const [source] = withoutMark(text);
  const errors: ParseError[] = [];
  const root = source.trim() === '' ? undefined : parseTree(source, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    const line = source.slice(0, error.offset).split('\n').length;
    throw new UneditableJson(`line ${line} is not valid JSON (${printParseErrorCode(error.error)})`);
  }
  if (root === undefined) return undefined;
  for (let length = 0; length <= path.length; length++) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node === undefined) return undefined;
    const expected = length === path.length ? 'array' : 'object';
    if (node.type !== expected)
      throw new UneditableJson(`${path.slice(0, length).join('.') || 'the text'} is not an ${expected}`);
    if (length === path.length) return node;
  }
  return undefined;
}

/** The node, or the outermost list or object around it that has nothing else inside; never the whole text. */
function outermost(text: string, node: Node): Node {
  const { parent } = node;
  if (parent?.parent === undefined) return node;
  // A property has its name and its value.
  const isAlone = parent.type === 'property' || parent.children?.length === 1;
  return isAlone && !hasCommentsBeside(text, parent, node) ? outermost(text, parent) : node;
}

function hasCommentsBeside(text: string, parent: Node, node: Node): boolean {
  const end = node.offset + node.length;
  const beside = text.slice(parent.offset, node.offset) + text.slice(end, parent.offset + parent.length);
  return parent.type !== 'property' && /\/[/*]/.test(beside);
}

/** Removes a node, the comma that its removal leaves over, and the space before it. */
function withoutNode(text: string, node: Node): string {
  const { offset, length, parent } = node;
  const end = offset + length;
  const siblings = parent?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const after = commaIn(text, end);
  const comma = after ?? (before === undefined ? undefined : commaIn(text, before.offset + before.length));
  const start = text.slice(0, offset).trimEnd().length;
  const edits: Edit[] = [{ offset: start, length: end - start, content: '' }];
  if (comma !== undefined) edits.push({ offset: comma, length: 1, content: '' });
  // Of a list or object that nothing is left in, only the brackets.
  else if (parent !== undefined && start === parent.offset + 1)
    edits.push({ offset: end, length: text.length - end - text.slice(end).trimStart().length, content: '' });
  return applyEdits(text, edits);
}

/** Where a comma is, with only space and comments before it. */
function commaIn(text: string, start: number): number | undefined {
  const scanner = createScanner(text, true); // ignores space and comments
  scanner.setPosition(start);
  scanner.scan();
  const offset = scanner.getTokenOffset();
  return text[offset] === ',' ? offset : undefined;
}

/**
 * Appends a value to a list, or a property to an object. jsonc-parser's `modify` would format what stands beside it.
 * @param name of the property
 */
function withMember(text: string, container: Node, name: string | undefined, value: unknown): string {
  const unit = /^[\t ]+(?=["\]}])/m.exec(text)?.[0] ?? '  ';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const last = container.children?.at(-1);
  const indentAt = (offset: number): string =>
    /^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
  const closing = container.offset + container.length - 1;
  // After the last member, or after the comments of an empty list.
  const at = last === undefined ? text.slice(0, closing).trimEnd().length : last.offset + last.length;
  const outer = indentAt(closing);
  const isEmpty = at === container.offset + 1;
  const indent = last === undefined ? outer + unit : indentAt(last.offset);
  const json = JSON.stringify(value, undefined, unit).replaceAll('\n', eol + indent);
  const member = `${last === undefined ? '' : ','}${eol}${indent}${name === undefined ? '' : `${JSON.stringify(name)}: `}${json}`;
  return text.slice(0, at) + member + (isEmpty ? eol + outer : '') + text.slice(isEmpty ? closing : at);
}

/** The text without its byte order mark, and the mark. */
function withoutMark(text: string): [string, string] {
  return text.startsWith('\uFEFF') ? [text.slice(1), '\uFEFF'] : [text, ''];
}
