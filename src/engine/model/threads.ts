import { availableParallelism } from 'node:os';
import { cpuInfo } from './cpu';

/** Number of physical cores that this process may use; a second thread per core slows the matrix kernels down. */
export function physicalCores(): number {
  const available = availableParallelism();
  if (process.arch === 'arm64') return available;
  if (process.platform !== 'linux') return Math.max(1, Math.floor(available / 2));
  return Math.max(1, Math.min(available, linuxCores(cpuInfo()) || available));
}

/** Number of distinct cores in the text of /proc/cpuinfo; 0 if it does not list them. */
export function linuxCores(cpuinfo: string): number {
  const cores = new Set<string>();
  for (const block of cpuinfo.split(/\n\s*\n/)) {
    const package_ = /^physical id\s*:\s*(\d+)/m.exec(block)?.[1];
    const core = /^core id\s*:\s*(\d+)/m.exec(block)?.[1];
    if (package_ !== undefined && core !== undefined) cores.add(`${package_}:${core}`);
  }
  return cores.size;
}
