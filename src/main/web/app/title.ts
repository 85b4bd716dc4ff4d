import { useEffect } from 'preact/hooks';
import { t } from '../i18n';
import { useLanguage } from '../i18n/language';

/** Names the page in the tab and to screen readers, in the language that is shown. */
export function useTitle(title: string | undefined): void {
  const language = useLanguage();
  useEffect(() => {
    document.title = title ? `${title} · ${t('app.name')}` : `${t('app.name')} · ${t('app.tagline')}`;
  }, [title, language]);
}
