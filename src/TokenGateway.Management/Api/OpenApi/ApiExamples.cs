namespace TokenGateway.Management.Api.OpenApi;

/// <summary>The examples of the OpenAPI document.</summary>
internal static class ApiExamples
{
    private const string TokenMembers = """
        "externalId": null, "name": "ci", "description": "Nightly build", "owner": "alice", "realm": "default", "role": "Users",
        "permissions": ["orders:read"], "manages": [], "hint": "tgw_7_...9fK2", "state": "active",
        "createdAt": "2031-01-01T09:00:00+00:00", "createdBy": "user:alice", "notBefore": null, "expiresAt": "2031-01-31T09:00:00+00:00",
        "addresses": ["10.0.0.0/8"], "lastUsedAt": "2031-01-02T09:00:00+00:00", "lastUsedFrom": "10.1.2.3", "lastUsedPlace": "header",
        "overlapEndsAt": null
        """;

    private const string UserMembers = """
        "id": "alice", "number": 3, "kind": "person", "email": "alice@example.com", "name": "Alice", "roles": ["Engineers"],
        "realms": ["default"], "maintainers": null, "unmaintained": false, "disabled": false, "canCreateTokens": false, "declared": false, "createdAt": "2031-01-01T08:00:00+00:00"
        """;

    public const string Token = "{ \"id\": 7, " + TokenMembers + " }";

    public const string IssuedToken = "{ \"id\": 7, \"token\": \"tgw_7_...\", " + TokenMembers + " }";

    public const string RevealedToken = "{ \"id\": 7, \"token\": \"tgw_7_...\" }";

    public const string TokenUsage = """
        { "lastUsedAt": "2031-01-02T09:00:00+00:00",
          "lastRefusal": { "at": "2031-01-02T08:59:00+00:00", "code": "insufficient_role", "method": "DELETE", "route": "orders" },
          "days": [ { "day": "2031-01-02", "requests": 12, "outcomes": { "allowed": 10, "denied": 2, "rateLimited": 0, "unauthorized": 0, "failed": 0 } } ],
          "permissions": { "overPrivileged": true, "all": false, "since": "2030-10-04",
            "held": [ { "permission": "orders:read", "need": "used", "lastNeeded": "2031-01-02" }, { "permission": "orders:write", "need": "unused", "lastNeeded": null } ] } }
        """;

    public const string TokenList = "{ \"items\": [" + Token + "], \"next\": null }";

    public const string CreateToken = """
        { "name": "ci", "description": "Nightly build", "role": "Users", "permissions": ["orders:read"], "expiresIn": "30d", "addresses": ["10.0.0.0/8"] }
        """;

    public const string BulkRequest = """{ "action": "deactivate", "filter": { "owner": "alice", "unusedSince": "90d" }, "dryRun": true }""";

    public const string BulkView = """
        { "action": "deactivate", "dryRun": true, "more": false, "results": { "matched": 1 },
          "items": [ { "id": 7, "name": "ci", "owner": "alice", "result": "matched", "code": null, "detail": null } ] }
        """;

    public const string RotateToken = """{ "overlap": "24h" }""";

    public const string User = "{ " + UserMembers + " }";

    public const string UserList = "{ \"items\": [" + User + "], \"next\": null }";

    public const string PasskeyList = """
        { "items": [ { "id": "pZ3c...", "name": "laptop", "createdAt": "2031-01-01T08:00:00+00:00", "usedAt": null } ] }
        """;

    public const string CreateUser = """{ "id": "alice", "email": "alice@example.com", "name": "Alice", "roles": ["Engineers"], "realms": ["default"] }""";

    public const string PatchUser = """{ "roles": ["Users"], "email": "alice@example.com" }""";

    public const string Me = """
        { "by": "session", "user":
        """ + User + """
        , "token": null, "roles": ["Engineers"], "realms": ["default"], "permissions": ["orders:read", "orders:write"],
          "manages": ["own"] }
        """;

    public const string AuditList = """
        { "items": [ { "seq": 12, "at": "2031-01-02T09:00:00+00:00", "actor": "user:alice", "user": "alice", "token": null, "address": "10.1.2.3",
          "action": "token.deactivated", "subject": "token:7", "before": { "active": true }, "after": { "active": false } } ], "next": null }
        """;

    public const string Settings = """
        { "enabled": { "value": true, "source": "file" }, "creators": { "value": "Selected", "source": "setting" },
          "maxPerUser": { "value": 50, "source": "default" }, "maxLifetime": { "value": "90d", "source": "setting" },
          "allowNonExpiring": { "value": false, "source": "setting" } }
        """;

    public const string PatchSettings = """{ "creators": "Selected", "maxLifetime": "90d", "allowNonExpiring": false }""";

    public const string RouteList = """
        { "items": [ { "id": "orders", "path": "/orders/{**rest}", "methods": [], "rule": "GET,HEAD: role Users or Engineers", "cluster": "legacy",
          "credentials": ["Authorization: Bearer", "X-API-Key"], "limits": ["standard"] } ] }
        """;

    public const string RouteTokenList = "{ \"route\": \"orders\", \"method\": \"DELETE\", \"anonymous\": false, \"items\": [" + Token + "], \"next\": null }";

    public const string Explanation = """
        { "allowed": false, "code": "insufficient_role", "route": "orders", "path": "/orders/{**rest}", "rule": "DELETE: role Engineers or higher",
          "entry": 1, "needed": "role Engineers or higher", "has": "role Users; permissions orders:read", "detail": "The role of the token is not sufficient." }
        """;

    public const string SignIn = """{ "user": "alice", "password": "correct horse battery staple" }""";

    public const string Session = """
        { "user": "alice", "roles": ["Engineers"], "manages": ["own"], "expiresAt": "2031-01-02T09:00:00+00:00", "antiforgery": "CfDJ8..." }
        """;

    public const string Leak = """{ "token": "tgw_7_..." }""";

    public const string LeakAnswer = """{ "detail": "Thank you. If a token has this value, it is deactivated and its owner is notified." }""";
}
