using System.Globalization;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TokenGateway.Configuration.Schema;
using TokenGateway.Configuration.Sections;
using TokenGateway.Core.Times;
using TokenGateway.Endpoints;

namespace TokenGateway.Tests.Endpoints;

/// <summary>The defaults that the schema and <c>config show --effective</c> tell are those that hold.</summary>
public sealed class KestrelLimitsTests
{
    [Fact]
    public void Every_default_is_what_is_told()
    {
        var limits = new KestrelServerLimits();
        KestrelLimits.Set(limits, written: null);

        foreach (var key in LimitsSection.Shape.Keys.Where(key => key.Name != LimitsSection.Http2))
            ShouldHold(key, limits);
        foreach (var key in ((ObjectShape)LimitsSection.Shape.Keys.Single(key => key.Name == LimitsSection.Http2).Shape).Keys)
            ShouldHold(key, limits.Http2);
    }

    [Fact]
    public void Every_limit_of_kestrel_is_known_but_those_of_http3()
    {
        Names<KestrelServerLimits>().Except(["Http2", "Http3"]).ShouldBe(
            LimitsSection.Shape.Keys.Select(key => key.Name).Except([LimitsSection.Http2]), ignoreOrder: true);
        Names<Http2Limits>().ShouldBe(
            ((ObjectShape)LimitsSection.Shape.Keys.Single(key => key.Name == LimitsSection.Http2).Shape).Keys.Select(key => key.Name), ignoreOrder: true);
    }

    private static IEnumerable<string> Names<T>() => typeof(T).GetProperties().Select(property => property.Name);

    private static void ShouldHold(KeyShape key, object limits)
    {
        var actual = limits.GetType().GetProperty(key.Name)!.GetValue(limits);
        var told = key.Default!;
        if (actual is MinDataRate rate)
            told.ShouldBe($$"""{ "BytesPerSecond": {{rate.BytesPerSecond}}, "GracePeriod": "{{rate.GracePeriod.TotalSeconds}}s" }""", key.Name);
        else if (DurationText.TryParse(told.Trim('"'), out var duration))
            actual.ShouldBe(duration, key.Name);
        else
            (Convert.ToString(actual, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : "null").ShouldBe(told, key.Name);
    }
}
