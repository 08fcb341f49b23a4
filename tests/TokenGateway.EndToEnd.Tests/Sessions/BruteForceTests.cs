using TokenGateway.Management.Authentication.Passwords;

namespace TokenGateway.EndToEnd.Tests.Sessions;

public sealed class BruteForceTests
{
    [Fact]
    public async Task Guessing_by_the_hundred_takes_no_processor_and_locks_nobody_out()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        await all.AddAsync("bob");
        using var attacker = all.Open();
        using var elsewhere = all.Open("127.0.0.2");

        var guesses = Enumerable.Range(0, 200).Select(i => attacker.SignInAsync("alice", $"wrong password {i}")).ToList();
        var bob = await elsewhere.SignInAsync("bob", SignInGateway.Password);
        var pages = await Task.WhenAll(guesses);
        var alice = await elsewhere.SignInAsync("alice", SignInGateway.Password);

        bob.Status.ShouldBe(201);
        alice.Status.ShouldBe(201);
        var turnedAway = pages.Where(page => page.Status == 429).ToList();
        turnedAway.ShouldAllBe(page => page.Code == "rate_limited" && int.Parse(page.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) >= 1);
        pages.Where(page => page.Status != 429).ShouldAllBe(page => page.Code == "invalid_credentials");
        turnedAway.Count.ShouldBeGreaterThan(100);
        all.Hasher.MostAtOnce.ShouldBeLessThanOrEqualTo(PasswordHashing.AtOnce);
        all.Hasher.Verified.ShouldBe(200 - turnedAway.Count + 2);
    }

    [Fact]
    public async Task Right_password_from_the_attackers_own_address_waits_its_turn_and_passes()
    {
        await using var all = await SignInGateway.StartAsync();
        await all.AddAsync("alice");
        using var browser = all.Open();
        for (var i = 0; i <= SignInThrottle.FreeOfAccount; i++)
            (await browser.SignInAsync("alice", "wrong password")).Status.ShouldBe(401);

        (await browser.SignInAsync("alice", SignInGateway.Password)).Status.ShouldBe(201);
    }
}
