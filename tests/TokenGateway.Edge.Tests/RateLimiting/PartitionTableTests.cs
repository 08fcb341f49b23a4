using System.Globalization;
using TokenGateway.Edge.RateLimiting;

namespace TokenGateway.Edge.Tests.RateLimiting;

/// <summary>A flood neither grows memory nor gives anyone back what was spent.</summary>
public sealed class PartitionTableTests
{
    [Fact]
    public void Full_a_newcomer_takes_the_place_of_one_whose_permits_are_all_back()
    {
        var route = Create();
        for (var i = 0; i < 100; i++)
            route.Passing(address: AddressOf(i)).ShouldBe(2);

        route.Clock.Advance(TimeSpan.FromSeconds(10));
        for (var i = 100; i < 200; i++)
            route.Passing(address: AddressOf(i)).ShouldBe(2);

        Addresses(route).Count.ShouldBe(100);
    }

    [Fact]
    public void Full_of_callers_who_have_spent_newcomers_share_one_count()
    {
        var route = Create();
        for (var i = 0; i < 100; i++)
            route.Passing(address: AddressOf(i)).ShouldBe(2);

        var newcomers = Enumerable.Range(100, 1000).Sum(i => route.Passing(address: AddressOf(i)));

        newcomers.ShouldBe(2);
        Addresses(route).Count.ShouldBe(100);
    }

    [Fact]
    public void Full_those_who_have_spent_stay_so_whatever_the_flood()
    {
        var route = Create();
        for (var i = 0; i < 100; i++)
            route.Passing(address: AddressOf(i)).ShouldBe(2);
        for (var i = 100; i < 10_000; i++)
            route.Passes(address: AddressOf(i));

        Enumerable.Range(0, 100).Sum(i => route.Passing(address: AddressOf(i))).ShouldBe(0);
    }

    [Fact]
    public void A_flood_of_addresses_takes_no_place_from_tokens()
    {
        var route = Create();
        for (var i = 0; i < 10_000; i++)
            route.Passes(address: AddressOf(i));

        for (var id = 1; id <= 100; id++)
            route.Passing(LimitedRoute.Token(id)).ShouldBe(2);
    }

    [Fact]
    public void Once_some_are_back_newcomers_are_counted_apart_again()
    {
        var route = Create();
        for (var i = 0; i < 200; i++)
            route.Passes(address: AddressOf(i));

        route.Clock.Advance(TimeSpan.FromSeconds(10));

        route.Passing(address: AddressOf(300)).ShouldBe(2);
        route.Passing(address: AddressOf(301)).ShouldBe(2);
    }

    private static LimitedRoute Create() => LimitedRoute.Create(
        """{ "By": "token", "Algorithm": "FixedWindow", "Permits": 2, "Window": "10s", "MaxPartitions": 100 }""");

    private static PartitionTable Addresses(LimitedRoute route) => route.Limits["standard"].State.Addresses;

    private static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}");
}
