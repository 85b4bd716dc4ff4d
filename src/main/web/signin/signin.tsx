import '../app/shared';
import { usePlace } from '../app/router';
import { ConfirmLink } from './confirm-link';
import { ForgotPassword } from './forgot-password';
import { RegisterPage, SignInPage } from './pages';
import { ResetPassword } from './reset-password';

/** Everything around getting in, and where links in mails lead. */
export function SignIn() {
  const { path } = usePlace();
  return <div class="page form-page">{pageOf(path)}</div>;
}

function pageOf(path: string) {
  switch (path) {
    case '/register':
      return <RegisterPage />;
    case '/forgot-password':
      return <ForgotPassword />;
    case '/reset-password':
      return <ResetPassword />;
    case '/verify-email':
      return <ConfirmLink purpose="verify" />;
    case '/change-email':
      return <ConfirmLink purpose="change" />;
    default:
      return <SignInPage />;
  }
}
