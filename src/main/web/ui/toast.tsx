import { store, useStore } from '../app/store';

const message = store('');
let timer = 0;

/** Says how something ended, to eyes and screen readers alike, for a few seconds. */
export function toast(text: string): void {
  clearTimeout(timer);
  message.set(text);
  timer = window.setTimeout(() => message.set(''), 5000);
}

/** Always in the page, so that what appears in it is announced. */
export function Toasts() {
  const text = useStore(message);
  return (
    <div class="toasts" role="status">
      {text && <p class="toast">{text}</p>}
    </div>
  );
}
