import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface ChoiceProps {
  legend: string;
  /** `chips` stand in a row, `cards` below each other. */
  look: 'chips' | 'cards';
  value: string;
  onChoose: (value: string) => void;
  options: { value: string; content: ComponentChildren }[];
}

/** One of several: radio buttons, so that arrow keys and screen readers work as everywhere. */
export function Choice({ legend, look, value, onChoose, options }: ChoiceProps) {
  const name = useId();
  return (
    <fieldset class={`choice ${look}`}>
      <legend>{legend}</legend>
      <div class="choice-options">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChoose(option.value)}
            />
            <span class="choice-body">{option.content}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
