import { readFileSync } from 'node:fs';

/** Instruction sets that INT8 speed depends on (Linux's names), fastest last. */
const RELEVANT = ['neon', 'asimd', 'asimddp', 'i8mm', 'avx2', 'avx512f', 'avx_vnni', 'avx512_vnni', 'amx_int8'];

/** Those that this processor has; empty if the system does not list them. */
export function instructionSets(): string[] {
  const flags = /^(?:flags|Features)\s*:(.*)$/m.exec(cpuInfo())?.[1]?.trim().split(/\s+/) ?? [];
  return RELEVANT.filter((name) => flags.includes(name));
}

/** The text of /proc/cpuinfo; empty if it does not exist or is hidden by a container. */
export function cpuInfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}
