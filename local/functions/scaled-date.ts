import type { ClockSetting } from '../clock.ts';
import type { Birth, ToProcess } from './protocol.ts';

/**
 * Loaded before a function's bundle: sets and multiplies `Date`, and only `Date`. Timers and the monotonic clock stay as they are.
 */
const RealDate = Date;
const birth: Birth = JSON.parse(process.argv[2] ?? '');
let setting: ClockSetting = birth.clock;

const scaledNow = () => Math.floor(setting.atMs + (RealDate.now() - setting.realMs) * setting.scale);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [scaledNow()] : args, newTarget),
  apply: () => new RealDate(scaledNow()).toString(),
  get: (target, name, receiver) => (name === 'now' ? scaledNow : Reflect.get(target, name, receiver)),
});

process.on('message', (message: ToProcess) => {
  if (message.kind === 'clock') setting = message.setting;
});
