import { useState } from 'preact/hooks';
import { reinstate, shop, suspend, type ShopDetail } from '../api/admin';
import { t } from '../i18n';
import { day, dayAndTime } from '../i18n/format';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { AreaField } from '../ui/field';
import { useLoad } from '../ui/load';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { Skeletons } from '../ui/skeleton';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { d } from './i18n';
import { count, Facts, here, Trouble } from './parts';
import { states } from './shops';

export function ShopPage({ id }: { id: string }) {
  const { data, refusal, reload } = useLoad(id, (signal) => shop(id, signal));
  const [asked, setAsked] = useState<'suspend' | 'reinstate'>();
  if (refusal) return <Trouble refusal={refusal} retry={reload} />;
  if (!data) return <Skeletons count={3} shape="row" />;
  const isSuspended = data.shop.state === 'SUSPENDED';
  const done = () => {
    toast(d('admin.done'));
    reload();
  };
  return (
    <>
      <div class="title-row">
        <h2>{data.shop.name}</h2>
        <span class={`badge ${states[data.shop.state]}`}>{d(`shop.${data.shop.state}`)}</span>
      </div>
      <Details detail={data} />
      <div class="actions">
        <a class="button" href={`/shops/${data.shop.slug}`}>
          {d('shop.view')}
        </a>
        {isSuspended ? (
          <Button look="primary" onClick={() => setAsked('reinstate')}>
            {d('shop.reinstate')}
          </Button>
        ) : (
          <Button look="danger" onClick={() => setAsked('suspend')}>
            {d('shop.suspend')}
          </Button>
        )}
      </div>
      {asked === 'suspend' && <SuspendSheet shop={data} onClose={() => setAsked(undefined)} onDone={done} />}
      {asked === 'reinstate' && (
        <SureSheet
          title={d('shop.reinstateTitle', { name: data.shop.name })}
          hint={d('shop.reinstateHint')}
          go={d('shop.reinstate')}
          going={d('admin.working')}
          keep={d('admin.keep')}
          onClose={() => setAsked(undefined)}
          work={async () => {
            await reinstate(id);
            done();
          }}
        />
      )}
    </>
  );
}

function Details({ detail }: { detail: ShopDetail }) {
  const { shop, zone, address, suspendedAt, suspension, ownerEmail, ownerStatus, figures } = detail;
  return (
    <div class="desk">
      <Facts
        title={d('shop.about')}
        facts={[
          { name: d('person.id'), value: <code>{shop.id}</code> },
          { name: d('shop.kind'), value: t(`category.${shop.category}`) },
          { name: d('shop.address'), value: address ?? d('admin.none') },
          { name: d('shop.zone'), value: zone },
          { name: d('person.since'), value: day(shop.createdAt, here) },
          ...(suspendedAt
            ? [
                { name: d('shop.suspendedAt'), value: dayAndTime(suspendedAt, here) },
                { name: d('shop.reason'), value: suspension ?? '' },
              ]
            : []),
        ]}
      />
      <Facts
        title={d('shop.owner')}
        facts={[
          { name: d('shop.name'), value: <a href={`/admin/users/${shop.ownerId}`}>{shop.ownerName}</a> },
          { name: d('person.email'), value: ownerEmail ?? d('people.noEmail') },
          { name: d('people.status'), value: d(`status.${ownerStatus}`), look: ownerStatus === 'ACTIVE' ? undefined : 'bad' },
        ]}
      />
      <Facts
        title={d('shop.figures')}
        facts={[
          { name: d('shop.upcoming'), value: count(figures.upcoming) },
          { name: d('shop.reservations'), value: count(figures.reservations) },
          { name: d('shop.cancelled'), value: count(figures.cancelled) },
          { name: d('person.noShows'), value: count(figures.noShows) },
          { name: d('shop.services'), value: count(figures.services) },
          { name: d('shop.resources'), value: count(figures.resources) },
        ]}
      />
    </div>
  );
}

function SuspendSheet({ shop: { shop }, onClose, onDone }: { shop: ShopDetail; onClose: () => void; onDone: () => void }) {
  const [reason, setReason] = useState('');
  const { busy, refusal, run } = useAction();
  const go = () =>
    run(async () => {
      await suspend(shop.id, reason);
      onDone();
      onClose();
    });
  const error = fieldMessage(refusal, 'reason');
  return (
    <Sheet title={d('shop.suspendTitle', { name: shop.name })} onClose={onClose}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <p class="muted">{d('shop.suspendHint')}</p>
        <AreaField label={d('shop.reason')} hint={d('shop.reasonHint')} error={error} value={reason} onText={setReason} rows={3} maxLength={500} />
        {refusal && !error && <Alert>{message(refusal)}</Alert>}
        <div class="sheet-actions">
          <Button onClick={onClose}>{d('admin.keep')}</Button>
          <Button type="submit" look="danger" busy={busy && d('admin.working')}>
            {d('shop.suspend')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
