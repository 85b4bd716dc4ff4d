// What several pages use reaches the browser as one file. The bundler groups modules by who uses them, so each page fetched
// later imports this list: then all of it has the same users.
import 'preact';
import 'preact/hooks';
import 'preact/jsx-runtime';
import '../account/sign-in-form';
import '../account/signed-in';
import '../api/auth';
import '../api/businesses';
import '../api/reservations';
import '../home/shop-card';
import '../i18n';
import '../i18n/format';
import '../shop/service-choice';
import '../shop/use-booking';
import '../ui/action';
import '../ui/choice';
import '../ui/field';
import '../ui/icon';
import '../ui/load';
import '../ui/notice';
import '../ui/sheet';
import '../ui/skeleton';
import '../ui/toast';
import './router';
import './session';
import './theme';
import './title';
