export interface Frame {
  command: string;
  headers: Record<string, string>;
  body: string;
}

/** STOMP 1.2 (https://stomp.github.io/stomp-specification-1.2.html): what of it this site speaks, over text messages. */
export function encode(command: string, headers: Record<string, string>, body = ''): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${command === 'CONNECT' ? value : escaped(value)}\n`);
  return `${command}\n${lines.join('')}\n${body}\0`;
}

/** Undefined for a heart-beat. */
export function decode(text: string): Frame | undefined {
  const end = text.indexOf('\n\n');
  if (end < 0) return undefined;
  const [command = '', ...lines] = text.slice(0, end).split('\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[line.slice(0, colon)] ??= unescaped(line.slice(colon + 1));
  }
  return { command, headers, body: text.slice(end + 2, text.lastIndexOf('\0')) };
}

const letters: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', ':': '\\c' };

const escaped = (value: string) => value.replace(/[\\\n\r:]/g, (it) => letters[it]!);

const unescaped = (value: string) =>
  value.replace(/\\[\\nrc]/g, (it) => Object.keys(letters).find((letter) => letters[letter] === it)!);
