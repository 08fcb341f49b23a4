using TokenGateway.Core.Access;

namespace TokenGateway.Conformance.Tests.GoodData;

/// <summary>The sample, an administrator with a password and a token that manages, and a user who may create tokens.</summary>
public sealed class GoodDataSample : IAsyncLifetime
{
    public const string Password = "correct horse battery";

    public const string JsonApi = "application/vnd.gooddata.api+json";

    public DialectGateway Gateway { get; private set; } = null!;

    /// <summary>Of an administrator, as a header has it.</summary>
    public string Admin { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Gateway = await DialectGateway.StartAsync("gooddata");
        await Gateway.AddUserAsync("joe", "Administrators", "Joe van Doe", Password);
        await Gateway.AddUserAsync("demo", "Viewers", "Demo User", Password, canCreate: true);
        await Gateway.AddUserAsync("vera", "Viewers", password: Password);
        Admin = "Bearer " + (await Gateway.IssueAsync(
            "joe", "Administrators", wish => wish with { Manages = ManagementRights.Own | ManagementRights.Tokens | ManagementRights.Users })).Value;
    }

    public async Task DisposeAsync() => await Gateway.DisposeAsync();

    public static string TokensOf(string user) => $"/api/v1/entities/users/{user}/apiTokens";

    public static string Body(string id) => $$"""{"data":{"type":"apiToken","id":"{{id}}" } }""";

    /// <summary>A new token of the user, made by the administrator.</summary>
    public async Task<string> CreateAsync(string user, string id)
    {
        var made = await Gateway.SendAsync("POST", TokensOf(user), Body(id), JsonApi, ("Authorization", Admin));
        made.Status.ShouldBe(201, made.Body);
        return made.Json["data"]!["attributes"]!["bearerToken"]!.ToString();
    }
}
