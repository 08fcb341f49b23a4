// Runs calls of GoodData's own client against a gateway, one after the other, and prints what came of each as JSON.
// Usage: node client.js ORIGIN TOKEN USER TOKEN_ID
import { newAxios, setAxiosAuthorizationToken, tigerClientFactory } from "@gooddata/api-client-tiger";

const [origin, token, userId, id] = process.argv.slice(2);
const axios = newAxios(origin);
setAxiosAuthorizationToken(axios, token);
const client = tigerClientFactory(axios);
const results = {};

async function run(name, call) {
    try {
        const answer = await call();
        results[name] = answer?.status ? { status: answer.status, data: answer.data ?? null } : { data: answer };
    } catch (failure) {
        results[name] = { status: failure.response?.status ?? 0, data: failure.response?.data ?? String(failure) };
    }
}

await run("getCurrent", () => client.profile.getCurrent());
await run("getCurrentWithDetails", () => client.profile.getCurrentWithDetails());
await run("before", () => client.entities.getAllEntitiesApiTokens({ userId, size: 5, metaInclude: ["page"] }));
await run("create", () =>
    client.entities.createEntityApiTokens({ userId, jsonApiApiTokenInDocument: { data: { id, type: "apiToken" } } }),
);
await run("after", () => client.entities.getAllEntitiesApiTokens({ userId, size: 5, metaInclude: ["page"] }));
await run("get", () => client.entities.getEntityApiTokens({ userId, id }));

const created = newAxios(origin);
setAxiosAuthorizationToken(created, results.create.data?.data?.attributes?.bearerToken);
await run("proxied", () => created.get("/api/v1/actions/workspaces/demo/ping"));
await run("duplicate", () =>
    client.entities.createEntityApiTokens({ userId, jsonApiApiTokenInDocument: { data: { id, type: "apiToken" } } }),
);
await run("delete", () => client.entities.deleteEntityApiTokens({ userId, id }));
await run("gone", () => client.entities.getEntityApiTokens({ userId, id }));
// Another path: the client keeps answers.
await run("dead", () => created.get("/api/v1/actions/workspaces/demo/pong"));
console.log(JSON.stringify(results));
