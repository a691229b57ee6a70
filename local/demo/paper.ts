import { styleText } from 'node:util';

/** What the person at the terminal reads. With `--json` it goes to stderr, and stdout is left to the machine. */
export interface Paper {
  readonly chapter: (number: number, title: string, about: string) => void;
  /** One happening, at an instant of the local cloud's time. */
  readonly line: (at: number, says: string) => void;
  /** Something that is neither: a table, an address. */
  readonly plain: (text: string) => void;
  /** How a chapter ended. */
  readonly verdict: (ok: boolean, says: string) => void;
}

const ZONE = { city: 'Berlin', timeZone: 'Europe/Berlin' } as const;
const time = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE.timeZone, hour: '2-digit', minute: '2-digit' });

export function paperOn(stream: NodeJS.WriteStream): Paper {
  const write = (text: string) => void stream.write(`${text}\n`);
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    styleText(format, text, { stream, validateStream: true });
  return {
    chapter: (number, title, about) => write(`\n${style('bold', `${number}. ${title}`)}\n${style('dim', about)}\n`),
    line: (at, says) => write(`${style('dim', `${time.format(at)} ${ZONE.city}`)}  ${says}`),
    plain: write,
    verdict: (ok, says) => write(`\n${ok ? style('green', '✓') : style('red', '✗')} ${says}`),
  };
}
