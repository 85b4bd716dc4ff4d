/** The start of a calendar day in a zone, as `2026-11-25T00:00+09:00`. */
export function midnight(date: string, zone: string): string {
  const utc = new Date(`${date}T00:00:00Z`);
  // Asked at midnight UTC and again at the resulting instant: that is right on the days when clocks change, too.
  const first = offset(utc, zone);
  const minutes = offset(new Date(utc.getTime() - first * 60_000), zone);
  const sign = minutes < 0 ? '-' : '+';
  const two = (n: number) => String(n).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${date}T00:00${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function offset(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d\d):(\d\d))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
