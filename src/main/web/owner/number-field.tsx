import { TextField } from '../ui/field';

interface NumberProps {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: number;
  onNumber: (value: number) => void;
  min?: number;
  max?: number;
  step?: number;
}

export function NumberField({ value, onNumber, ...rest }: NumberProps) {
  return (
    <TextField
      type="number"
      inputMode="numeric"
      value={Number.isNaN(value) ? '' : String(value)}
      onText={(text) => onNumber(text === '' ? NaN : Number(text))}
      required
      {...rest}
    />
  );
}
