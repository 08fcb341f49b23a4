using System.Text;
using System.Text.Json.Nodes;
using TokenGateway.Core.Access;

namespace TokenGateway.Conformance.Tests.Versio;

/// <summary>The product shows owners their tokens again; here that is switched on, and bounded.</summary>
public sealed class RecoverableTests
{
    private const string Password = "correct horse battery";

    [Fact]
    [Promise("Versio", "Open the corresponding line to see the token and the assigned permissions.", "off by default; with `Tokens:Recoverable` and a key, values are stored encrypted and shown only to the owner, within five minutes of signing in and never to a token; each display is recorded")]
    public async Task Owner_sees_value_and_permissions_again()
    {
        var key = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(key, Convert.ToBase64String(new byte[32]));
            await using var gateway = await DialectGateway.StartAsync(
                "versio", all => all["TokenGateway"]!["Tokens"] = new JsonObject { ["Recoverable"] = true, ["RecoveryKeyFile"] = key });
            await gateway.AddUserAsync("rita", "Readers", password: Password);
            var token = await gateway.IssueAsync("rita", "Readers", wish => wish with { Realm = Realm.Parse("prod") });
            var (cookie, antiforgery) = await SignInAsync(gateway);

            var shown = await gateway.ManageAsync("POST", $"/api/v1/tokens/{token.Token.Id}/reveal", null, null, ("Cookie", cookie), ("X-Antiforgery-Token", antiforgery));

            shown.Status.ShouldBe(200, shown.Body);
            shown.Json["token"]!.ToString().ShouldBe(token.Value);
            shown.Header("Cache-Control").ShouldBe("no-store");
            (await gateway.ManageAsync("GET", $"/api/v1/tokens/{token.Token.Id}", headers: ("Cookie", cookie))).Json["permissions"]!.ToJsonString().ShouldBe("""["instances:read"]""");
            foreach (var file in Directory.EnumerateFiles(Path.Combine(gateway.Gateway.Folder, "data"), "tokengateway.db*"))
                (await ReadAsync(file)).AsSpan().IndexOf(Encoding.ASCII.GetBytes(token.Value)).ShouldBe(-1, file);
        }
        finally
        {
            File.Delete(key);
        }
    }

    [Fact]
    public async Task By_default_nothing_is_kept()
    {
        await using var gateway = await DialectGateway.StartAsync("versio");
        await gateway.AddUserAsync("rita", "Readers", password: Password);
        var token = await gateway.IssueAsync("rita", "Readers");
        var (cookie, antiforgery) = await SignInAsync(gateway);

        var shown = await gateway.ManageAsync("POST", $"/api/v1/tokens/{token.Token.Id}/reveal", null, null, ("Cookie", cookie), ("X-Antiforgery-Token", antiforgery));

        shown.Status.ShouldBe(409);
        shown.Json["code"]!.ToString().ShouldBe("not_recoverable");
    }

    private static async Task<(string Cookie, string Antiforgery)> SignInAsync(DialectGateway gateway)
    {
        var answer = await gateway.ManageAsync("POST", "/api/v1/session", $$"""{ "user": "rita", "password": "{{Password}}" }""");
        var cookies = answer.Header("Set-Cookie")!.Split(", ").Select(one => one.Split(';')[0]).Where(one => one.StartsWith("__Host-", StringComparison.Ordinal));
        return (string.Join("; ", cookies), answer.Json["antiforgery"]!.ToString());
    }

    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        await stream.ReadExactlyAsync(content);
        return content;
    }
}
