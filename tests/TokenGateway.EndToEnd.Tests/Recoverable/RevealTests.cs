using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Configuration.Errors;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Storage;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.Recoverable;

/// <summary>Values stored for their owners: who sees them, when, and what the store contains.</summary>
public sealed class RevealTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgw-keeping-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Owner_sees_the_value_after_signing_in_and_it_is_recorded()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        await keeping.AddUserAsync("alice");
        var token = await keeping.IssueAsync();
        var session = await keeping.SignInAsync("alice");

        var (status, body) = await keeping.RevealAsync(token.Token.Id, session);

        status.ShouldBe(200, body);
        JsonNode.Parse(body)!["token"]!.ToString().ShouldBe(token.Value);
        var records = await keeping.Gateway.Services.GetRequiredService<IAuditLog>()
            .ListAsync(new AuditFilter { Action = AuditAction.TokenRevealed }, 0, 10, CancellationToken.None);
        records.Single().Entry.Subject.ShouldBe($"token:{token.Token.Id}");
        records.Single().Entry.Actor.Name.ShouldBe("user:alice");
        records.Single().ToString().ShouldNotContain(token.Value);
    }

    [Fact]
    public async Task Value_is_not_shown_to_a_token_nor_to_an_administrator_nor_to_another()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        foreach (var (user, role) in new[] { ("alice", "Engineers"), ("bob", "Engineers"), ("ada", "Administrators") })
            await keeping.AddUserAsync(user, role);
        var token = await keeping.Gateway.IssueAsync("alice", "Engineers", wish => wish with { Manages = ManagementRights.Own });

        var byToken = await keeping.RevealAsync(token.Token.Id, ("Authorization", $"Bearer {token.Value}"));
        var byAdministrator = await keeping.RevealAsync(token.Token.Id, await keeping.SignInAsync("ada"));
        var byAnother = await keeping.RevealAsync(token.Token.Id, await keeping.SignInAsync("bob"));
        var byNobody = await keeping.RevealAsync(token.Token.Id);

        (byToken.Status, CodeOf(byToken.Body)).ShouldBe((403, "session_required"));
        (byAdministrator.Status, CodeOf(byAdministrator.Body)).ShouldBe((403, "forbidden"));
        (byAnother.Status, CodeOf(byAnother.Body)).ShouldBe((404, "not_found"));
        byNobody.Status.ShouldBe(401);
        foreach (var (_, body) in new[] { byToken, byAdministrator, byAnother, byNobody })
            body.ShouldNotContain(token.Value);
    }

    [Fact]
    public async Task Write_by_session_needs_to_come_from_our_own_page()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        await keeping.AddUserAsync("alice");
        var token = await keeping.IssueAsync();
        var session = await keeping.SignInAsync("alice");

        (await keeping.RevealAsync(token.Token.Id, session[0])).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Five_minutes_after_signing_in_one_has_to_sign_in_again()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        await keeping.AddUserAsync("alice");
        var token = await keeping.IssueAsync();
        var session = await keeping.SignInAsync("alice");
        await keeping.StepAsync(TimeSpan.FromMinutes(4));
        (await keeping.RevealAsync(token.Token.Id, session)).Status.ShouldBe(200);

        await keeping.StepAsync(TimeSpan.FromMinutes(2));

        var (status, body) = await keeping.RevealAsync(token.Token.Id, session);
        (status, CodeOf(body)).ShouldBe((403, "sign_in_again"));
        (await keeping.RevealAsync(token.Token.Id, await keeping.SignInAsync("alice"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_file_of_the_store_holds_the_value(bool withPepper)
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA, section =>
        {
            if (withPepper)
                section["Tokens"]!["Pepper"] = JsonNode.Parse($$"""[ { "Id": "p", "Key": "{{KeepingGateway.KeyB}}" } ]""");
        });
        await keeping.AddUserAsync("alice");
        var token = await keeping.IssueAsync();
        (await keeping.RevealAsync(token.Token.Id, await keeping.SignInAsync("alice"))).Body.ShouldContain(token.Value);

        var secret = token.Value[(token.Value.LastIndexOf('_') + 1)..];
        KeepingGateway.IsInStore(_folder, Encoding.UTF8.GetBytes(secret)).ShouldBeFalse();
        KeepingGateway.IsInStore(_folder, Encoding.Unicode.GetBytes(secret)).ShouldBeFalse();
        KeepingGateway.IsInStore(_folder, Encoding.UTF8.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(token.Value)))).ShouldBeFalse();
        KeepingGateway.IsInStore(_folder, Encoding.UTF8.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(secret)))).ShouldBeFalse();
        KeepingGateway.IsInStore(_folder, Encoding.UTF8.GetBytes("alice")).ShouldBeTrue();
    }

    [Fact]
    public async Task Switched_off_everything_that_was_kept_is_erased_and_tokens_go_on()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        await keeping.AddUserAsync("alice");
        var token = await keeping.IssueAsync();
        var store = keeping.Gateway.Services.GetRequiredService<IKeptValueStore>();
        var cipher = (await store.FindAsync(token.Token.Id, CancellationToken.None))!.Cipher;
        KeepingGateway.IsInStore(_folder, cipher.Span).ShouldBeTrue();

        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(keeping.Gateway.ConfigPath))!.AsObject();
        configuration["TokenGateway"]!["Tokens"]!["Recoverable"] = false;
        await keeping.Gateway.RewriteAsync(configuration);

        await Eventually.BecomesTrueAsync(async () => await store.FindAsync(token.Token.Id, CancellationToken.None) is null, "nothing is kept any more");
        await Eventually.BecomesTrueAsync(() => Task.FromResult(!KeepingGateway.IsInStore(_folder, cipher.Span)), "no file holds it any more");
        var (status, body) = await keeping.RevealAsync(token.Token.Id, await keeping.SignInAsync("alice"));
        (status, CodeOf(body)).ShouldBe((409, "not_recoverable"));
        keeping.Gateway.State.Current.Access.Vault.ShouldBeNull();
    }

    [Fact]
    public async Task What_a_request_that_began_before_the_change_still_keeps_is_erased_too()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        var first = await keeping.IssueAsync();
        var store = keeping.Gateway.Services.GetRequiredService<IKeptValueStore>();
        var before = keeping.Gateway.State.Current.Access;
        var configuration = JsonNode.Parse(await File.ReadAllTextAsync(keeping.Gateway.ConfigPath))!.AsObject();
        configuration["TokenGateway"]!["Tokens"]!["Recoverable"] = false;
        await keeping.Gateway.RewriteAsync(configuration);
        await Eventually.BecomesTrueAsync(async () => await store.FindAsync(first.Token.Id, CancellationToken.None) is null, "nothing is kept any more");

        var late = await keeping.Gateway.Tokens.IssueAsync(
            Actor.Operator("test"), new IssueRequest { Owner = first.Token.Owner, Name = "late" }, before, CancellationToken.None);
        (await store.FindAsync(late.Value!.Token.Id, CancellationToken.None)).ShouldNotBeNull();
        await keeping.StepAsync(TimeSpan.FromMinutes(1));

        await Eventually.BecomesTrueAsync(async () => await store.FindAsync(late.Value.Token.Id, CancellationToken.None) is null, "what came late is erased, too");
    }

    [Fact]
    public async Task Erasing_that_fails_is_tried_again_every_minute_and_once_more_when_it_is_done()
    {
        var store = new FailsAtFirst();
        await using var keeping = await KeepingGateway.StartAsync(_folder, null, services: services => services.AddSingleton<IKeptValueStore>(store));
        foreach (var tries in Enumerable.Range(1, 3))
        {
            await Eventually.BecomesTrueAsync(() => Task.FromResult(store.Tries >= tries), $"try {tries}");
            store.Tries.ShouldBe(tries);
            await keeping.StepAsync(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task Started_without_it_everything_that_was_kept_is_erased()
    {
        ReadOnlyMemory<byte> cipher;
        await using (var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA))
        {
            var token = await keeping.IssueAsync();
            cipher = (await keeping.Gateway.Services.GetRequiredService<IKeptValueStore>().FindAsync(token.Token.Id, CancellationToken.None))!.Cipher;
        }

        await using var off = await KeepingGateway.StartAsync(_folder, null);

        await Eventually.BecomesTrueAsync(() => Task.FromResult(!KeepingGateway.IsInStore(_folder, cipher.Span)), "no file holds it any more");
    }

    [Fact]
    public async Task With_another_key_it_is_said_and_tokens_go_on()
    {
        IssuedToken token;
        await using (var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA))
        {
            await keeping.AddUserAsync("alice");
            token = await keeping.IssueAsync();
        }

        await using (var wrong = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyB))
        {
            var (status, body) = await wrong.RevealAsync(token.Token.Id, await wrong.SignInAsync("alice"));
            (status, CodeOf(body)).ShouldBe((409, "kept_under_another_key"));
            using var api = wrong.Gateway.Api((await wrong.IssueAsync()).Value);
            (await api.GetAsync("/me")).Status.ShouldBe(403);
        }

        await using var both = await KeepingGateway.StartAsync(_folder, $"{KeepingGateway.KeyB}\n{KeepingGateway.KeyA}\n");
        var session = await both.SignInAsync("alice");
        (await both.RevealAsync(token.Token.Id, session)).Body.ShouldContain(token.Value);
        var next = await both.IssueAsync();
        (await both.RevealAsync(next.Token.Id, session)).Body.ShouldContain(next.Value);
    }

    [Fact]
    public async Task What_is_kept_goes_with_the_secret()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        await keeping.AddUserAsync("alice");
        var store = keeping.Gateway.Services.GetRequiredService<IKeptValueStore>();
        var (first, second) = (await keeping.IssueAsync(), await keeping.IssueAsync());
        var session = await keeping.SignInAsync("alice");
        var @operator = Actor.Operator("test");

        var rotated = await keeping.Gateway.Tokens.RotateAsync(@operator, first.Token.Id, TimeSpan.FromHours(1), keeping.Gateway.State.Current.Access, CancellationToken.None);
        var (_, body) = await keeping.RevealAsync(first.Token.Id, session);
        body.ShouldContain(rotated.Value!.Value);
        body.ShouldNotContain(first.Value);

        await keeping.Gateway.Tokens.DeleteAsync(@operator, second.Token.Id, CancellationToken.None);
        (await store.FindAsync(second.Token.Id, CancellationToken.None)).ShouldBeNull();
        (await keeping.RevealAsync(second.Token.Id, session)).Status.ShouldBe(404);

        await keeping.Gateway.Users.DeleteAsync(@operator, Core.Tokens.UserId.Parse("alice"), keeping.Gateway.State.Current.Access, CancellationToken.None);
        (await store.FindAsync(first.Token.Id, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_that_was_made_before_shows_nothing()
    {
        IssuedToken token;
        await using (var off = await KeepingGateway.StartAsync(_folder, null))
        {
            await off.AddUserAsync("alice");
            token = await off.IssueAsync();
        }

        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        var (status, body) = await keeping.RevealAsync(token.Token.Id, await keeping.SignInAsync("alice"));
        (status, CodeOf(body)).ShouldBe((409, "not_recoverable"));
    }

    [Fact]
    public async Task A_row_of_another_token_is_not_shown()
    {
        await using var keeping = await KeepingGateway.StartAsync(_folder, KeepingGateway.KeyA);
        await keeping.AddUserAsync("alice");
        await keeping.AddUserAsync("mallory");
        var (hers, his) = (await keeping.IssueAsync(), await keeping.IssueAsync("mallory"));
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder, "keeping.db")};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"""
                UPDATE kept_values SET digest = (SELECT digest FROM kept_values WHERE token = {hers.Token.Id}), cipher = (SELECT cipher FROM kept_values WHERE token = {hers.Token.Id})
                WHERE token = {his.Token.Id}
                """;
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        var (status, body) = await keeping.RevealAsync(his.Token.Id, await keeping.SignInAsync("mallory"));

        (status, CodeOf(body)).ShouldBe((409, "kept_under_another_key"));
        body.ShouldNotContain(hers.Value);
    }

    [Theory]
    [InlineData("""{ "Recoverable": true }""", "TokenGateway:Tokens:Recoverable: a key is needed", "RecoveryKey")]
    [InlineData("""{ "Recoverable": true, "RecoveryKey": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=" }""", "TokenGateway:Tokens:RecoveryKey: the key must not be in this file", "RecoveryKeyFile")]
    [InlineData("""{ "Recoverable": true, "RecoveryKeyFile": "nowhere.key" }""", "TokenGateway:Tokens:RecoveryKeyFile: cannot be read", "nowhere.key")]
    public async Task Without_a_key_that_can_be_used_it_does_not_start(string tokens, string message, string part)
    {
        var error = await Should.ThrowAsync<ConfigurationInvalidException>(() =>
            KeepingGateway.StartAsync(_folder, null, section => section["Tokens"] = JsonNode.Parse(tokens)));

        error.Message.ShouldContain(message);
        error.Message.ShouldContain(part);
        error.Message.ShouldNotContain("AQEBAQ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB")]
    public async Task A_key_of_another_form_is_refused_and_not_repeated(string key)
    {
        var error = await Should.ThrowAsync<ConfigurationInvalidException>(() => KeepingGateway.StartAsync(_folder, key));

        error.Message.ShouldContain("RecoveryKeyFile: 32 bytes in base64 are expected");
        if (key.Length > 0)
            error.Message.ShouldNotContain(key);
    }

    private static string? CodeOf(string body) => (string?)JsonNode.Parse(body)!["code"];
}
