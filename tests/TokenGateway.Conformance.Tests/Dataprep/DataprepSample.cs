namespace TokenGateway.Conformance.Tests.Dataprep;

/// <summary>The sample, in which tokens are switched on, and people with passwords who may create them.</summary>
public sealed class DataprepSample : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    public const string Tokens = "/v4/apiAccessTokens";

    public DialectGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Gateway = await DialectGateway.StartAsync("dataprep");
        await Gateway.AddUserAsync("dana", "Members", "Dana Doe", Password, canCreate: true);
        await Gateway.AddUserAsync("ada", "Administrators", password: Password);
        await Gateway.AddUserAsync("max", "Members", password: Password);
        await Gateway.AddUserAsync("jörg", "Members", password: "grüße aus köln", canCreate: true);
    }

    public async Task DisposeAsync() => await Gateway.DisposeAsync();

    public static string Basic(string user, string password = Password) =>
        "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>A new token of the user, made with user name and password.</summary>
    public async Task<(string Value, string Id)> CreateAsync(string user = "dana", string body = """{ "lifetimeSeconds": 3600 }""")
    {
        var made = await Gateway.SendAsAsync(Basic(user), "POST", Tokens, body);
        made.Status.ShouldBe(201, made.Body);
        return (made.Json["tokenValue"]!.ToString(), made.Json["tokenInfo"]!["tokenId"]!.ToString());
    }
}
