using System.Collections.Immutable;
using TokenGateway.Core.Notices;

namespace TokenGateway.Core.Tests.Notices;

public sealed class LeadTimesTests
{
    private static readonly ImmutableArray<TimeSpan> Leads = [TimeSpan.FromDays(30), TimeSpan.FromDays(7), TimeSpan.FromDays(1)];

    [Theory]
    [InlineData(100, 69.9, null)]
    [InlineData(100, 70, 30)]
    [InlineData(100, 92.9, 30)]
    [InlineData(100, 93, 7)]
    [InlineData(100, 99, 1)]
    [InlineData(100, 99.99, 1)]
    [InlineData(100, 100, null)]
    [InlineData(30, 0, null)]
    [InlineData(30.1, 0.1, 30)]
    [InlineData(3, 0, null)]
    [InlineData(3, 1.9, null)]
    [InlineData(3, 2, 1)]
    [InlineData(1, 0.5, null)]
    public void The_shortest_lead_time_that_has_begun_is_due_unless_it_is_as_long_as_the_life(double life, double age, int? lead)
    {
        var token = Some.Token() with { ExpiresAt = The.Start.AddDays(life) };

        LeadTimes.Due(token, Leads, The.Start.AddDays(age)).ShouldBe(lead is { } days ? TimeSpan.FromDays(days) : null);
    }

    [Fact]
    public void The_order_of_lead_times_does_not_matter() =>
        LeadTimes.Due(Some.Token() with { ExpiresAt = The.Start.AddDays(100) }, [.. Leads.Reverse()], The.Start.AddDays(95)).ShouldBe(TimeSpan.FromDays(7));

    [Fact]
    public void Nothing_is_due_for_a_token_that_is_not_in_use_or_has_no_end()
    {
        var token = Some.Token() with { ExpiresAt = The.Start.AddDays(100) };
        var late = The.Start.AddDays(99.5);

        LeadTimes.Due(token with { IsActive = false }, Leads, late).ShouldBeNull();
        LeadTimes.Due(token with { DeletedAt = The.Start }, Leads, late).ShouldBeNull();
        LeadTimes.Due(token with { ExpiresAt = null }, Leads, late).ShouldBeNull();
        LeadTimes.Due(token, [], late).ShouldBeNull();
        LeadTimes.Due(token, Leads, late).ShouldBe(TimeSpan.FromDays(1));
    }
}
