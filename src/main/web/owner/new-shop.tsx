import { useState } from 'preact/hooks';
import { createBusiness } from '../api/own-businesses';
import { categories, type Category } from '../api/types';
import { navigate } from '../app/router';
import { useTitle } from '../app/title';
import { t } from '../i18n';
import { useAction } from '../ui/action';
import { Button } from '../ui/button';
import { AreaField, SelectField, TextField } from '../ui/field';
import { Icon } from '../ui/icon';
import { fieldMessage, message } from '../ui/message';
import { Alert } from '../ui/notice';
import { toast } from '../ui/toast';
import { o } from './i18n';

export function NewShop() {
  useTitle(o('new.title'));
  const [name, setName] = useState('');
  const [category, setCategory] = useState<Category>('HAIR');
  const [address, setAddress] = useState('');
  const [about, setAbout] = useState('');
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone || 'Asia/Seoul');
  const [position, setPosition] = useState<{ latitude: number; longitude: number }>();
  const { busy, refusal, run } = useAction();
  const create = () =>
    run(async () => {
      const shop = await createBusiness({
        name: name.trim(),
        category,
        zone,
        ...(address.trim() ? { address: address.trim() } : {}),
        ...(about.trim() ? { description: about.trim() } : {}),
        ...position,
      });
      toast(o('new.created'));
      navigate(`/owner/${shop.id}/resources`);
    });
  return (
    <form
      class="form narrow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <h1>{o('new.title')}</h1>
      <p class="muted">{o('new.hint')}</p>
      <TextField label={o('new.name')} value={name} onText={setName} error={fieldMessage(refusal, 'name')} maxLength={100} required />
      <SelectField
        label={o('new.category')}
        value={category}
        onText={(value) => setCategory(value as Category)}
        options={categories.map((value) => ({ value, text: t(`category.${value}`) }))}
      />
      <TextField
        label={o('new.address')}
        hint={o('new.addressHint')}
        value={address}
        onText={setAddress}
        error={fieldMessage(refusal, 'address')}
        autocomplete="street-address"
      />
      <Here found={!!position} onFound={setPosition} />
      <AreaField label={o('new.about')} hint={o('new.aboutHint')} value={about} onText={setAbout} rows={3} maxLength={1000} />
      <SelectField
        label={o('new.zone')}
        value={zone}
        onText={setZone}
        error={fieldMessage(refusal, 'zone')}
        options={zones(zone).map((value) => ({ value, text: value.replaceAll('_', ' ') }))}
      />
      {refusal && <Alert>{message(refusal)}</Alert>}
      <Button look="primary" size="wide" type="submit" busy={busy && o('new.creating')}>
        {o('new.create')}
      </Button>
    </form>
  );
}

const zones = (own: string) => [...new Set([own, 'Asia/Seoul', ...Intl.supportedValuesOf('timeZone')])];

function Here({ found, onFound }: { found: boolean; onFound: (at: { latitude: number; longitude: number }) => void }) {
  const locate = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onFound({ latitude: coords.latitude, longitude: coords.longitude }),
      () => toast(o('new.hereFailed')),
      { timeout: 8000 },
    );
  return (
    <Button size="small" onClick={locate}>
      <Icon name={found ? 'check' : 'pin'} size={18} />
      {found ? o('new.hereDone') : o('new.here')}
    </Button>
  );
}
