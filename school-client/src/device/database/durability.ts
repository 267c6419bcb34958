/**
 * Makes every readwrite transaction on databases of ours wait for the disk. Browsers otherwise say "complete" when the
 * operating system holds the data, and a power cut then takes what the screen called saved.
 */
export const requireStrictDurability = (namePrefix: string): void => {
  if (typeof IDBDatabase === 'undefined') return;
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function strict(this: IDBDatabase, stores, mode, options) {
    return mode === 'readwrite' && this.name.startsWith(namePrefix)
      ? transaction.call(this, stores, mode, { ...options, durability: 'strict' })
      : transaction.call(this, stores, mode, options);
  };
};
