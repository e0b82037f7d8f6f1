import { ByteReader } from './byteReader';
import { OP } from './opcodes';
import { PickleStack } from './pickleStack';

/** Kokoro's 548 tensors take about 20,000. The limit bounds the memory that a hostile pickle can use. */
const MAX_OPERATIONS = 500_000;

/** Thrown when a pickle asks for something that is not on the closed list. */
export class UnsafePickleError extends Error {}

/** A global that a pickle may use: our counterpart of a Python type or function. */
export interface PickleGlobal {
  readonly name: string;
  /** Calls it. @throws Error if it cannot be called, or not with these arguments */
  call(args: readonly unknown[]): unknown;
}

/** Resolves what a pickle refers to. */
export interface PickleResolver {
  /** @throws UnsafePickleError for any global that is not on a closed list */
  find(module: string, name: string): PickleGlobal;
  /** The object that a persistent id stands for. */
  load(id: unknown): unknown;
}

/** A Python list. Tuples become plain arrays, dicts (ordered or not) Maps, and None null. */
export class PickleList {
  readonly items: unknown[] = [];
}

/**
 * Decodes a pickle of protocol 2 to 5. Runs no code: only globals from `resolver` can be called, attributes are never
 * set, and opcodes that torch does not write are refused. Each opcode takes constant memory or no more than what it
 * consumes, so neither nesting nor repeated references cost more than the bytes of the pickle.
 * @throws UnsafePickleError; another Error if the pickle is broken
 */
export function unpickle(bytes: Uint8Array, resolver: PickleResolver): unknown {
  return new Unpickler(bytes, resolver).run();
}

class Unpickler {
  readonly #in: ByteReader;
  readonly #resolver: PickleResolver;
  readonly #stack = new PickleStack();
  readonly #memo = new Map<number, unknown>();

  constructor(bytes: Uint8Array, resolver: PickleResolver) {
    this.#in = new ByteReader(bytes);
    this.#resolver = resolver;
  }

  run(): unknown {
    for (let count = 0; count < MAX_OPERATIONS; count++) {
      const op = this.#in.u8();
      if (op === OP.STOP) return this.#stack.pop();
      if (!this.#literal(op) && !this.#container(op)) this.#object(op);
    }
    throw new Error(`it has more than ${MAX_OPERATIONS} operations`);
  }

  /** Opcodes that push a literal value. */
  #literal(op: number): boolean {
    switch (op) {
      case OP.NONE:
        return this.#push(null);
      case OP.NEWTRUE:
        return this.#push(true);
      case OP.NEWFALSE:
        return this.#push(false);
      case OP.BININT:
        return this.#push(this.#in.i32());
      case OP.BININT1:
        return this.#push(this.#in.u8());
      case OP.BININT2:
        return this.#push(this.#in.u16());
      case OP.LONG1:
        return this.#push(integer(this.#in.take(this.#in.u8())));
      case OP.LONG4:
        return this.#push(integer(this.#in.take(this.#in.u32())));
      case OP.BINFLOAT:
        return this.#push(this.#in.f64());
      case OP.BINUNICODE:
        return this.#push(this.#in.text(this.#in.u32()));
      case OP.SHORT_BINUNICODE:
        return this.#push(this.#in.text(this.#in.u8()));
      case OP.BINUNICODE8:
        return this.#push(this.#in.text(this.#in.u64()));
      case OP.EMPTY_TUPLE:
        return this.#push([]);
      case OP.EMPTY_LIST:
        return this.#push(new PickleList());
      case OP.EMPTY_DICT:
        return this.#push(new Map());
      default:
        return false;
    }
  }

  /** Opcodes that move, collect and memoize what is on the stack. */
  #container(op: number): boolean {
    switch (op) {
      case OP.MARK:
        this.#stack.mark();
        return true;
      case OP.POP:
        this.#stack.pop();
        return true;
      case OP.POP_MARK:
        this.#stack.popToMark();
        return true;
      case OP.DUP:
        return this.#push(this.#stack.top());
      case OP.TUPLE:
        return this.#push(this.#stack.popToMark());
      case OP.TUPLE1:
        return this.#push(this.#stack.popMany(1));
      case OP.TUPLE2:
        return this.#push(this.#stack.popMany(2));
      case OP.TUPLE3:
        return this.#push(this.#stack.popMany(3));
      case OP.APPEND:
        return this.#append(this.#stack.popMany(1));
      case OP.APPENDS:
        return this.#append(this.#stack.popToMark());
      case OP.SETITEM:
        return this.#setItems(this.#stack.popMany(2));
      case OP.SETITEMS:
        return this.#setItems(this.#stack.popToMark());
      case OP.BINPUT:
        return this.#remember(this.#in.u8());
      case OP.LONG_BINPUT:
        return this.#remember(this.#in.u32());
      case OP.MEMOIZE:
        return this.#remember(this.#memo.size);
      case OP.BINGET:
        return this.#recall(this.#in.u8());
      case OP.LONG_BINGET:
        return this.#recall(this.#in.u32());
      default:
        return false;
    }
  }

  /** Opcodes that refer to something outside the pickle, and its framing. */
  #object(op: number): void {
    switch (op) {
      case OP.PROTO: {
        const protocol = this.#in.u8();
        if (protocol < 2 || protocol > 5) throw new Error(`it is a pickle of protocol ${protocol}, not 2 to 5`);
        return;
      }
      case OP.FRAME:
        this.#in.u64(); // the size of a block to read ahead
        return;
      case OP.GLOBAL: {
        const module = this.#in.line();
        this.#push(this.#resolver.find(module, this.#in.line()));
        return;
      }
      case OP.STACK_GLOBAL: {
        const [module, name] = this.#stack.popMany(2);
        if (typeof module !== 'string' || typeof name !== 'string') throw new Error('a global has no name');
        this.#push(this.#resolver.find(module, name));
        return;
      }
      case OP.BINPERSID:
        this.#push(this.#resolver.load(this.#stack.pop()));
        return;
      case OP.REDUCE: {
        const [callee, args] = this.#stack.popMany(2);
        if (!isGlobal(callee) || !Array.isArray(args))
          throw new UnsafePickleError('calls something that is not a function');
        this.#push(callee.call(args));
        return;
      }
      case OP.BUILD: {
        // A state_dict's attributes (`_metadata`) say nothing about its weights, so they are dropped.
        this.#stack.pop();
        if (!(this.#stack.top() instanceof Map)) throw new UnsafePickleError('sets the state of an object');
        return;
      }
      default:
        throw new UnsafePickleError(`uses the operation 0x${op.toString(16)} at ${this.#in.position - 1}`);
    }
  }

  #push(value: unknown): true {
    this.#stack.push(value);
    return true;
  }

  #append(items: readonly unknown[]): true {
    const list = this.#stack.top();
    if (!(list instanceof PickleList)) throw new Error('an item is appended to something that is not a list');
    for (const item of items) list.items.push(item);
    return true;
  }

  #setItems(items: readonly unknown[]): true {
    const dict = this.#stack.top();
    if (!(dict instanceof Map) || items.length % 2 !== 0)
      throw new Error('an item is set in something that is not a dict');
    for (let i = 0; i < items.length; i += 2) dict.set(items[i], items[i + 1]);
    return true;
  }

  #remember(index: number): true {
    this.#memo.set(index, this.#stack.top());
    return true;
  }

  #recall(index: number): true {
    if (!this.#memo.has(index)) throw new Error(`memo ${index} is read before it is written`);
    return this.#push(this.#memo.get(index));
  }
}

function isGlobal(value: unknown): value is PickleGlobal {
  return typeof value === 'object' && value !== null && 'call' in value;
}

/** A little-endian two's complement integer. Only sizes occur, which fit into 8 bytes and a double. */
function integer(bytes: Uint8Array): number {
  if (bytes.length > 8) throw new Error(`an integer has ${bytes.length} bytes`);
  let value = 0n;
  for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte);
  return Number(BigInt.asIntN(8 * bytes.length, value));
}
