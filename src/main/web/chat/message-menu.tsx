import { useState } from 'preact/hooks';
import { remove, report, type Message } from '../api/chat';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { message as words } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { Sign } from '../ui/sign';
import { toast } from '../ui/toast';
import { ReportForm } from '../ui/report-form';
import { c } from './i18n';
import { excerpt } from './room-list';

interface MenuProps {
  message: Message;
  mine: boolean;
  onEdit: (message: Message) => void;
  onClose: () => void;
}

export function MessageMenu({ message, mine, onEdit, onClose }: MenuProps) {
  const [reporting, setReporting] = useState(false);
  const { busy, refusal, run } = useAction();
  const { roomId, id, body } = message;
  const does = (work: () => Promise<unknown>, said?: string) =>
    void run(async () => {
      await work();
      if (said) toast(said);
      onClose();
    });
  if (reporting) {
    return (
      <Sheet title={c('room.report')} onClose={onClose}>
        <ReportForm
          hint={c('room.reportHint')}
          words={{ reason: c('room.reason'), go: c('room.report'), going: c('room.reporting'), done: c('room.reported') }}
          send={(reason) => report(roomId, id, reason)}
          onDone={onClose}
        />
      </Sheet>
    );
  }
  return (
    <Sheet title={excerpt(message).slice(0, 60)} onClose={onClose}>
      {refusal && <Alert>{words(refusal)}</Alert>}
      <div class="choices">
        {body && (
          <Button onClick={() => does(() => navigator.clipboard.writeText(body), c('room.copied'))}>{c('room.copy')}</Button>
        )}
        {mine && body && (
          <Button
            onClick={() => {
              onEdit(message);
              onClose();
            }}
          >
            <Icon name="edit" />
            {c('room.edit')}
          </Button>
        )}
        {mine ? (
          <Button look="danger" busy={busy && c('room.deleting')} onClick={() => does(() => remove(roomId, id))}>
            <Icon name="trash" />
            {c('room.delete')}
          </Button>
        ) : (
          <Button onClick={() => setReporting(true)}>
            <Sign name="flag" />
            {c('room.report')}
          </Button>
        )}
      </div>
    </Sheet>
  );
}
