// A real OpenID Connect provider for tests: node server.js [--port N]
// Says {"issuer":"..."} on standard output and ends when standard input does. The client is gateway / gateway-secret, with
// any redirect address of this machine. POST /test/accounts {"login":"...","claims":{...}} makes or changes an account; with
// "wrong" among its members, ID tokens of the account are made anew with those claims and the provider's own key.
import { createServer } from 'node:http';
import { generateKeyPair, exportJWK, SignJWT, decodeJwt } from 'jose';
import { Provider } from 'oidc-provider';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
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
        response.end();
    } else if (url.pathname.startsWith('/interaction/')) {
        await interact(request, response);
    } else {
        handle(request, response);
    }
});

// Who it is, typed by hand; consent is given already.
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
    clients: [{ client_id: 'gateway', client_secret: 'gateway-secret', token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: ['http://localhost/'], post_logout_redirect_uris: ['http://localhost/'] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'preferred_username'], groups: ['groups', 'teams'] },
    cookies: { keys: ['test'] },
    jwks: { keys: [jwk] },
    features: { devInteractions: { enabled: false } },
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

// What a provider never does: a token of somebody else's making, or for somebody else.
provider.use(async (context, next) => {
    await next();
    const wrong = context.body?.id_token && accounts.get(decodeJwt(context.body.id_token).sub)?.wrong;
    if (!wrong) return;
    const key = wrong.key ? (await generateKeyPair('RS256')).privateKey : privateKey;
    const { key: _, ...claims } = wrong;
    context.body.id_token = await new SignJWT({ ...decodeJwt(context.body.id_token), ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(key);
});
handle = provider.callback();

process.stdout.write(JSON.stringify({ issuer }) + '\n');
process.stdin.resume().on('end', () => process.exit());
