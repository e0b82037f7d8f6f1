/**
 * Builds a trie in level order: the root first, and the children of a node side by side, sorted. For each node, `chars`
 * has the UTF-16
 * unit that leads to it, `children` the number of its children, and `words` the word or prefix that it stands for.
 */
export function trieOf(words) {
  const root = new Map();
  for (const word of words) {
    let node = root;
    for (let i = 0; i < word.length; i++) {
      const unit = word.charCodeAt(i);
      let next = node.get(unit);
      if (!next) node.set(unit, (next = new Map()));
      node = next;
    }
  }
  const nodes = [{ unit: 0, word: '', node: root }];
  for (let i = 0; i < nodes.length; i++) {
    const { word, node } = nodes[i];
    for (const unit of [...node.keys()].sort((a, b) => a - b)) {
      nodes.push({ unit, word: word + String.fromCharCode(unit), node: node.get(unit) });
    }
  }
  return {
    chars: Uint16Array.from(nodes, ({ unit }) => unit),
    children: Uint16Array.from(nodes, ({ node }) => node.size),
    words: nodes.map(({ word }) => word),
  };
}
