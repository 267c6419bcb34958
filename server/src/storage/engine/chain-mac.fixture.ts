import { chainMac } from './chain-mac.ts';

/** The chain key of every test database. */
export const TEST_CHAIN_KEY = Buffer.alloc(32, 7);

/** The key that test databases are opened with. */
export const TEST_MAC = chainMac(() => TEST_CHAIN_KEY);
