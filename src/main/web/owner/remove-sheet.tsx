import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { o } from './i18n';

interface RemoveProps {
  title: string;
  name: string;
  hint: string;
  remove: () => Promise<void>;
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveSheet({ title, name, hint, remove, onClose, onRemoved }: RemoveProps) {
  const { busy, refusal, run } = useAction();
  const go = () =>
    run(async () => {
      await remove();
      toast(o('common.withdrawn'));
      onRemoved();
      onClose();
    });
  return (
    <Sheet title={title} onClose={onClose}>
      <p class="sheet-lead">
        <b>{name}</b>
      </p>
      <p class="muted">{hint}</p>
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="sheet-actions">
        <Button onClick={onClose}>{o('common.keep')}</Button>
        <Button look="danger" busy={busy && o('common.withdrawing')} onClick={() => void go()}>
          {o('common.withdraw')}
        </Button>
      </div>
    </Sheet>
  );
}
