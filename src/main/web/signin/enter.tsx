import { useState } from 'preact/hooks';
import type { SignedIn } from '../api/auth';
import type { Arrival, SecondFactor } from '../api/sign-in';
import { welcome } from '../app/session';
import { RegisterForm, SignInForm } from './forms';
import { OtherWays } from './other-ways';
import { SecondStep } from './second-step';

interface EnterProps {
  /** Somebody new registers, everybody else signs in. */
  fresh: boolean;
  submit: string;
  /** Where a provider's pages send the browser back to. */
  next: string;
  /** A second factor that is asked for already. */
  asked?: SecondFactor | undefined;
  onAsked?: (second: SecondFactor | undefined) => void;
  onDone: () => void;
}

/** All ways in: on a page of their own, or in the sheet of somebody who is about to book. */
export function Enter({ fresh, submit, next, asked, onAsked, onDone }: EnterProps) {
  const [second, setSecond] = useState(asked);
  const ask = (wanted: SecondFactor | undefined) => {
    setSecond(wanted);
    onAsked?.(wanted);
  };
  const enter = (answer: SignedIn) => {
    welcome(answer);
    onDone();
  };
  const arrive = (arrival: Arrival) => ('challenge' in arrival ? ask(arrival) : enter(arrival));

  if (second) return <SecondStep {...second} onSignedIn={enter} onBack={() => ask(undefined)} />;
  const Form = fresh ? RegisterForm : SignInForm;
  return (
    <>
      <Form onArrival={arrive} submit={submit} />
      <OtherWays next={next} onArrival={arrive} />
    </>
  );
}
