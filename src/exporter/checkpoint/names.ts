/**
 * The name under which a tensor is known here: without the `module.` of torch's DataParallel, and with weight norm's gain and
 * direction called as before torch's parametrizations.
 */
export function normalizeName(name: string): string {
  return name
    .split('.')
    .filter((part) => part !== 'module')
    .join('.')
    .replace(/\.parametrizations\.weight\.original0$/, '.weight_g')
    .replace(/\.parametrizations\.weight\.original1$/, '.weight_v');
}
