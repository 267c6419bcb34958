import { benchLookUps } from './bench/look-up/look-ups.ts';
import { tableOf } from './bench/measure.ts';

console.log(tableOf(await benchLookUps({ rounds: 5, size: 250 })));
