import { act } from '../api/reservations';
import type { Reservation } from '../api/types';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { When } from '../ui/when';

interface CancelProps {
  reservation: Reservation;
  onClose: () => void;
  onChanged: () => void;
}

/** Asks first: a cancelled place is gone for its owner the moment it is free for others. */
export function CancelSheet({ reservation, onClose, onChanged }: CancelProps) {
  const { busy, refusal, run } = useAction();
  const cancel = () =>
    run(async () => {
      await act(reservation.id, 'cancellation').finally(onChanged);
      toast(t('mine.cancelled'));
      onClose();
    });
  const who = reservation.guest?.name ?? reservation.businessName;
  return (
    <Sheet title={t('mine.cancelTitle')} onClose={onClose}>
      <p class="sheet-lead">
        <b>{[who, reservation.serviceName].filter(Boolean).join(' · ')}</b>
        <span>
          <When {...reservation} />
        </span>
      </p>
      <p class="muted">{t('mine.cancelHint')}</p>
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="sheet-actions">
        <Button onClick={onClose}>{t('mine.cancelKeep')}</Button>
        <Button look="danger" busy={busy && t('mine.cancelling')} onClick={() => void cancel()}>
          {t('mine.cancel')}
        </Button>
      </div>
    </Sheet>
  );
}
