import { useState } from 'preact/hooks';
import * as api from '../api/admin';
import type { PersonDetail } from '../api/admin';
import { askWho, useSession } from '../app/session';
import { navigate } from '../app/router';
import { Button } from '../ui/button';
import { SureSheet } from '../ui/sure-sheet';
import { toast } from '../ui/toast';
import { d } from './i18n';

type Act = 'ban' | 'unban' | 'promote' | 'demote' | 'signOut' | 'reset' | 'act';

/** What can be done to somebody; each is asked for once more, in words that say what follows. */
export function PersonActs({ detail: { person, hasPassword }, onChanged }: { detail: PersonDetail; onChanged: () => void }) {
  const [asked, setAsked] = useState<Act>();
  const { user } = useSession();
  const { id, name, roles, status, email } = person;
  if (id === user!.id) return <p class="muted">{d('act.yourself')}</p>;
  if (status === 'DELETED') return null;
  const isOperator = roles.includes('ADMIN');
  const acts: Act[] =
    status === 'BANNED'
      ? ['unban']
      : [
          'signOut',
          ...(email && hasPassword ? (['reset'] as const) : []),
          isOperator ? 'demote' : 'promote',
          ...(isOperator ? [] : (['act'] as const)),
          'ban',
        ];
  const work: Record<Act, () => Promise<unknown>> = {
    ban: () => api.ban(id),
    unban: () => api.unban(id),
    promote: () => api.changeRoles(id, ['ADMIN', 'USER']),
    demote: () => api.changeRoles(id, ['USER']),
    signOut: () => api.endSessions(id),
    reset: () => api.requirePasswordReset(id),
    act: () => api.actAs(id),
  };
  return (
    <>
      <div class="actions">
        {acts.map((act) => (
          <Button key={act} look={act === 'ban' ? 'danger' : 'quiet'} onClick={() => setAsked(act)}>
            {d(`act.${act}`)}
          </Button>
        ))}
      </div>
      {asked && (
        <SureSheet
          title={d(`act.${asked}Title`, { name })}
          hint={d(`act.${asked}Hint`)}
          go={d(`act.${asked}`)}
          going={d('admin.working')}
          keep={d('admin.keep')}
          onClose={() => setAsked(undefined)}
          work={async () => {
            await work[asked]();
            if (asked === 'act') {
              await askWho();
              return navigate('/');
            }
            toast(d('admin.done'));
            onChanged();
          }}
        />
      )}
    </>
  );
}
