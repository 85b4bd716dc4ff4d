import { useState } from 'preact/hooks';
import { channels, choose, preferences, subjects, type Preferences } from '../api/notifications';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { TextField } from '../ui/field';
import { useLoad } from '../ui/load';
import { fieldMessage, message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { n } from './i18n';
import { PushPanel } from './push-panel';

export function Settings() {
  const { data, refusal, reload } = useLoad('preferences', preferences);
  if (refusal) return <Failure refusal={refusal} retry={reload} />;
  return (
    <>
      {data ? <Form saved={data} /> : <Skeletons count={3} shape="row" />}
      <PushPanel />
    </>
  );
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

function Form({ saved }: { saved: Preferences }) {
  const [chosen, setChosen] = useState(saved);
  const { busy, refusal, run } = useAction();
  const quiet = chosen.quietHours;
  const setQuiet = (change: { from?: string; to?: string }) =>
    setChosen({ ...chosen, quietHours: { from: '22:00', to: '08:00', ...quiet, zone: here, ...change } });
  const save = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      setChosen(await choose(chosen));
      toast(n('settings.saved'));
    });
  };
  return (
    <form class="panel form" onSubmit={save}>
      <h2>{n('settings.what')}</h2>
      <Matrix chosen={chosen} onChange={setChosen} />
      <p class="field-hint">{n('settings.always')}</p>
      <fieldset class="quiet-hours">
        <legend>{n('settings.quiet')}</legend>
        <p class="field-hint">{n('settings.quietHint')}</p>
        <Check
          label={n('settings.quietOn')}
          checked={!!quiet}
          onCheck={(on) => (on ? setQuiet({}) : setChosen({ ...chosen, quietHours: null }))}
        />
        {quiet && (
          <div class="pair">
            <TextField type="time" label={n('settings.from')} value={quiet.from} onText={(from) => setQuiet({ from })} required />
            <TextField
              type="time"
              label={n('settings.to')}
              value={quiet.to}
              onText={(to) => setQuiet({ to })}
              error={fieldMessage(refusal, 'quietHours.to')}
              required
            />
          </div>
        )}
      </fieldset>
      <Choice
        legend={n('settings.digest')}
        look="chips"
        value={chosen.digest}
        onChoose={(digest) => setChosen({ ...chosen, digest: digest as Preferences['digest'] })}
        options={[
          { value: 'OFF', content: n('settings.digestOff') },
          { value: 'DAILY', content: n('settings.digestDaily') },
        ]}
      />
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" type="submit" busy={busy && t('app.saving')}>
        {t('app.save')}
      </Button>
    </form>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onCheck: (on: boolean) => void;
}

const Check = ({ label, checked, onCheck }: CheckProps) => (
  <label class="check">
    <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.currentTarget.checked)} />
    {label}
  </label>
);

function Matrix({ chosen, onChange }: { chosen: Preferences; onChange: (chosen: Preferences) => void }) {
  return (
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{n('settings.type')}</span>
          </th>
          {channels.map((channel) => (
            <th key={channel} scope="col">
              {n(`settings.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {subjects.map((type) => (
          <tr key={type}>
            <th scope="row">{n(`settings.${type}`)}</th>
            {channels.map((channel) => (
              <td key={channel}>
                <label class="cell">
                  <input
                    type="checkbox"
                    aria-label={n('settings.cell', { type: n(`settings.${type}`), channel: n(`settings.${channel}`) })}
                    checked={chosen.types[type][channel]}
                    onChange={({ currentTarget }) =>
                      onChange({
                        ...chosen,
                        types: { ...chosen.types, [type]: { ...chosen.types[type], [channel]: currentTarget.checked } },
                      })
                    }
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
