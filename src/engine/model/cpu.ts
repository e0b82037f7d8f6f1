import { readFileSync } from 'node:fs';

/** Instruction sets that decide how fast INT8 is (Linux's names), fastest last. */
const RELEVANT = ['neon', 'asimd', 'asimddp', 'i8mm', 'avx2', 'avx512f', 'avx_vnni', 'avx512_vnni', 'amx_int8'];

/** Which of them this processor has; empty where the system does not tell. */
export function instructionSets(): string[] {
  const flags = /^(?:flags|Features)\s*:(.*)$/m.exec(cpuInfo())?.[1]?.trim().split(/\s+/) ?? [];
  return RELEVANT.filter((name) => flags.includes(name));
}

/** The text of /proc/cpuinfo; empty where there is none or a container hides it. */
export function cpuInfo(): string {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8');
  } catch {
    return '';
  }
}
