import { expect, it } from 'vitest';
import { checkNewPin } from './pin.ts';

it.each(['000000', '123456', '654321', '890123', '121212', '147147', '170513', '130517', '201388', '881705'])(
  'the PIN %s is refused for a child born on 2013-05-17',
  (pin) =>
    expect(() => checkNewPin(pin, '2013-05-17')).toThrow(expect.objectContaining({ code: 'PIN_TOO_EASY' })),
);

it.each(['739204', '201288', '170612'])('the PIN %s is taken', (pin) =>
  expect(() => checkNewPin(pin, '2013-05-17')).not.toThrow(),
);

it('a child of whom only the year of birth is known keeps that year out of a PIN', () => {
  expect(() => checkNewPin('220139', '2013')).toThrow();
  expect(() => checkNewPin('220149', '2013')).not.toThrow();
});
