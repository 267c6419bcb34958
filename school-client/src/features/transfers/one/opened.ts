import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type { getTransfer } from '@hocba/shared/contract/transfers/endpoints';

/** One transfer with its events and papers. */
export type Opened = ResponseOf<typeof getTransfer>;
