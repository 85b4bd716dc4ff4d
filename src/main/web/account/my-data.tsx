import { useState } from 'preact/hooks';
import { deleteAccount, exported } from '../api/account';
import { navigate } from '../app/router';
import { sessionEnded } from '../app/session';
import { PasswordField, submitted } from '../signin/fields';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { message } from '../ui/message';
import { Alert } from '../ui/notice';
import { Sheet } from '../ui/sheet';
import { toast } from '../ui/toast';
import { download } from './download';
import { a } from './i18n';

export function MyData() {
  return (
    <>
      <Export />
      <Delete />
    </>
  );
}

function Export() {
  const { busy, refusal, run } = useAction();
  const fetch = () => run(async () => download('jari.json', JSON.stringify(await exported(), null, 2)));
  if (refusal?.status === 404) return null;
  return (
    <section class="panel">
      <h2>{a('export.title')}</h2>
      <p class="muted">{a('export.hint')}</p>
      {refusal && <Alert>{message(refusal)}</Alert>}
      <div class="actions">
        <Button busy={busy && a('export.going')} onClick={() => void fetch()}>
          {a('export.go')}
        </Button>
      </div>
    </section>
  );
}

function Delete() {
  const [asking, setAsking] = useState(false);
  return (
    <section class="panel">
      <h2>{a('delete.title')}</h2>
      <p class="muted">{a('delete.hint')}</p>
      <div class="actions">
        <Button look="danger" onClick={() => setAsking(true)}>
          {a('delete.open')}
        </Button>
      </div>
      {asking && <DeleteSheet onClose={() => setAsking(false)} />}
    </section>
  );
}

function DeleteSheet({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('');
  const { busy, refusal, run } = useAction();
  const go = () =>
    run(async () => {
      await deleteAccount(password);
      navigate('/');
      sessionEnded();
      toast(a('delete.done'));
    });
  return (
    <Sheet title={a('delete.sheet')} onClose={onClose}>
      <ul class="consequences">
        <li>{a('delete.bookings')}</li>
        <li>{a('delete.sessions')}</li>
        <li>{a('delete.data')}</li>
        <li>{a('delete.past')}</li>
      </ul>
      <form class="form" noValidate onSubmit={(event) => submitted(event, go)}>
        <PasswordField
          label={a('delete.password')}
          hint={a('delete.passwordHint')}
          known
          value={password}
          onText={setPassword}
          error={undefined}
        />
        {refusal && <Alert>{refusal.code === 'owns_businesses' ? a('delete.owns') : message(refusal)}</Alert>}
        {refusal?.code === 'owns_businesses' && <a href="/owner">{a('delete.toShops')}</a>}
        <div class="sheet-actions">
          <Button onClick={onClose}>{a('account.keep')}</Button>
          <Button look="danger" type="submit" busy={busy && a('delete.going')}>
            {a('delete.go')}
          </Button>
        </div>
      </form>
    </Sheet>
  );
}
