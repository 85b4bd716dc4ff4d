import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';

/** Says so only after five seconds: a tunnel or a sleeping phone is no news. */
export function OfflineBanner() {
  const [offline, setOffline] = useState(false);
  useEffect(() => {
    let timer = 0;
    const lost = () => {
      timer = window.setTimeout(() => setOffline(true), 5000);
    };
    const back = () => {
      clearTimeout(timer);
      setOffline(false);
    };
    addEventListener('offline', lost);
    addEventListener('online', back);
    if (!navigator.onLine) lost();
    return () => {
      back();
      removeEventListener('offline', lost);
      removeEventListener('online', back);
    };
  }, []);
  return <div role="status">{offline && <p class="offline">{t('app.offline')}</p>}</div>;
}
