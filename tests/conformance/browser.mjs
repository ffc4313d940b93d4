// A browser without script, as far as the pages need one: cookies, redirects, and forms.

const unescape = text => text
  .replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  .replaceAll(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))).replaceAll('&amp;', '&');

const attributes = tag => Object.fromEntries([...tag.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)].slice(1).map(([, name, value]) => [name.toLowerCase(), unescape(value ?? '')]));

export class Browser {
  #cookies = new Map();
  #person;

  constructor(person) {
    this.#person = person;
  }

  /** Goes to an address, fills every page on the way, and ends where the browser would leave for the client. */
  async visit(address, client, { consent = 'allow' } = {}) {
    let answer = await this.#send(new URL(address));
    for (let steps = 0; steps < 15; steps++) {
      const location = answer.headers.get('location');
      if (location) {
        const next = new URL(location, answer.address);
        if (next.href.startsWith(client)) return next;
        answer = await this.#send(next);
        continue;
      }
      const page = await answer.text();
      if (answer.address.href.startsWith(client)) return answer.address;
      if (answer.status !== 200) throw new Error(`${answer.address} answers ${answer.status}: ${words(page)}`);
      const form = this.#form(page, answer.address, consent);
      if (!form) return { page: words(page), address: answer.address };
      answer = await this.#send(form.address, form.body);
    }
    throw new Error(`The pages do not come to an end: ${answer.address}`);
  }

  #form(page, address, consent) {
    const forms = [...page.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/gi)].map(([text]) => text);
    // The form of the page itself is the last one: a sign-out may stand in its head.
    const text = forms.findLast(form => !form.includes('/account/sign-out') && !form.includes('/account/language'));
    if (!text || !/\/account\/(sign-in|consent|device)/.test(address.pathname)) return null;
    const action = attributes(text.slice(0, text.indexOf('>') + 1)).action;
    const fields = new URLSearchParams();
    for (const [tag] of text.matchAll(/<input\b[^>]*>/gi)) {
      const { name, value = '', type } = attributes(tag);
      if (name && !['checkbox', 'radio', 'submit'].includes(type)) fields.set(name, value);
    }
    for (const [name, value] of Object.entries(this.#person)) if (fields.has(name)) fields.set(name, value);
    const buttons = [...text.matchAll(/<button\b[^>]*>/gi)].map(([tag]) => attributes(tag));
    const button = buttons.find(one => `${one.value} ${one.formaction} ${one.name}`.toLowerCase().includes(consent)) ?? buttons[0];
    if (button?.name) fields.set(button.name, button.value ?? '');
    return { address: new URL(button?.formaction || action || address, address), body: fields };
  }

  async #send(address, body) {
    const answer = await fetch(address, {
      method: body ? 'POST' : 'GET',
      body,
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '), 'accept-language': 'en', ...(body && { origin: address.origin }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (name.startsWith('__Host-') && !(/;\s*secure/i.test(line) && /;\s*path=\/(;|$)/i.test(line) && !/;\s*domain=/i.test(line))) throw new Error(`A browser refuses this cookie: ${line}`);
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    answer.address = address;
    return answer;
  }
}

const words = page => page.replaceAll(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 500);
