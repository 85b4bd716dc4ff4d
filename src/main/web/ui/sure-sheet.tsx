import { useAction } from './action';
import { Button } from './button';
import { message } from './message';
import { Alert } from './notice';
import { Sheet } from './sheet';

interface SureProps {
  title: string;
  hint: string;
  /** What the button that does it says, before and while it is done. */
  go: string;
  going: string;
  /** What the one that does not says. */
  keep: string;
  work: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that cannot simply be undone. */
export function SureSheet({ title, hint, go, going, keep, work, onClose }: SureProps) {
  const { busy, refusal, run } = useAction();
  const start = () =>
    run(async () => {
      await work();
      onClose();
    });
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="muted">{hint}</p>
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="sheet-actions">
        <Button onClick={onClose}>{keep}</Button>
        <Button look="danger" busy={busy && going} onClick={() => void start()}>
          {go}
        </Button>
      </div>
    </Sheet>
  );
}
