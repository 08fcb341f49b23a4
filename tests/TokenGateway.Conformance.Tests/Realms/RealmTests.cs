using TokenGateway.Conformance.Tests.Dataprep;
using TokenGateway.Conformance.Tests.Gcore;
using TokenGateway.Conformance.Tests.GoodData;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;

namespace TokenGateway.Conformance.Tests.Realms;

/// <summary>In every dialect a token is made in a realm that its owner has, and one whose owner lost its realm does nothing.</summary>
public sealed class RealmTests
{
    private const string DataprepBody = """{ "lifetimeSeconds": 3600 }""";

    private static readonly Actor Operator = Actor.Operator("test");

    [Theory]
    [InlineData(null, "p1", 201, "p1")]
    [InlineData(null, "default", 201, "default")]
    [InlineData(null, "default p1", 400, null)]
    [InlineData(null, "*", 400, null)]
    [InlineData(null, "p1 p2", 400, null)]
    [InlineData("p1", "p1", 201, "p1")]
    [InlineData("p1", "p1 p2", 201, "p1")]
    [InlineData("p1", "*", 201, "p1")]
    [InlineData("p1", "default", 403, null)]
    public async Task Dataprep_token_made_by_password_belongs_to_the_named_project_or_the_only_one_of_the_user(string? project, string realms, int status, string? expected)
    {
        await using var gateway = await DialectGateway.StartAsync("dataprep", all =>
        {
            all["TokenGateway"]!.AsObject().Remove("Dataprep");
            if (project is not null)
                all["TokenGateway"]!["Dataprep"] = new System.Text.Json.Nodes.JsonObject { ["Project"] = project };
        });
        await gateway.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        await SetAsync(gateway, "dana", realms);

        var made = await gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, DataprepBody);

        made.Status.ShouldBe(status, made.Body);
        (await TokensAsync(gateway)).Select(token => token.Realm.Value).ShouldBe(expected is null ? [] : [expected]);
    }

    [Fact]
    public async Task Dataprep_token_of_a_lost_realm_makes_none()
    {
        await using var gateway = await DialectGateway.StartAsync("dataprep");
        var token = await gateway.IssueAsync("ada", "Administrators", wish => wish with { Realm = Realm.Parse("p1"), Manages = ManagementRights.Own | ManagementRights.Tokens });
        (await gateway.SendAsAsync("Bearer " + token.Value, "POST", DataprepSample.Tokens, DataprepBody)).Status.ShouldBe(201);
        (await TokensAsync(gateway)).ShouldAllBe(made => made.Realm.Value == "p1");

        await LowerAsync(gateway, "ada", "Members");

        (await gateway.SendAsAsync("Bearer " + token.Value, "POST", DataprepSample.Tokens, DataprepBody)).Status.ShouldBe(403);
        (await gateway.SendAsAsync("Bearer " + token.Value, "GET", "/v4/people/current")).Status.ShouldBe(403);
        (await TokensAsync(gateway)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task GoodData_token_for_another_user_needs_the_realm_of_both()
    {
        await using var gateway = await DialectGateway.StartAsync("gooddata");
        await gateway.AddUserAsync("demo", "Viewers");
        var admin = "Bearer " + (await gateway.IssueAsync(
            "joe", "Administrators", wish => wish with { Realm = Realm.Parse("acme"), Manages = ManagementRights.Own | ManagementRights.Tokens })).Value;

        (await CreateAsync("t1")).ShouldBe(403);
        await SetAsync(gateway, "demo", "acme");
        (await CreateAsync("t1")).ShouldBe(201);
        await SetAsync(gateway, "demo", "Acme");
        (await CreateAsync("t2")).ShouldBe(403);

        async Task<int> CreateAsync(string id) => (await gateway.SendAsync(
            "POST", GoodDataSample.TokensOf("demo"), GoodDataSample.Body(id), GoodDataSample.JsonApi, ("Authorization", admin))).Status;
    }

    [Fact]
    public async Task Gcore_token_of_a_lost_realm_makes_none()
    {
        await using var gateway = await DialectGateway.StartAsync("gcore");
        var key = "APIKey " + (await gateway.IssueAsync("erik", "Engineers", wish => wish with { Realm = Realm.Parse("acme"), Manages = ManagementRights.Own })).Value;
        const string Body = """{ "name": "a", "description": "", "exp_date": null, "client_user": { "role": { "id": 5, "name": "Engineers" } } }""";
        (await gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, Body)).Status.ShouldBe(200);
        var before = (await TokensAsync(gateway)).Count;

        await SetAsync(gateway, "erik", "default");

        (await gateway.SendAsAsync(key, "POST", GcoreSample.Tokens, Body)).Status.ShouldBe(403);
        (await gateway.SendAsAsync(key, "GET", GcoreSample.Tokens)).Status.ShouldBe(403);
        (await TokensAsync(gateway)).Count.ShouldBe(before);
    }

    [Theory]
    [InlineData("versio", "apiToken", "/api-versio.db/1.0/prod/instances", 401)]
    [InlineData("goldcast", "Token", "/event/", 403)]
    public async Task Token_of_a_lost_realm_is_refused_in_the_words_of_the_dialect(string sample, string scheme, string path, int status)
    {
        await using var gateway = await DialectGateway.StartAsync(sample, file => file["TokenGateway"]!["Tokens"] ??= new System.Text.Json.Nodes.JsonObject { ["Enabled"] = true });
        var role = gateway.Gateway.State.Current.Access.Roles.All.First(one => one.Rank is not null && one.Manages == ManagementRights.None).Name.Value;
        var token = await gateway.IssueAsync("rita", role, wish => wish with { Realm = Realm.Parse("prod") });
        var before = (await gateway.SendAsAsync($"{scheme} {token.Value}", "GET", path)).Status;

        await SetAsync(gateway, "rita", "default");

        (await gateway.SendAsAsync($"{scheme} {token.Value}", "GET", path)).Status.ShouldBe(status);
        await SetAsync(gateway, "rita", "prod");
        (await gateway.SendAsAsync($"{scheme} {token.Value}", "GET", path)).Status.ShouldBe(before);
        before.ShouldBe(200);
    }

    private static async Task SetAsync(DialectGateway gateway, string user, string realms)
    {
        RealmSet.TryParse(realms.Split(' '), out var set, out _).ShouldBeTrue();
        (await gateway.Gateway.Users.SetRealmsAsync(Operator, UserId.Parse(user), set!, gateway.Gateway.State.Current.Access, default)).Error.ShouldBeNull();
    }

    // Their realm came from the role.
    private static async Task LowerAsync(DialectGateway gateway, string user, string role) =>
        (await gateway.Gateway.Users.PatchAsync(
            Operator, UserId.Parse(user), new UserPatch { Roles = [RoleName.Parse(role)], Realms = RealmSet.Default }, gateway.Gateway.State.Current.Access, default)).Error.ShouldBeNull();

    private static async Task<IReadOnlyList<Token>> TokensAsync(DialectGateway gateway) =>
        (await gateway.Gateway.Tokens.ListAsync(Operator, TokenFilter.All, null, 100, default)).Value!;
}
