/** Objects and functions through which code asks the machine for time, chance, place or the network. */
const GLOBALS = ['Date', 'Intl', 'performance', 'crypto', 'fetch', 'setTimeout', 'setInterval', 'console'];
const METHODS: readonly (readonly [owner: object, name: string])[] = [
  [Math, 'random'],
  ...['localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase'].map(
    (name) => [String.prototype, name] as const,
  ),
  [Number.prototype, 'toLocaleString'],
  [Array.prototype, 'toLocaleString'],
];

const trap = (name: string): unknown => {
  const spring = (): never => {
    throw new Error(`asked the machine for ${name}`);
  };
  return new Proxy(Object, { get: spring, apply: spring, construct: spring });
};

/** Runs a function that ends at once in a world where each of those throws, and puts the world right again. */
export const withoutMachine = <Result>(run: () => Result): Result => {
  const places = [...GLOBALS.map((name) => [globalThis, name] as const), ...METHODS];
  const kept = places.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
  try {
    for (const [owner, name] of places) {
      Object.defineProperty(owner, name, { value: trap(name), configurable: true, writable: true });
    }
    return run();
  } finally {
    for (const [i, [owner, name]] of places.entries()) {
      const descriptor = kept[i];
      if (descriptor !== undefined) Object.defineProperty(owner, name, descriptor);
    }
  }
};
