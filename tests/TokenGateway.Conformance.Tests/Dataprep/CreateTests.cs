using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Access;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Timing;
using TokenGateway.Core.Tokens;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Dataprep;

/// <summary>Who makes access tokens, and with what.</summary>
public sealed class CreateTests(DataprepSample sample) : IClassFixture<DataprepSample>
{
    private const string Body = """{ "lifetimeSeconds": 3600, "description": "nightly" }""";

    private readonly DialectGateway _gateway = sample.Gateway;

    [Theory]
    [InlineData("dana", DataprepSample.Password)]
    [InlineData("jörg", "grüße aus köln")]
    [Promise("Dataprep", "User name and password (Basic) create a token.", "`POST /v4/apiAccessTokens`, with the throttle of sign-ins")]
    public async Task User_and_password_make_a_token(string user, string password)
    {
        var before = DateTimeOffset.UtcNow;

        var made = await _gateway.SendAsAsync(DataprepSample.Basic(user, password), "POST", DataprepSample.Tokens, Body);

        made.Status.ShouldBe(201);
        made.Header("x-trifacta-request-id").ShouldBe(made.Header("X-Request-Id"));
        made.Header("Cache-Control").ShouldBe("no-store");
        var info = made.Json["tokenInfo"]!;
        Guid.TryParseExact(info["tokenId"]!.ToString(), "D", out _).ShouldBeTrue();
        info["description"]!.ToString().ShouldBe("nightly");
        info["lastUsed"].ShouldBeNull();
        var created = DateTimeOffset.Parse(info["createdAt"]!.ToString(), CultureInfo.InvariantCulture);
        var ends = DateTimeOffset.Parse(info["expiredAt"]!.ToString(), CultureInfo.InvariantCulture);
        created.ShouldBeGreaterThanOrEqualTo(before.AddSeconds(-1));
        (ends - created).TotalSeconds.ShouldBe(3600, 1);
        info["createdAt"]!.ToString().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
        (await _gateway.SendAsAsync($"Bearer {made.Json["tokenValue"]}", "GET", "/v4/flows")).Status.ShouldBe(200);
        Uri.UnescapeDataString(_gateway.Upstream.Last.Header("X-Auth-User")!).ShouldBe(user);
    }

    [Fact]
    [Promise("Dataprep", "Another valid token of the same user creates one too.", "a new token may manage its owner's tokens (`Tokens:DefaultManages`) and may expire later than the one that created it")]
    public async Task Token_of_the_same_user_makes_a_token()
    {
        var (value, _) = await sample.CreateAsync();

        var made = await _gateway.SendAsAsync($"Bearer {value}", "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 7200 }""");

        made.Status.ShouldBe(201);
        (await _gateway.SendAsAsync($"Bearer {made.Json["tokenValue"]}", "GET", "/v4/people/current")).Json["email"]!.ToString().ShouldBe("dana@example.com");
    }

    [Fact]
    [Promise("Dataprep", "No user, not even an administrator, creates a token for another user.", "the call has no member for an owner, and `Tokens:CreateForOthers` is `Nobody` for the native API")]
    public async Task Nobody_makes_one_for_another_user()
    {
        var (administrator, _) = await sample.CreateAsync("ada");
        using var api = _gateway.Gateway.Api(administrator);

        var other = await api.PostAsync("/tokens", """{ "name": "x", "owner": "dana" }""");
        other.Status.ShouldBe(403);
        other.Code.ShouldBe("not_for_others");
        (await api.PostAsync("/tokens", """{ "name": "x", "owner": "ada" }""")).Status.ShouldBe(201);

        var made = await _gateway.SendAsAsync($"Bearer {administrator}", "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60, "userId": "dana", "personId": 1 }""");
        (await _gateway.SendAsAsync($"Bearer {made.Json["tokenValue"]}", "GET", "/v4/people/current")).Json["email"]!.ToString().ShouldBe("ada@example.com");
    }

    [Fact]
    [Promise("Dataprep", "An expired token cannot create a new one; user name and password can.", "401 for the expired one")]
    public async Task Expired_token_makes_nothing_and_the_password_does()
    {
        var clock = new SteppedClock();
        await using var own = await DialectGateway.StartAsync("dataprep", configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        var made = await own.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, Body);
        var value = made.Json["tokenValue"]!.ToString();
        clock.Step(TimeSpan.FromHours(2));
        var steady = own.Gateway.Services.GetRequiredService<MonotonicTimeProvider>();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(steady.GetUtcNow() >= clock.GetUtcNow().AddSeconds(-1)), "the clock is followed");

        var expired = await own.SendAsAsync($"Bearer {value}", "POST", DataprepSample.Tokens, Body);
        expired.Status.ShouldBe(401);
        expired.Json["exception"]!["message"]!.ToString().ShouldBe("The access token has expired");
        (await own.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, Body)).Status.ShouldBe(201);
    }

    [Fact]
    [Promise("Dataprep", "`lifetimeSeconds: -1` creates a token that never expires.", "if `Tokens:AllowNonExpiring` allows it")]
    public async Task Token_without_an_end()
    {
        var made = await _gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": -1 }""");

        made.Status.ShouldBe(201);
        made.Json["tokenInfo"]!["expiredAt"].ShouldBeNull();
        made.Json["tokenInfo"]!.AsObject().ContainsKey("expiredAt").ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "lifetimeSeconds": 86401 }""", "at most")]
    [InlineData("""{ "lifetimeSeconds": -1 }""", "must have an expiry")]
    [Promise("Dataprep", "A lifetime above the maximum is refused.", "400 `ValidationFailed`, by `Tokens:MaxLifetime`; `-1` is then refused too")]
    public async Task Longer_than_the_maximum(string body, string part)
    {
        await using var own = await DialectGateway.StartAsync("dataprep", all => all["TokenGateway"]!["Tokens"]!["MaxLifetime"] = "1d");
        await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);

        var refused = await own.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, body);

        refused.Status.ShouldBe(400);
        refused.Json["exception"]!["name"]!.ToString().ShouldBe("ValidationFailed");
        refused.Json["exception"]!["details"]!.ToString().ShouldContain(part);
        (await own.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 86400 }""")).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "\ud800": 1 }""")]
    [InlineData("""{ "lifetimeSeconds": 100, "description": "\udc00" }""")]
    [InlineData("""{ "lifetimeSeconds": 0 }""")]
    [InlineData("""{ "lifetimeSeconds": -2 }""")]
    [InlineData("""{ "lifetimeSeconds": 99999999999999 }""")]
    [InlineData("""{ "lifetimeSeconds": "soon" }""")]
    [InlineData("""{ "lifetimeSeconds": 100, "description": "a\u0000b" }""")]
    public async Task Wrong_body_is_told_in_one_sentence(string body)
    {
        var answer = await _gateway.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, body);

        answer.Status.ShouldBe(400);
        answer.Json["exception"]!["name"]!.ToString().ShouldBe("ValidationFailed");
        answer.Json["exception"]!["details"]!.ToString().ShouldNotBeEmpty();
    }

    [Fact]
    [Promise("Dataprep", "Once tokens are enabled, only administrators create them until individual users are enabled.", "`Tokens:Creators` is Selected: administrators, and users with that permission (`tokengateway user set-creator`)")]
    public async Task Users_create_once_they_are_enabled()
    {
        var refused = await _gateway.SendAsAsync(DataprepSample.Basic("max"), "POST", DataprepSample.Tokens, Body);
        refused.Status.ShouldBe(403);
        refused.Json["exception"]!["name"]!.ToString().ShouldBe("AccessForbiddenException");
        (await _gateway.SendAsAsync(DataprepSample.Basic("ada"), "POST", DataprepSample.Tokens, Body)).Status.ShouldBe(201);

        (await _gateway.Gateway.Users.SetCanCreateTokensAsync(Actor.Operator("test"), UserId.Parse("max"), true, _gateway.Gateway.State.Current.Access, CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await _gateway.SendAsAsync(DataprepSample.Basic("max"), "POST", DataprepSample.Tokens, Body)).Status.ShouldBe(201);
    }

    [Fact]
    [Promise("Dataprep", "The number of tokens is unlimited.", "`Tokens:MaxPerUser` is null")]
    public async Task Fifty_tokens_are_not_the_end()
    {
        var (value, _) = await sample.CreateAsync("ada");
        for (var i = 0; i < 55; i++)
            (await _gateway.SendAsAsync($"Bearer {value}", "POST", DataprepSample.Tokens, Body)).Status.ShouldBe(201);
    }

    [Fact]
    [Promise("Dataprep", "Password changes do not affect tokens.", "a token does not depend on the password that created it")]
    public async Task Token_outlives_the_password()
    {
        await using var own = await DialectGateway.StartAsync("dataprep");
        var user = await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        var value = (await own.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, Body)).Json["tokenValue"];

        var hash = new Microsoft.AspNetCore.Identity.PasswordHasher<string>().HashPassword("", "another long password");
        (await own.Gateway.Users.SetPasswordHashAsync(Actor.Operator("test"), user.Id, hash, own.Gateway.State.Current.Access, CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await own.SendAsAsync($"Bearer {value}", "GET", "/v4/flows")).Status.ShouldBe(200);
        (await own.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, Body)).Status.ShouldBe(401);
        (await own.SendAsAsync(DataprepSample.Basic("dana", "another long password"), "POST", DataprepSample.Tokens, Body)).Status.ShouldBe(201);
    }

    [Fact]
    [Promise("Dataprep", "A token cannot be modified or extended.", "no call does that, and the native API does not let owners rotate or deactivate (`Tokens:OwnersMay`)")]
    public async Task Nothing_of_a_token_can_be_changed()
    {
        var (value, id) = await sample.CreateAsync();
        foreach (var method in new[] { "PUT", "PATCH", "POST" })
        {
            var answer = await _gateway.SendAsAsync($"Bearer {value}", method, $"{DataprepSample.Tokens}/{id}", """{ "lifetimeSeconds": -1 }""");
            answer.Status.ShouldBe(405);
            answer.Header("Allow").ShouldBe("GET, HEAD, DELETE");
        }

        using var api = _gateway.Gateway.Api(value);
        var number = (await api.GetAsync("/tokens"))["items"].AsArray().Single(one => (string?)one!["externalId"] == id)!["id"];
        (await api.PostAsync($"/tokens/{number}/rotate")).Status.ShouldBe(403);
        (await api.PostAsync($"/tokens/{number}/deactivate")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Rights_of_a_token_are_those_of_its_owner_and_no_more()
    {
        var (value, _) = await sample.CreateAsync("ada");

        JsonNode.Parse((await _gateway.SendAsAsync($"Bearer {value}", "GET", "/v4/people/current")).Body)!["isAdmin"]!.GetValue<bool>().ShouldBeTrue();
        var (member, _) = await sample.CreateAsync();
        (await _gateway.SendAsAsync($"Bearer {member}", "GET", "/v4/people/current")).Json["isAdmin"]!.GetValue<bool>().ShouldBeFalse();
        using var api = _gateway.Gateway.Api(member);
        ((string)(await api.GetAsync("/me")).Text).ShouldNotContain(nameof(ManagementRights.Users).ToLowerInvariant() + "\"");
    }
}
