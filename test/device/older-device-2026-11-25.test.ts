import { testDeviceOf } from './older-device.ts';

testDeviceOf('2026-11-25');
