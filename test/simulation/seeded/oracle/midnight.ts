const midnights = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** The first instant (epoch ms) of a civil date, moved by days, in a zone. Written without the calendar of the product. */
export function midnight(date: string, zone: string, days = 0): number {
  const key = `${date} ${zone} ${days}`;
  const known = midnights.get(key) ?? computed(date, zone, days);
  midnights.set(key, known);
  return known;
}

function computed(date: string, zone: string, days: number): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + days * 86_400_000;
  // twice, for the offset of the guess may be that of the other side of a change of clocks
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

function offsetAt(at: number, zone: string): number {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  formats.set(zone, format);
  const [, day = '', month = '', year = '', time = ''] = /(\d+)\/(\d+)\/(\d+), (.*)/.exec(format.format(at)) ?? [];
  return Date.parse(`${year}-${month}-${day}T${time}Z`) - at;
}
