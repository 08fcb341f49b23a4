// A real OpenID Connect provider for tests: node server.js [--port N] [--client ID] [--secret SECRET] [--methods METHOD,...] [--no-push]
// Writes {"issuer":"..."} to standard output and exits when standard input ends. The client is gateway / gateway-secret, with
// any redirect address of this machine; it authenticates with the first of the methods that the provider supports.
// With --no-push, there are no pushed authorization requests (RFC 9126), so that the client authenticates only at the token endpoint.
// POST /test/accounts {"login":"...","claims":{...}} creates or changes an account:
//   "wrong": {...}   replaces claims in the account's ID tokens, which are signed again with the provider's own key. null removes a claim;
//                    "key" signs with another key; "raw" is text that is added to the members
//   "userinfo": ""   the response of the userinfo endpoint, as text
//   "hold": true     the token endpoint responds once the account is set again without it
// GET /test/counts returns how often the discovery document was read and how many responses are held.
import { createServer } from 'node:http';
import { CompactSign, generateKeyPair, exportJWK, decodeJwt } from 'jose';
import { Provider } from 'oidc-provider';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({ options: {
    port: { type: 'string', default: '0' },
    client: { type: 'string', default: 'gateway' },
    secret: { type: 'string', default: 'gateway-secret' },
    'no-push': { type: 'boolean', default: false },
    methods: { type: 'string', default: 'client_secret_post,client_secret_basic' },
} });
const methods = options.methods.split(',');
const counts = { discovery: 0, held: 0 };
const waiting = new Map();
const accounts = new Map();
const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), kid: 'test', use: 'sig', alg: 'RS256' };

const read = async (request) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
};

let provider, handle;
const server = createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/test/accounts') {
        const account = JSON.parse(await read(request));
        accounts.set(account.login, account);
        if (!account.hold) waiting.get(account.login)?.();
        response.end();
    } else if (url.pathname === '/test/counts') {
        response.end(JSON.stringify(counts));
    } else if (url.pathname.startsWith('/interaction/')) {
        await interact(request, response);
    } else {
        handle(request, response);
    }
});

// The login is typed; consent is given already.
async function interact(request, response) {
    if (request.method !== 'POST') {
        await provider.interactionDetails(request, response);
        response.setHeader('Content-Type', 'text/html');
        response.end('<!DOCTYPE html><html lang="en"><title>Provider</title><form method="post"><input name="login"><button>Continue</button></form></html>');
        return;
    }
    const login = new URLSearchParams(await read(request)).get('login');
    const result = login === 'deny' ? { error: 'access_denied', error_description: 'no <b>way</b>' } : { login: { accountId: login } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

await new Promise((done) => server.listen(Number(options.port), '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;

provider = new Provider(issuer, {
    clientAuthMethods: methods,
    clients: [{ client_id: options.client, client_secret: options.secret, token_endpoint_auth_method: methods[0],
        redirect_uris: ['http://localhost/'], post_logout_redirect_uris: ['http://localhost/'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'], groups: ['groups', 'teams', 'realm_access', 'resource_access',
        'https://example.com/roles', 'realm_access.roles', '/realm_access/roles'] },
    cookies: { keys: ['test'] },
    jwks: { keys: [jwk] },
    features: { devInteractions: { enabled: false }, pushedAuthorizationRequests: { enabled: !options['no-push'] } },
    pkce: { required: () => true },
    interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (context, id) => accounts.has(id) ? { accountId: id, claims: () => ({ sub: id, ...accounts.get(id).claims }) } : undefined,
    loadExistingGrant: async (context) => {
        const grant = new context.oidc.provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
        grant.addOIDCScope('openid profile email groups');
        await grant.save();
        return grant;
    },
});
provider.Client.prototype.redirectUriAllowed = (address) => ['localhost', '127.0.0.1'].includes(new URL(address).hostname);
provider.Client.prototype.postLogoutRedirectUriAllowed = provider.Client.prototype.redirectUriAllowed;

// Never sent by a real provider: a token that someone else signed, or that is for someone else.
provider.use(async (context, next) => {
    if (context.path === '/.well-known/openid-configuration') counts.discovery++;
    await next();
    if (context.path === '/me' && accounts.get(context.body?.sub)?.userinfo) {
        context.body = accounts.get(context.body.sub).userinfo;
        context.type = 'application/json';
    }
    if (!context.body?.id_token) return;
    const { wrong, hold, login } = accounts.get(decodeJwt(context.body.id_token).sub) ?? {};
    if (hold) {
        counts.held++;
        await new Promise((done) => waiting.set(login, done));
        counts.held--;
    }
    if (!wrong) return;
    const key = wrong.key ? (await generateKeyPair('RS256')).privateKey : privateKey;
    const { key: _, raw, ...claims } = wrong;
    const payload = Object.fromEntries(Object.entries({ ...decodeJwt(context.body.id_token), ...claims }).filter(([, value]) => value !== null));
    const text = JSON.stringify(payload).slice(0, -1) + (raw ? `,${raw}` : '') + '}';
    context.body.id_token = await new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(key);
});
handle = provider.callback();

process.stdout.write(JSON.stringify({ issuer }) + '\n');
process.stdin.resume().on('end', () => process.exit());
