using System.Text.Json.Nodes;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Rules;

/// <summary>Runs a case over the management API, with the actor's token or session.</summary>
internal static class RestRunner
{
    /// <summary>Whether there is a call for the action.</summary>
    public static bool Has(string action) => action is not ("password" or "no-password");

    public static async Task<string> RunAsync(RulesGateway rules, Rule rule, Subject subject)
    {
        using var client = await rules.ClientAsync(rule, subject);
        var answer = await AskAsync(client, rule, subject);
        if (rule.Action == "set" && answer.Status == 200)
            (await client.PatchAsync("/settings", """{ "maxPerUser": null }""")).Status.ShouldBe(200);
        return answer.Status < 300 ? Rule.Allowed : answer.Code ?? answer.Text;
    }

    private static Task<ApiAnswer> AskAsync(ApiClient client, Rule rule, Subject subject) => rule.Action switch
    {
        "create" => client.PostAsync("/tokens", Body(rule, subject)),
        "get" => client.GetAsync($"/tokens/{subject.Token}"),
        "list" => client.GetAsync("/tokens" + (rule.Target.Length == 0 ? "" : $"?owner={rule.Target}")),
        "delete" => client.DeleteAsync($"/tokens/{subject.Token}"),
        "deactivate" or "activate" or "rotate" => client.PostAsync($"/tokens/{subject.Token}/{rule.Action}"),
        "end-overlap" => client.DeleteAsync($"/tokens/{subject.Token}/overlap"),
        "create-user" => client.PostAsync("/users", UserBody(rule, subject)),
        "list-users" => client.GetAsync("/users"),
        "set-role" => client.PatchAsync($"/users/{subject.User}", new JsonObject { ["roles"] = List(rule.Wish) }.ToJsonString()),
        "set-realm" => client.PatchAsync($"/users/{subject.User}", new JsonObject { ["realms"] = List(rule.Wish) }.ToJsonString()),
        "email" => client.PatchAsync($"/users/{subject.User}", $$"""{ "email": "{{subject.User}}@elsewhere.example" }"""),
        "creator" => client.PatchAsync($"/users/{subject.User}", """{ "canCreateTokens": true }"""),
        "no-creator" => client.PatchAsync($"/users/{subject.User}", """{ "canCreateTokens": false }"""),
        "disable" or "disable-declared" => client.PatchAsync($"/users/{subject.User}", """{ "disabled": true }"""),
        "enable" => client.PatchAsync($"/users/{subject.User}", """{ "disabled": false }"""),
        "rename" => client.PatchAsync($"/users/{subject.User}", """{ "name": "Other" }"""),
        "delete-user" => client.DeleteAsync($"/users/{subject.User}"),
        "set" => client.PatchAsync("/settings", $$"""{ "{{rule.Setting.Name}}": {{rule.Setting.Value}} }"""),
        "audit" => client.GetAsync("/audit"),
        "inspect" => client.GetAsync("/explain?path=/orders/1"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule.Action, "No such action."),
    };

    private static string UserBody(Rule rule, Subject subject)
    {
        var body = new JsonObject { ["id"] = subject.User, ["roles"] = List(rule.Target) };
        if (rule.Wish.Length > 0)
            body["realms"] = List(rule.Wish);
        return body.ToJsonString();
    }

    private static string Body(Rule rule, Subject subject)
    {
        var body = new JsonObject { ["owner"] = subject.User };
        foreach (var name in new[] { "role", "realm" })
        {
            if (rule.Wished(name) is { } text)
                body[name] = text;
        }

        foreach (var name in new[] { "permissions", "manages", "addresses" })
        {
            if (rule.Wished(name) is { } list)
                body[name] = List(list);
        }

        if (rule.Wished("ends") is { } days)
            body["expiresIn"] = days + "d";
        return body.ToJsonString();
    }

    private static JsonArray List(string names) => [.. names.Split(',').Select(one => (JsonNode)one)];
}
