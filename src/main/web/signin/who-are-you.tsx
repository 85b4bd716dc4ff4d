import { useState } from 'preact/hooks';
import '../app/shared';
import { Enter } from './enter';
import { s } from './i18n';

/** For who has chosen a time and is not signed in. */
export function WhoAreYou({ onDone }: { onDone: () => void }) {
  const [fresh, setFresh] = useState(false);
  return (
    <div class="who-are-you">
      <p class="muted">{s('book.needsSignIn')}</p>
      <Enter
        key={String(fresh)}
        fresh={fresh}
        submit={fresh ? s('book.registerAndGo') : s('book.signInAndGo')}
        next={location.pathname + location.search}
        onDone={onDone}
      />
      <p class="aside">
        {fresh ? s('auth.toSignIn') : s('auth.toRegister')}{' '}
        <button type="button" class="link" onClick={() => setFresh(!fresh)}>
          {fresh ? s('auth.signIn') : s('auth.register')}
        </button>
      </p>
    </div>
  );
}
