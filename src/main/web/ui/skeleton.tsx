import { t } from '../i18n';

/** Grey shapes of the final size while `shape` loads; screen readers hear only that it loads. */
export function Skeletons({ count, shape }: { count: number; shape: string }) {
  return (
    <div class={`skeletons ${shape}-skeletons`}>
      <span class="unseen">{t('app.loading')}</span>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} class={`skeleton ${shape}-skeleton`} aria-hidden="true" />
      ))}
    </div>
  );
}
