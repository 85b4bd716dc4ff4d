import * as auth from '../api/auth';
import { navigate } from '../app/router';
import { signOut, useSession } from '../app/session';
import { setTheme, themes, useTheme, type Theme } from '../app/theme';
import { setLanguage, t } from '../i18n';
import { language, type Language } from '../i18n/language';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { Choice } from '../ui/choice';
import { useLoad } from '../ui/load';
import { message } from '../ui/message';
import { Alert, Failure } from '../ui/notice';
import { Skeletons } from '../ui/skeleton';
import { toast } from '../ui/toast';
import { Email } from './email';
import { a } from './i18n';
import { ProfileForm } from './profile-form';

export function Profile() {
  const { data, refusal, reload } = useLoad('me', auth.me);
  return (
    <>
      <Who />
      {refusal && <Failure refusal={refusal} retry={reload} />}
      {!data && !refusal && <Skeletons count={2} shape="row" />}
      {data?.language && <ProfileForm user={data} onChanged={reload} />}
      {data && <Email user={data} />}
      <Display />
    </>
  );
}

function Who() {
  const { user } = useSession();
  const { busy, refusal, run } = useAction();
  const leave = () =>
    run(async () => {
      await signOut();
      toast(t('auth.signedOut'));
      navigate('/');
    });
  return (
    <section class="panel who">
      <span class="avatar large" aria-hidden="true">
        {[...(user?.name ?? '')][0]?.toUpperCase()}
      </span>
      <p class="who-name">
        <b>{user?.name}</b>
        <span>{user?.email}</span>
      </p>
      <Button busy={busy && t('nav.signOut')} onClick={() => void leave()}>
        {t('nav.signOut')}
      </Button>
      {refusal && <Alert>{message(refusal)}</Alert>}
    </section>
  );
}

function Display() {
  const theme = useTheme();
  return (
    <section class="panel">
      <h2>{a('account.settings')}</h2>
      <Choice
        legend={t('app.language')}
        look="chips"
        value={language()}
        onChoose={(value) => void setLanguage(value as Language)}
        options={languages}
      />
      <Choice
        legend={t('app.theme')}
        look="chips"
        value={theme}
        onChoose={(value) => setTheme(value as Theme)}
        options={themes.map((value) => ({ value, content: t(`app.theme.${value}`) }))}
      />
    </section>
  );
}

const languages = [
  { value: 'ko', content: <span lang="ko">한국어</span> },
  { value: 'en', content: <span lang="en">English</span> },
];
