using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.EndToEnd.Tests.Sessions;

/// <summary>Calls with user and password share the sign-in throttle, and open no session.</summary>
public sealed class PasswordCallerTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("198.51.100.1");

    [Fact]
    public async Task Wrong_passwords_of_calls_delay_signing_in_to_the_account_from_wherever()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        var callers = all.Gateway.Services.GetRequiredService<IPasswordCallers>();
        for (var i = 0; i <= SignInThrottle.FreeOfAccount; i++)
            (await callers.FindAsync("alice", "wrong password", IPAddress.Parse($"192.0.2.{i + 1}"), CancellationToken.None)).Actor.ShouldBeNull();

        DelayOf(all, "alice").ShouldBeGreaterThan(TimeSpan.Zero);
        DelayOf(all, "bob").ShouldBe(TimeSpan.Zero);
        using var browser = all.Open();
        (await browser.SignInAsync("alice", SignInGateway.Password)).Status.ShouldBe(201);
    }

    [Fact]
    public async Task Right_password_does_not_count_against_the_account_and_names_the_user()
    {
        await using var all = await SignInGateway.StartAsync();
        var alice = await all.AddAsync("alice");
        var callers = all.Gateway.Services.GetRequiredService<IPasswordCallers>();
        for (var i = 0; i <= 2 * SignInThrottle.FreeOfAccount; i++)
            (await callers.FindAsync("alice", SignInGateway.Password, Elsewhere, CancellationToken.None)).Actor!.User!.Id.ShouldBe(alice.Id);

        DelayOf(all, "alice").ShouldBe(TimeSpan.Zero);
    }

    private static TimeSpan DelayOf(SignInGateway all, string account)
    {
        using var turn = all.Gateway.ManagementServices.GetRequiredService<SignInThrottle>().TryEnter(Elsewhere, account, out _)!;
        turn.TakeBack();
        return turn.Delay;
    }
}
