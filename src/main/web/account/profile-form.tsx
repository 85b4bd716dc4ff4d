import { useState } from 'preact/hooks';
import { changeProfile } from '../api/account';
import type { User } from '../api/types';
import { askWho } from '../app/session';
import { t } from '../i18n';
import { submitted } from '../signin/fields';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { toast } from '../ui/toast';
import { a } from './i18n';

const languages = [
  { value: 'ko', text: '한국어' },
  { value: 'en', text: 'English' },
];

export function ProfileForm({ user, onChanged }: { user: User; onChanged: () => void }) {
  const [name, setName] = useState(user.name);
  const [language, setLanguage] = useState(user.language ?? 'ko');
  const [zone, setZone] = useState(user.zone ?? 'Asia/Seoul');
  const [picture, setPicture] = useState(user.picture ?? '');
  const { busy, refusal, run } = useAction();
  const save = () =>
    run(async () => {
      await changeProfile({ name, language, zone, picture: picture.trim() || null });
      toast(t('app.saved'));
      onChanged();
      await askWho();
    });
  return (
    <section class="panel">
      <h2>{a('profile.title')}</h2>
      <form class="form" noValidate onSubmit={(event) => submitted(event, save)}>
        <TextField
          label={a('profile.name')}
          value={name}
          onText={setName}
          error={fieldMessage(refusal, 'name')}
          autocomplete="name"
          required
        />
        <div class="pair">
          <SelectField
            label={a('profile.language')}
            value={language}
            onText={setLanguage}
            error={fieldMessage(refusal, 'language')}
            options={languages}
          />
          <SelectField
            label={a('profile.zone')}
            value={zone}
            onText={setZone}
            error={fieldMessage(refusal, 'zone')}
            options={zones(zone)}
          />
        </div>
        <TextField
          label={a('profile.picture')}
          hint={a('profile.pictureHint')}
          type="url"
          inputMode="url"
          autocomplete="photo"
          value={picture}
          onText={setPicture}
          error={fieldMessage(refusal, 'picture')}
        />
        {refusal && <Alert>{message(refusal)}</Alert>}
        <Button look="primary" type="submit" busy={busy && t('app.saving')}>
          {t('app.save')}
        </Button>
      </form>
    </section>
  );
}

/** The browser's own list; what the account has is there in any case. */
const zones = (own: string) =>
  [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].sort().map((value) => ({ value, text: value.replaceAll('_', ' ') }));
