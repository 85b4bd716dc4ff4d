import { useLayoutEffect, useRef } from 'preact/hooks';
import { nodesOf } from '../app/trusted';

/** What somebody wrote, as the server has made it harmless. */
export function ServerHtml({ html }: { html: string }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current!.replaceChildren(...nodesOf(html)), [html]);
  return <div class="written" ref={box} />;
}
