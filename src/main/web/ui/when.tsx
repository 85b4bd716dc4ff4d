import { span } from '../i18n/format';

/** From when to when, on one line or two, but never broken within a date or a time. */
export function When({ start, end, zone }: { start: string; end: string; zone: string }) {
  const [first, second] = span(start, end, zone);
  return (
    <>
      <span class="unbroken">{first}</span> <span class="unbroken">{second}</span>
    </>
  );
}
