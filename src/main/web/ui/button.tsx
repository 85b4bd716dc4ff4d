import type { ComponentChildren, JSX } from 'preact';

type ButtonProps = Omit<JSX.IntrinsicElements['button'], 'type' | 'class' | 'ref'> & {
  look?: 'primary' | 'quiet' | 'danger' | 'plain';
  type?: 'button' | 'submit';
  size?: 'small' | 'wide';
  /** What the button says while its work runs; until then it takes no further press. */
  busy?: string | false | undefined;
  children: ComponentChildren;
};

export function Button({ look = 'quiet', type = 'button', size, busy, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      class={`button ${look} ${size ?? ''}`}
      aria-disabled={busy ? true : undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy || children}
    </button>
  );
}
