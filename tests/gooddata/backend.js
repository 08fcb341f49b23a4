// Runs calls of GoodData's own application library against a gateway, one after the other, and prints what came of each as JSON.
// Usage: node backend.js ORIGIN TOKEN USER
import tigerFactory, { TigerTokenAuthProvider } from "@gooddata/sdk-backend-tiger";

const [origin, token, user] = process.argv.slice(2);
const backend = tigerFactory({ hostname: origin }).withAuthentication(new TigerTokenAuthProvider(token));
const results = {};

async function run(name, call) {
    try {
        results[name] = { data: (await call()) ?? null };
    } catch (failure) {
        results[name] = { status: failure.cause?.response?.status ?? 0, data: String(failure) };
    }
}

const users = backend.organization("default").users();
await run("currentUser", () => backend.currentUser().getUser());
await run("getUser", () => users.getUser(user));
await run("updateUser", () =>
    users.updateUser({ id: user, login: user, firstName: "New", lastName: "Name", email: "new@example.com" }),
);
await run("deleteUsers", () => users.deleteUsers([user]));
await run("createUserGroup", () => users.createUserGroup({ id: "group", name: "Group" }));
console.log(JSON.stringify(results));
