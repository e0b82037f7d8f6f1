// Extracts jieba's hidden Markov models, which find words outside the dictionary, from its Python source.

const isHan = (char) => char >= '\u4e00' && char <= '\u9fd5';

/** Decodes the \\uXXXX escapes of Python source. */
const unescapePython = (source) =>
  source.replace(/\\u([0-9a-f]{4})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Adds the emissions of the four-state model, in the order B, E, M, S; 0 stands for none. */
export function addShortModel(source, arrays) {
  const rows = new Map();
  const states = unescapePython(source).matchAll(/'([BEMS])': \{([^}]*)\}/g);
  for (const [, state, entries] of states) {
    for (const [, char, value] of entries.matchAll(/'(.)': (-?[\d.e+-]+)/gu)) {
      if (!isHan(char)) continue;
      if (!rows.has(char)) rows.set(char, [0, 0, 0, 0]);
      rows.get(char)['BEMS'.indexOf(state)] = Number(value);
    }
  }
  const chars = [...rows.keys()].sort();
  arrays.shortChars = Uint16Array.from(chars, (char) => char.charCodeAt(0));
  arrays.shortEmissions = Float32Array.from(chars.flatMap((char) => rows.get(char)));
}

/** Adds the model whose states combine a position in the word and a part of speech. */
export function addTaggedModel(source, lists, arrays) {
  const state = String.raw`\('([BEMS])', '(\w+)'\)`;
  const blocks = (name) => unescapePython(source(name)).matchAll(new RegExp(String.raw`${state}: \{([^}]*)\}`, 'g'));
  const starts = new Map();
  for (const [, place, tag, value] of source('prob_start').matchAll(
    new RegExp(String.raw`${state}: (-?[\d.e+-]+)`, 'g'),
  )) {
    starts.set(`${place}${tag}`, Number(value));
  }
  const states = [...starts.keys()].sort();
  const ids = new Map(states.map((name, i) => [name, i]));
  lists.states = states;
  arrays.tagStarts = Float64Array.from(states, (name) => starts.get(name));

  const transitions = [];
  for (const [, place, tag, entries] of blocks('prob_trans')) {
    for (const [, toPlace, toTag, value] of entries.matchAll(new RegExp(String.raw`${state}: (-?[\d.e+-]+)`, 'g'))) {
      transitions.push([ids.get(`${place}${tag}`), ids.get(`${toPlace}${toTag}`), Number(value)]);
    }
  }
  transitions.sort(([fromA, toA], [fromB, toB]) => toA - toB || fromA - fromB);
  arrays.transitionFrom = Uint8Array.from(transitions, ([from]) => from);
  arrays.transitionTo = Uint8Array.from(transitions, ([, to]) => to);
  arrays.transitionValues = Float64Array.from(transitions, ([, , value]) => value);

  const rows = new Map();
  const row = (char) => rows.get(char) ?? rows.set(char, new Map()).get(char);
  for (const [, place, tag, entries] of blocks('prob_emit')) {
    for (const [, char, value] of entries.matchAll(/'(.)': (-?[\d.e+-]+)/gu)) {
      if (isHan(char)) row(char).set(ids.get(`${place}${tag}`), Number(value));
    }
  }
  const possible = new Map();
  for (const [, char, entries] of unescapePython(source('char_state_tab')).matchAll(
    /'(.)': \(((?:\('\w', '\w+'\),?\s*)*)\)/gu,
  )) {
    possible.set(
      char,
      new Set([...entries.matchAll(new RegExp(state, 'g'))].map(([, place, tag]) => ids.get(`${place}${tag}`))),
    );
  }
  const chars = [...new Set([...rows.keys(), ...possible.keys()])].filter(isHan).sort();
  const counts = [];
  const emissionStates = [];
  const emissionValues = [];
  const emissionPossible = [];
  for (const char of chars) {
    const stateIds = [...new Set([...(rows.get(char)?.keys() ?? []), ...(possible.get(char) ?? [])])].sort(
      (a, b) => a - b,
    );
    counts.push(stateIds.length);
    for (const id of stateIds) {
      emissionStates.push(id);
      emissionValues.push(rows.get(char)?.get(id) ?? 1); // not a log probability
      emissionPossible.push(possible.get(char)?.has(id) ? 1 : 0);
    }
  }
  arrays.emissionChars = Uint16Array.from(chars, (char) => char.charCodeAt(0));
  arrays.emissionCounts = Uint16Array.from(counts);
  arrays.emissionStates = Uint8Array.from(emissionStates);
  arrays.emissionPossible = Uint8Array.from(emissionPossible);
  arrays.emissionValues = Float32Array.from(emissionValues);
}
