const browsers = [['Edg', 'Edge'], ['Whale', 'Whale'], ['SamsungBrowser', 'Samsung Internet'], ['Firefox', 'Firefox'], ['Chrome', 'Chrome'], ['Safari', 'Safari']] as const;
const systems = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'macOS'], ['Linux', 'Linux']] as const;

/** `Chrome · Android` from a browser's User-Agent; any other name as it is. */
export function deviceName(device: string | undefined): string {
  if (!device?.startsWith('Mozilla/')) return device ?? '';
  const name = (list: readonly (readonly [string, string])[]) => list.find(([mark]) => device.includes(mark))?.[1];
  return [name(browsers), name(systems)].filter(Boolean).join(' · ');
}
