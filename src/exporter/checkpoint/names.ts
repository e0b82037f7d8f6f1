/**
 * The normalized name of a tensor: without the `module.` of torch's DataParallel, and with the gain and direction of
 * weight norm under the names that they had before torch's parametrizations.
 */
export function normalizeName(name: string): string {
  return name
    .split('.')
    .filter((part) => part !== 'module')
    .join('.')
    .replace(/\.parametrizations\.weight\.original0$/, '.weight_g')
    .replace(/\.parametrizations\.weight\.original1$/, '.weight_v');
}
