import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface Common {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
}

type TextProps = Common & Omit<JSX.IntrinsicElements['input'], 'label' | 'onInput' | 'value' | 'ref'> & {
  value: string;
  onText: (text: string) => void;
};

export function TextField({ label, hint, error, value, onText, ...rest }: TextProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        class="input"
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described(id, hint, error)}
        {...rest}
      />
    </Frame>
  );
}

type AreaProps = Common & { value: string; onText: (text: string) => void; rows?: number; maxLength?: number };

export function AreaField({ label, hint, error, value, onText, ...rest }: AreaProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea
        id={id}
        class="input"
        value={value}
        onInput={(event) => onText(event.currentTarget.value)}
        aria-describedby={described(id, hint, error)}
        {...rest}
      />
    </Frame>
  );
}

type SelectProps = Common & {
  value: string;
  onText: (text: string) => void;
  options: { value: string; text: string }[];
};

export function SelectField({ label, hint, error, value, onText, options }: SelectProps) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        class="input"
        value={value}
        onChange={(event) => onText(event.currentTarget.value)}
        aria-describedby={described(id, hint, error)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Frame>
  );
}

function Frame({ id, label, hint, error, children }: Common & { id: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

function described(id: string, hint?: string, error?: string): string | undefined {
  return [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
}
