/**
 * What counts as one address: an IPv4 address, or the first 64 bits of an IPv6 one, because every household holds
 * 2^64 of the latter.
 */
export const networkOf = (ip: string): string => {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [left = '', right] = ip.split('::');
  const groups = left === '' ? [] : left.split(':');
  const missing = right === undefined ? 0 : 8 - groups.length - right.split(':').length;
  const zeros = Array.from({ length: Math.max(0, missing) }, () => '0');
  return [...groups, ...zeros, ...(right ?? '').split(':')].slice(0, 4).join(':');
};
