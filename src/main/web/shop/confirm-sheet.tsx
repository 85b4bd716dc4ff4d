import { useEffect, useState } from 'preact/hooks';
import type { Business } from '../api/types';
import { lazy } from '../app/lazy';
import { useSession } from '../app/session';
import { t } from '../i18n';
import { dayAndTime } from '../i18n/format';
import { AreaField } from '../ui/field';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { Button } from '../ui/button';
import { Alternatives } from './alternatives';
import { BookingFacts } from './booking-facts';
import { Outcome } from './outcome';
import { sheet, type Selection } from './selection';
import { useBooking } from './use-booking';
import { useNote } from './use-note';

/** Within the sheet, so that nothing chosen or typed is lost on the way. */
const WhoAreYou = lazy(() => import('../signin/who-are-you').then((it) => it.WhoAreYou));

interface ConfirmProps {
  business: Business;
  selection: Selection;
  start: string;
  onChoose: (start: string) => void;
  onClose: () => void;
  /** What is shown as free no longer is what is free. */
  onStale: () => void;
}

export function ConfirmSheet({ business, selection, start, onChoose, onClose, onStale }: ConfirmProps) {
  const { service, party, resourceId } = selection;
  const { user } = useSession();
  const [note, setNote] = useNote(business.id);
  const [signingIn, setSigningIn] = useState(false);
  const [moved, setMoved] = useState(false);
  const { busy, refusal, forget, booked, send } = useBooking();

  useEffect(() => {
    if (booked || (refusal && !refusal.mayBeRepeated)) onStale();
    if (booked) {
      setNote('');
      sheet.settle();
    }
  }, [booked, refusal]);

  if (booked) {
    return (
      <Sheet title={booked.state === 'PENDING' ? t('book.pending') : t('book.done')} onClose={onClose}>
        <Outcome booked={booked} business={business} service={service} />
      </Sheet>
    );
  }

  const go = () => {
    setMoved(false);
    setSigningIn(false);
    const words = note.trim();
    return send({
      businessId: business.id,
      serviceId: service.id,
      start,
      party,
      ...(resourceId ? { resourceId } : {}),
      ...(words ? { note: words } : {}),
    });
  };
  const needsSignIn = signingIn || refusal?.status === 401;
  return (
    <Sheet title={t('book.title')} onClose={onClose}>
      <BookingFacts business={business} selection={selection} start={start} />
      {needsSignIn && !user ? (
        <WhoAreYou onDone={() => void go()} />
      ) : (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (user) void go();
            else setSigningIn(true);
          }}
        >
          <AreaField label={t('book.note')} hint={t('book.noteHint')} value={note} onText={setNote} rows={2} maxLength={500} />
          {refusal && refusal.status !== 401 && <Alert>{message(refusal)}</Alert>}
          {(refusal?.code === 'slot_taken' || refusal?.code === 'slot_busy') && (
            <Alternatives
              starts={refusal.alternatives}
              zone={business.zone}
              onChoose={(other) => {
                onChoose(other);
                setMoved(true);
                forget();
              }}
            />
          )}
          <p class="moved" role="status">
            {moved && t('book.chosen', { time: dayAndTime(start, business.zone) })}
          </p>
          <Button look="primary" size="wide" type="submit" busy={busy && t('book.going')}>
            {service.mode === 'APPROVAL' ? t('book.ask') : t('book.go')}
          </Button>
        </form>
      )}
    </Sheet>
  );
}
