// The only place where text becomes what a browser would run: everything else that tries is stopped by index.html's policy
// (require-trusted-types-for). Kept to these two uses.

interface Policy {
  createHTML(html: string): string;
  createScriptURL(url: string): string;
}

interface Factory {
  createPolicy(name: string, rules: Policy): Policy;
}

const WORKER = '/push-worker.js';

const rules: Policy = {
  createHTML: (html) => html,
  createScriptURL: (url) => {
    if (url !== WORKER) throw new TypeError(url);
    return url;
  },
};

const policy = (window as { trustedTypes?: Factory }).trustedTypes?.createPolicy('jari', rules) ?? rules;

export const workerAddress = policy.createScriptURL(WORKER);

const ELEMENTS = new Set(['P', 'BR', 'HR', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'PRE', 'CODE', 'EM', 'STRONG', 'A', 'H3', 'H4', 'H5', 'H6']);

/**
 * HTML that the server has sanitised, as nodes. Parsed in a document that runs and loads nothing; what is not on the list, which the
 * server would not send, is left out here too, its text stays.
 */
export function nodesOf(html: string): Node[] {
  const { body } = new DOMParser().parseFromString(policy.createHTML(html), 'text/html');
  for (const element of [...body.querySelectorAll('*')].reverse()) {
    if (!ELEMENTS.has(element.tagName)) element.replaceWith(...element.childNodes);
    for (const { name } of [...element.attributes]) {
      if (name !== 'href' || !/^(https?:|mailto:)/.test((element as HTMLAnchorElement).href)) element.removeAttribute(name);
    }
    if (element instanceof HTMLAnchorElement) element.rel = 'nofollow ugc noopener noreferrer';
  }
  return [...body.childNodes];
}
