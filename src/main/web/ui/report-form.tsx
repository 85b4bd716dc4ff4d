import { useState } from 'preact/hooks';
import { useAction } from './action';
import { Button } from './button';
import { AreaField } from './field';
import { fieldMessage, message } from './message';
import { Alert } from './notice';
import { toast } from './toast';

interface ReportProps {
  hint: string;
  words: { reason: string; go: string; going: string; done: string };
  send: (reason: string) => Promise<unknown>;
  onDone: () => void;
}

/** Why something should be looked at by the operators. */
export function ReportForm({ hint, words, send, onDone }: ReportProps) {
  const [reason, setReason] = useState('');
  const { busy, refusal, run } = useAction();
  const go = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      await send(reason);
      toast(words.done);
      onDone();
    });
  };
  const error = fieldMessage(refusal, 'reason');
  return (
    <form class="form" onSubmit={go}>
      <p class="muted">{hint}</p>
      <AreaField label={words.reason} value={reason} onText={setReason} rows={3} maxLength={500} error={error} />
      {refusal && !error && <Alert>{message(refusal)}</Alert>}
      <Button look="danger" size="wide" type="submit" busy={busy && words.going}>
        {words.go}
      </Button>
    </form>
  );
}
