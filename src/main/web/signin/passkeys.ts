/** Browsers that speak passkeys' JSON; for older ones the other ways remain. */
export const knowsPasskeys = () => typeof PublicKeyCredential === 'function' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** The answer of one of the person's passkeys, or undefined if they chose none after all. */
export const askPasskey = (options: PublicKeyCredentialRequestOptionsJSON): Promise<unknown> =>
  answer(navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }));

export const makePasskey = (options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> =>
  answer(navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }));

async function answer(asked: Promise<Credential | null>): Promise<unknown> {
  try {
    return ((await asked) as PublicKeyCredential | null)?.toJSON();
  } catch (cause) {
    if (cause instanceof DOMException && (cause.name === 'NotAllowedError' || cause.name === 'AbortError')) return undefined;
    throw cause;
  }
}
