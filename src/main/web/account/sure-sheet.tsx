import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { a } from './i18n';

interface SureProps {
  title: string;
  hint: string;
  /** What the button that does it says, before and while it is done. */
  go: string;
  going: string;
  work: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that cannot simply be undone. */
export function SureSheet({ title, hint, go, going, work, onClose }: SureProps) {
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
        <Button onClick={onClose}>{a('account.keep')}</Button>
        <Button look="danger" busy={busy && going} onClick={() => void start()}>
          {go}
        </Button>
      </div>
    </Sheet>
  );
}
