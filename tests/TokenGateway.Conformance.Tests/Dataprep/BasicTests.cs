using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Core.Auditing;
using TokenGateway.Testing;

namespace TokenGateway.Conformance.Tests.Dataprep;

/// <summary>User name and password are for making tokens, and for nothing else.</summary>
public sealed class BasicTests(DataprepSample sample) : IClassFixture<DataprepSample>
{
    private readonly DialectGateway _gateway = sample.Gateway;

    [Theory]
    [InlineData("GET", "/v4/flows")]
    [InlineData("GET", "/v4/flows", "wrong")]
    [InlineData("GET", "/status")]
    [InlineData("GET", "/status", "wrong")]
    [InlineData("GET", DataprepSample.Tokens)]
    [InlineData("DELETE", DataprepSample.Tokens + "/3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("PUT", DataprepSample.Tokens)]
    [InlineData("HEAD", DataprepSample.Tokens)]
    [InlineData("GET", "/v4/people/current")]
    [Promise("Dataprep", "Basic authentication only creates tokens.", "recognized on every path, accepted only by `POST /v4/apiAccessTokens`, and never forwarded")]
    public async Task Password_opens_nothing_else_and_is_not_forwarded(string method, string path, string password = DataprepSample.Password)
    {
        _gateway.Upstream.Forget();

        (await _gateway.SendAsAsync(DataprepSample.Basic("dana", password), method, path)).Status.ShouldBe(401);

        _gateway.Upstream.Seen.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Basic ZGFuYTp3cm9uZw==")]
    [InlineData("Basic bm9ib2R5Ondyb25n")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic %%%")]
    [InlineData("Basic  ZGFuYTp3cm9uZw==")]
    [InlineData("Basic OndpdGhvdXQgdXNlcg==")]
    [InlineData("Basic bm9jb2xvbg==")]
    public async Task Wrong_password_or_form_makes_nothing(string authorization)
    {
        await using var own = await DialectGateway.StartAsync("dataprep");
        await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);

        var answer = await own.SendAsAsync(authorization, "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""");

        answer.Status.ShouldBe(401);
        answer.Json["exception"]!["name"]!.ToString().ShouldBe("UnauthenticatedException");
        answer.Json["exception"]!["message"]!.ToString().ShouldBe("User name or password is wrong");
        own.Upstream.Seen.ShouldBeEmpty();
    }

    [Fact]
    public async Task Service_account_gets_the_answer_for_a_wrong_password_whatever_its_row_says()
    {
        await using var own = await DialectGateway.StartAsync("dataprep");
        await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        await own.AddAccountAsync("bot", "Members", DataprepSample.Password);

        var refused = await own.SendAsAsync(DataprepSample.Basic("bot", DataprepSample.Password), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""");
        var wrong = await own.SendAsAsync(DataprepSample.Basic("dana", "wrong"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""");

        (refused.Status, refused.Body).ShouldBe((401, wrong.Body));
    }

    [Theory]
    [InlineData("dana@example.com")]
    [InlineData("DANA@Example.COM")]
    [Promise("Dataprep", "The user name is the email address.", "the email address of a user is accepted as well as the id")]
    public async Task Address_is_a_user_name(string name)
    {
        var made = await _gateway.SendAsAsync(DataprepSample.Basic(name), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""");

        made.Status.ShouldBe(201, made.Body);
        (await _gateway.SendAsAsync($"Bearer {made.Json["tokenValue"]}", "GET", "/v4/people/current")).Json["email"]!.ToString().ShouldBe("dana@example.com");
        (await _gateway.SendAsAsync(DataprepSample.Basic(name, "wrong"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Password_and_token_together_are_ambiguous()
    {
        await using var own = await DialectGateway.StartAsync(
            "dataprep", all => all["TokenGateway"]!["Credentials"] = new JsonArray("Authorization: Bearer", "X-API-Key"));
        await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        var token = await own.IssueAsync("dana", "Members");

        var answer = await own.SendAsync(
            "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""", null, ("Authorization", DataprepSample.Basic("dana")), ("X-API-Key", token.Value));

        answer.Status.ShouldBe(400);
        answer.Json["exception"]!["message"]!.ToString().ShouldBe("More than one credential was presented.");
    }

    [Fact]
    [Promise("Dataprep", "Passwords cannot be guessed through the call.", "each failed attempt delays the next one longer, too many concurrent attempts get 429, and the audit log records them")]
    public async Task Guessing_is_throttled_and_noted()
    {
        await using var own = await DialectGateway.StartAsync("dataprep");
        var user = await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        for (var i = 0; i < 5; i++)
            (await own.SendAsAsync(DataprepSample.Basic("dana", $"guess {i}"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""")).Status.ShouldBe(401);

        // Many at once: each waits, and more of one address than may wait are told to come back.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? own.SendAsAsync(DataprepSample.Basic("dana", $"guess {i}"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""")
            : own.ManageAsync("POST", "/api/v1/session", $$"""{ "user": "dana", "password": "guess {{i}}" }""")));

        answers.ShouldAllBe(answer => answer.Status == 401 || answer.Status == 429);
        answers.ShouldContain(answer => answer.Status == 429);
        answers.Where(answer => answer.Status == 429).ShouldAllBe(answer => answer.Header("Retry-After") != null);
        var audit = own.Gateway.Services.GetRequiredService<IAuditLog>();
        await Eventually.BecomesTrueAsync(
            async () => (await audit.ListAsync(new AuditFilter { Subject = $"user:{user.Id}", Action = AuditAction.SessionRefused }, 0, 100, CancellationToken.None)).Count >= 5,
            "refused passwords stand in the audit log");
    }

    [Fact]
    [Promise("Dataprep", "Guesses here count as failed sign-ins.", "one throttle by address and by account: while attempts at the call are delayed, sign-ins are delayed too")]
    public async Task Guesses_that_wait_here_keep_signing_in_waiting()
    {
        await using var own = await DialectGateway.StartAsync("dataprep");
        await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);
        for (var i = 0; i < 5; i++)
            (await own.SendAsAsync(DataprepSample.Basic("dana", $"guess {i}"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""")).Status.ShouldBe(401);

        using var enough = new CancellationTokenSource();
        var full = new TaskCompletionSource();
        var guesses = Enumerable.Range(0, 24).Select(_ => GuessAsync(own, full, enough.Token)).ToList();
        await full.Task.WaitAsync(TimeSpan.FromSeconds(60));

        // One sign-in at a time is never too many by itself: only the guesses at the other call, more than may wait of one address,
        // can be. One that finds a place which a guess has just left waits there for up to 16 seconds.
        await Eventually.BecomesTrueAsync(
            async () => (await own.ManageAsync("POST", "/api/v1/session", """{ "user": "dana", "password": "guess" }""")).Status == 429,
            "signing in is told to come back", TimeSpan.FromSeconds(60));
        await enough.CancelAsync();
        await Task.WhenAll(guesses);
    }

    [Fact]
    public async Task Where_nobody_signs_in_with_a_password_none_makes_a_token()
    {
        await using var own = await DialectGateway.StartAsync(
            "dataprep", all => all["TokenGateway"]!["SignIn"] = new JsonObject { ["Password"] = false });
        await own.AddUserAsync("dana", "Members", password: DataprepSample.Password, canCreate: true);

        (await own.SendAsAsync(DataprepSample.Basic("dana"), "POST", DataprepSample.Tokens, """{ "lifetimeSeconds": 60 }""")).Status.ShouldBe(401);
    }

    private static async Task GuessAsync(DialectGateway gateway, TaskCompletionSource full, CancellationToken enough)
    {
        try
        {
            while (true)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(DataprepSample.Tokens, UriKind.Relative));
                request.Headers.TryAddWithoutValidation("Authorization", DataprepSample.Basic("dana", "guess"));
                using var response = await gateway.Client.SendAsync(request, enough);
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                    full.TrySetResult();
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // Guessed enough.
        }
    }
}
