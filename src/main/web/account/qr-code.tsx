import { qr } from './qr';

/** Always dark on light: not every app reads the opposite. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = qr(text);
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : ''))).join('');
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
