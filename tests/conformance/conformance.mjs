// The certified client library "openid-client", unchanged, against the running API. Each line "ok …" is one thing that works.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import * as oidc from 'openid-client';
import { Browser } from './browser.mjs';

const setup = JSON.parse(process.env.AOS_CONFORMANCE);
const issuer = new URL(setup.issuer);
const redirect = 'https://app.example.com/signed-in';
const bye = 'https://app.example.com/bye';
const scope = 'openid profile email offline_access';

const configure = (client, authentication) => oidc.discovery(issuer, client, undefined, authentication);
const newBrowser = () => new Browser(setup.person);
const ok = text => console.log(`ok ${text}`);

/** A whole sign-in in a browser, with PKCE, state and nonce. */
async function signIn(config, { browser = newBrowser(), pushed = false, options, ...more } = {}) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
  const parameters = {
    redirect_uri: redirect,
    scope,
    state: expectedState,
    nonce: expectedNonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    ...more,
  };
  const address = pushed ? await oidc.buildAuthorizationUrlWithPAR(config, parameters, options) : oidc.buildAuthorizationUrl(config, parameters);
  if (pushed) assert.deepEqual([...address.searchParams.keys()].sort(), ['client_id', 'request_uri']);
  const callback = await browser.visit(address, redirect);
  assert.ok(callback instanceof URL, `The browser ended at ${callback.address}: ${callback.page}`);
  return oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true, ...(more.max_age && { maxAge: Number(more.max_age) }) }, undefined, options);
}

async function webClient() {
  const config = await configure(setup.web.id, oidc.ClientSecretBasic(setup.web.secret));
  oidc.enableNonRepudiationChecks(config);
  const server = config.serverMetadata();
  assert.equal(server.issuer, setup.issuer);
  assert.ok(server.code_challenge_methods_supported.includes('S256') && server.authorization_response_iss_parameter_supported);
  ok('discovery');

  const browser = newBrowser();
  const tokens = await signIn(config, { browser, max_age: '600' });
  const claims = tokens.claims();
  assert.equal(tokens.token_type, 'bearer');
  ok('code with PKCE, ID token with signature, max_age');

  const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
  assert.equal(info.email, setup.person.email);
  ok('userinfo');

  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(fresh.refresh_token, tokens.refresh_token);
  assert.equal(fresh.claims().sub, claims.sub);
  ok('refresh with rotation');

  const seen = await oidc.tokenIntrospection(config, fresh.access_token);
  assert.equal(seen.active, true);
  assert.equal(seen.client_id, setup.web.id);
  ok('introspection');

  await oidc.tokenRevocation(config, fresh.refresh_token);
  assert.deepEqual(await oidc.tokenIntrospection(config, fresh.access_token), { active: false });
  await assert.rejects(oidc.refreshTokenGrant(config, fresh.refresh_token), { error: 'invalid_grant' });
  ok('revocation');

  const post = await configure(setup.web.id, oidc.ClientSecretPost(setup.web.secret));
  const silent = await signIn(post, { browser, prompt: 'none' });
  assert.equal(silent.claims().sub, claims.sub);
  ok('prompt=none while signed in, secret in the form');

  const denied = await configure(setup.web.id, oidc.ClientSecretBasic('aoscs_wrong'));
  await assert.rejects(signIn(denied, { browser, prompt: 'none' }), error => error.status === 401);
  ok('wrong secret');

  const end = oidc.buildEndSessionUrl(config, { id_token_hint: silent.id_token, post_logout_redirect_uri: bye, state: 's' });
  const left = await browser.visit(end, bye);
  assert.equal(left.href, `${bye}?state=s`);
  await assert.rejects(signIn(config, { browser, prompt: 'none' }), { error: 'login_required' });
  ok('log-out');
}

async function pushedRequests() {
  const config = await configure(setup.web.id, oidc.ClientSecretBasic(setup.web.secret));
  const tokens = await signIn(config, { pushed: true });
  assert.ok(tokens.claims().sub);
  ok('pushed authorization request');
}

async function boundTokens() {
  const config = await configure(setup.bound.id, oidc.None());
  oidc.enableNonRepudiationChecks(config);
  const options = { DPoP: oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256')) };
  const tokens = await signIn(config, { pushed: true, options });
  assert.equal(tokens.token_type, 'dpop');
  const subject = tokens.claims().sub;
  assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, subject, options)).sub, subject);
  await assert.rejects(oidc.fetchUserInfo(config, tokens.access_token, subject), error => error.status === 401 || error.cause?.status === 401 || error.response?.status === 401);
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, options);
  assert.equal(fresh.token_type, 'dpop');
  const other = { DPoP: oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256')) };
  await assert.rejects(oidc.refreshTokenGrant(config, fresh.refresh_token, undefined, other), { error: 'invalid_grant' });
  ok('DPoP: code, userinfo, refresh, other key');
}

async function clientKey() {
  const key = await webcrypto.subtle.importKey('jwk', setup.signed.key, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const config = await configure(setup.signed.id, oidc.PrivateKeyJwt({ key, kid: setup.signed.key.kid }));
  const tokens = await signIn(config, { pushed: true });
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  await oidc.tokenRevocation(config, fresh.refresh_token);
  ok('private_key_jwt: pushed request, code, refresh, revocation');
}

async function device() {
  const config = await configure('aos-cli', oidc.None());
  const begun = await oidc.initiateDeviceAuthorization(config, { scope });
  const polled = oidc.pollDeviceAuthorizationGrant(config, begun);
  const [tokens] = await Promise.all([polled, newBrowser().visit(begun.verification_uri_complete, redirect)]);
  assert.ok(tokens.claims().sub && tokens.refresh_token);
  ok('device code');

  const refused = await oidc.initiateDeviceAuthorization(config, { scope });
  const refusal = assert.rejects(oidc.pollDeviceAuthorizationGrant(config, refused), { error: 'access_denied' });
  await Promise.all([refusal, newBrowser().visit(refused.verification_uri_complete, redirect, { consent: 'deny' })]);
  ok('device code refused');
}

const results = await Promise.allSettled([webClient(), pushedRequests(), boundTokens(), clientKey(), device()]);
const failures = results.filter(result => result.status === 'rejected');
for (const { reason } of failures) console.log('failed', reason, reason.cause ?? '');
// A device that still asks would keep the process.
process.exit(failures.length > 0 ? 1 : 0);
