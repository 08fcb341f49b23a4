using Microsoft.AspNetCore.Http;
using TokenGateway.Core.Access;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Notices;

/// <summary>Webhooks to a real receiver.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly TimeSpan PastFirstBackoff = TimeSpan.FromMinutes(2);

    private HookReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await HookReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Each_post_is_signed_and_says_which_token()
    {
        await using var telling = await StartAsync();

        var token = await telling.IssueAsync("ci", TimeSpan.FromDays(40));
        await telling.RotateAsync(token);

        var post = (await _receiver.WaitAsync("token.rotated")).Single();
        _receiver.Posts.Select(one => (string?)one.Json["type"]).ShouldBe(["token.created", "token.rotated"]);
        _receiver.Posts.ShouldAllBe(one => one.IsSigned && one.Method == "POST" && one.Path == "/hook");
        _receiver.Posts.ShouldAllBe(one => !one.Body.Contains(token.Value, StringComparison.Ordinal));
        ((string?)post.Json["id"]).ShouldBe(post.Delivery);
        ((string?)post.Json["token"]!["id"]).ShouldBe(token.Token.Id.ToString());
        ((string?)post.Json["token"]!["name"]).ShouldBe("ci");
        ((string?)post.Json["token"]!["owner"]).ShouldBe("alice");
        ((string?)post.Json["token"]!["realm"]).ShouldBe("default");
        ((string?)post.Json["actor"]).ShouldBe("cli:test");
        post.Headers["Content-Type"].ShouldBe("application/json");
        post.Headers.Keys.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task Leak_names_what_was_deactivated_with_the_token()
    {
        await using var telling = await StartAsync();
        var leaked = await telling.First.IssueAsync("alice", "Engineers", wish => wish with { Manages = ManagementRights.Own });
        using (var client = telling.First.Api(leaked.Value))
        {
            (await client.PostAsync("/tokens", """{ "name": "made by it" }""")).Status.ShouldBe(201);
            (await client.PostAsync("/leaks", $$"""{ "token": "{{leaked.Value}}" }""")).Status.ShouldBe(202);
        }

        var post = (await _receiver.WaitAsync("token.leaked")).Single();
        var made = post.Json["alsoDeactivated"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)made["name"], (string?)made["owner"]).ShouldBe(("made by it", "alice"));
    }

    [Fact]
    public async Task Leak_is_told_to_the_owners_of_what_was_deactivated_with_the_token()
    {
        await using var telling = await StartAsync();
        await telling.IssueAsync("bob's own", user: "bob");
        var leaked = await telling.First.IssueAsync(
            "ada", "Administrators", wish => wish with { Manages = ManagementRights.Own | ManagementRights.Tokens });
        using (var client = telling.First.Api(leaked.Value))
        {
            (await client.PostAsync("/tokens", """{ "name": "for bob", "owner": "bob" }""")).Status.ShouldBe(201);
            (await client.PostAsync("/leaks", $$"""{ "token": "{{leaked.Value}}" }""")).Status.ShouldBe(202);
        }

        var posts = await _receiver.WaitAsync("token.leaked", 2);
        posts.Select(post => (string?)post.Json["token"]!["owner"]).Order().ShouldBe(["ada", "bob"]);
    }

    [Fact]
    public async Task Timestamp_is_part_of_what_is_signed()
    {
        await using var telling = await StartAsync();

        await telling.IssueAsync("ci");

        var post = (await _receiver.WaitAsync("token.created")).Single();
        var later = new Dictionary<string, string>(post.Headers, StringComparer.OrdinalIgnoreCase) { ["X-TokenGateway-Timestamp"] = "4102444800" };
        (post with { Headers = later }).IsSigned.ShouldBeFalse();
    }

    [Fact]
    public async Task Receiver_that_fails_gets_it_again_later_under_the_same_id()
    {
        await using var telling = await StartAsync();
        _receiver.Answer = context => Status(context, 503);
        await telling.IssueAsync("ci");
        var first = (await _receiver.WaitAsync("token.created")).Single();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(telling.Read("SELECT count(*) FROM notices WHERE outcome LIKE '%503%'") == 1), "put off");

        _receiver.Answer = context => Status(context, 204);
        await telling.StepAsync(PastFirstBackoff);

        var both = await _receiver.WaitAsync("token.created", 2);
        both[1].Delivery.ShouldBe(first.Delivery);
        both[1].Body.ShouldBe(first.Body);
        both[1].IsSigned.ShouldBeTrue();
        both[1].Headers["X-TokenGateway-Timestamp"].ShouldNotBe(first.Headers["X-TokenGateway-Timestamp"]);
        await DoneAsync(telling, "sent");
    }

    [Fact]
    public async Task Redirect_is_not_followed()
    {
        await using var telling = await StartAsync();
        _receiver.Answer = context =>
        {
            context.Response.Headers.Location = "/elsewhere";
            return Status(context, 307);
        };

        await telling.IssueAsync("ci");

        await Eventually.BecomesTrueAsync(() => Task.FromResult(telling.Read("SELECT count(*) FROM notices WHERE outcome LIKE '%307%'") == 1), "put off");
        _receiver.Posts.Single().Path.ShouldBe("/hook");
    }

    [Fact]
    public async Task Receiver_that_is_gone_for_good_gets_it_no_more()
    {
        await using var telling = await StartAsync();
        _receiver.Answer = context => Status(context, 410);

        await telling.IssueAsync("ci");

        await Eventually.BecomesTrueAsync(() => Task.FromResult(telling.Read("SELECT count(*) FROM notices WHERE done_at IS NOT NULL AND outcome LIKE '%410%'") == 1), "given up");
    }

    [Fact]
    public async Task Endless_answer_is_not_read_to_its_end()
    {
        await using var telling = await StartAsync();
        _receiver.Answer = async context =>
        {
            var piece = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        };

        await telling.IssueAsync("ci");

        await DoneAsync(telling, "sent");
    }

    [Fact]
    public async Task Nothing_is_posted_to_an_address_that_is_not_public()
    {
        // A host name with TLS: the address is checked when the connection is made, before a byte is sent.
        var notices = NoticeGateway.Webhook(new UriBuilder(_receiver.Url) { Scheme = "https", Host = "localhost" }.Uri);
        notices["Webhook"]!["DangerousAllowPrivate"] = false;
        await using var telling = await NoticeGateway.StartAsync(notices);

        await telling.IssueAsync("ci");

        await Eventually.BecomesTrueAsync(() => Task.FromResult(telling.Read("SELECT count(*) FROM notices WHERE outcome LIKE '%no public address%'") == 1), "put off");
        _receiver.Posts.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_delivered_for_days_is_given_up()
    {
        await using var telling = await StartAsync();
        var answered = 0;
        _receiver.Answer = context => Status(context, 500 + Interlocked.Increment(ref answered));
        await telling.IssueAsync("ci");

        // Advances the clock once the result of an attempt is recorded: the next one becomes due from then on.
        for (var attempt = 1; telling.Read("SELECT count(*) FROM notices WHERE done_at IS NOT NULL") == 0; attempt++)
        {
            attempt.ShouldBeLessThan(20);
            await Eventually.BecomesTrueAsync(
                () => Task.FromResult(telling.Read($"SELECT count(*) FROM notices WHERE outcome LIKE '%{500 + attempt}%' OR done_at IS NOT NULL") == 1), $"attempt {attempt} is noted");
            await telling.StepAsync(TimeSpan.FromHours(15));
        }

        _receiver.Posts.Select(post => post.Delivery).Distinct().Count().ShouldBe(1);
        _receiver.Posts.Count.ShouldBeGreaterThan(3);
    }

    private Task<NoticeGateway> StartAsync() => NoticeGateway.StartAsync(NoticeGateway.Webhook(_receiver.Url));

    private static Task DoneAsync(NoticeGateway telling, string outcome) => Eventually.BecomesTrueAsync(
        () => Task.FromResult(telling.Read($"SELECT count(*) FROM notices WHERE done_at IS NOT NULL AND outcome = '{outcome}'") == 1), outcome);

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
