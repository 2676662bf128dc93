// Passkeys: forms marked data-passkey="register" or data-passkey="sign-in" ask the device before
// they go to the house as any other form does. data-options holds the question as JSON.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => {
    let letters = "";
    for (const byte of new Uint8Array(buffer)) letters += String.fromCharCode(byte);
    return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  /** The question with bytes where JSON had base64url. */
  const question = (json) => {
    const options = JSON.parse(json);
    const named = (list) => (list || []).map((entry) => ({ ...entry, id: bytes(entry.id) }));
    options.challenge = bytes(options.challenge);
    if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
    if (options.excludeCredentials) options.excludeCredentials = named(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = named(options.allowCredentials);
    return options;
  };

  /** The values of the hidden inputs, by their part. */
  const answer = (credential) => {
    const { response } = credential;
    const values = { id: text(credential.rawId), client: text(response.clientDataJSON) };
    if (response.attestationObject) {
      values.attestation = text(response.attestationObject);
      values.transports = response.getTransports ? response.getTransports().join(",") : "";
    } else {
      values.auth = text(response.authenticatorData);
      values.signature = text(response.signature);
      values.user = response.userHandle ? text(response.userHandle) : "";
    }
    return values;
  };

  class PasskeyForm {
    constructor(form) {
      this.form = form;
      this.isNew = form.dataset.passkey === "register";
      this.button = form.querySelector("button[type=submit], button:not([type])");
      this.isAsking = false;
      // A press of Enter in a field of the form also comes as a click on its button.
      this.button.addEventListener("click", (event) => {
        event.preventDefault();
        if (!this.isAsking && form.reportValidity()) this.ask();
      });
      if (form.dataset.mediation === "conditional" && !this.isNew) this.offer();
    }

    credential(more) {
      const options = { ...more, publicKey: question(this.form.dataset.options) };
      const keys = navigator.credentials;
      return this.isNew ? keys.create(options) : keys.get(options);
    }

    /** The person pressed the button: the device asks at once. */
    async ask() {
      this.isAsking = true;
      this.button.setAttribute("aria-disabled", "true");
      this.show(null);
      try {
        // One question at a time: the browser refuses a second one.
        if (this.waiting) {
          this.stop.abort();
          await this.waiting;
        }
        this.send(await this.credential());
      } catch (error) {
        this.show(error);
        if (this.stop) setTimeout(() => this.offer(), 0);
      } finally {
        this.isAsking = false;
        this.button.removeAttribute("aria-disabled");
      }
    }

    /** Passkeys among the names that a field with autocomplete="username webauthn" suggests. */
    async offer() {
      const can = PublicKeyCredential.isConditionalMediationAvailable;
      if (!can || !(await can.call(PublicKeyCredential)) || this.isAsking) return;
      // The list of names shows passkeys too; only a script that waits for them may say so.
      const name = document.querySelector("input[autocomplete=username]");
      if (name) name.autocomplete = "username webauthn";
      this.stop = new AbortController();
      this.waiting = this.credential({ mediation: "conditional", signal: this.stop.signal })
        .then((credential) => this.send(credential))
        // Nobody asked for it, so nobody is told that it failed.
        .catch(() => {})
        .then(() => { this.waiting = null; });
    }

    send(credential) {
      for (const [name, value] of Object.entries(answer(credential))) {
        const input = this.form.querySelector(`input[data-passkey-part="${name}"]`);
        if (input) input.value = value;
      }
      this.form.requestSubmit(this.button);
    }

    /** Says that it failed, or (null) takes the word back. */
    show(error) {
      const failed = this.form.querySelector("[data-passkey-failed]");
      // This device already holds a passkey of the account.
      const known = this.form.querySelector("[data-passkey-known]");
      const chosen = error && error.name === "InvalidStateError" && known ? known : failed;
      for (const box of [failed, known].filter(Boolean)) {
        box.setAttribute("role", "alert");
        box.hidden = !error || box !== chosen;
      }
    }
  }

  const can = Boolean(window.PublicKeyCredential && navigator.credentials);
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    // A page may hide these parts itself, for browsers without script.
    for (const part of form.querySelectorAll("[data-passkey-needs]")) part.hidden = !can;
    for (const part of form.querySelectorAll("[data-passkey-missing]")) part.hidden = can;
    if (can) new PasskeyForm(form);
  }
})();
