using TokenGateway.Configuration.Errors;

namespace TokenGateway.Conformance.Tests.GoodData;

/// <summary>The token of the first administrator, from the variable that the product's operators know.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class BootstrapTests : IDisposable
{
    private const string Variable = "GDC_API_TOKEN";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, _before);

    [Fact]
    [Promise("GoodData", "Authorized by the bootstrap token.", "`TokenGateway:Bootstrap`, or the environment variable `GDC_API_TOKEN` if the file names no token; it is static, so deleting it by API returns 409")]
    public async Task Bootstrap_token_creates_and_cannot_be_deleted()
    {
        const string value = "YWRtaW46Ym9vdHN0cmFwOmFkbWluMTIz";
        Environment.SetEnvironmentVariable(Variable, value);
        await using var gateway = await DialectGateway.StartAsync("gooddata");
        await gateway.AddUserAsync("demo", "Viewers");

        (await gateway.SendAsync("POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body("first"), GoodDataSample.JsonApi, ("Authorization", $"Bearer {value}"))).Status.ShouldBe(201);

        (await gateway.SendAsAsync($"Bearer {value}", "GET", GoodDataSample.TokensOf("admin"))).Json["data"]![0]!["id"]!.ToString().ShouldBe("bootstrap");
        var refused = await gateway.SendAsAsync($"Bearer {value}", "DELETE", GoodDataSample.TokensOf("admin") + "/bootstrap");
        refused.Status.ShouldBe(409);
        refused.Json["detail"]!.ToString().ShouldContain("configuration file");
    }

    [Fact]
    public async Task Value_that_can_be_guessed_is_refused_at_start_and_not_repeated()
    {
        Environment.SetEnvironmentVariable(Variable, "changeme-changeme-changeme");

        var error = await Should.ThrowAsync<ConfigurationInvalidException>(() => DialectGateway.StartAsync("gooddata"));

        error.Message.ShouldContain(Variable);
        error.Message.ShouldNotContain("changeme");
    }
}
