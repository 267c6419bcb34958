/** A pull stopped because this device has no room for more; what people enter needs what is left. */
export class DeviceFull extends Error {
  constructor(options?: ErrorOptions) {
    super('no room for what the registry wrote', options);
    this.name = 'DeviceFull';
  }
}

/** Bytes that fetching leaves free: a term of entries is a hundredth of it. */
const KEPT_FREE = 20_000_000;

/** Whether there is room to fetch more. A browser that does not tell is believed to have it. */
export const hasRoom = async (): Promise<boolean> => {
  const { quota, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota === undefined || quota - usage > KEPT_FREE;
};

/** Whether a failure is one of a full disk: the browser's own, or what PouchDB made of it. */
const isQuota = (error: unknown): boolean => {
  const { name, message, reason } = (error ?? {}) as Record<string, unknown>;
  return [name, message, reason].some((text) => typeof text === 'string' && /quota/i.test(text));
};

/** The failure of a step that wrote to the disk: DeviceFull when there was no room, else what it was. */
export const writingFault = async (error: unknown): Promise<unknown> =>
  isQuota(error) || !(await hasRoom()) ? new DeviceFull({ cause: error }) : error;
